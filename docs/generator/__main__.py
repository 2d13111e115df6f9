"""Draw the pictures that need studies of minutes: ``make pictures`` puts them into ``docs/pictures``, where they are kept."""

import sys
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from experiments.command import main

FOLDER = Path(__file__).resolve().parents[1] / "pictures"
STUDIES = {
    "+experiment=size_by_speed": {"map": "size_by_speed", "maps": "four_outcomes"},
}


def draw_studies() -> int:
    """Run every study, copy its pictures, and return the exit code of the first that fails, else 0."""
    for asked, pictures in STUDIES.items():
        with TemporaryDirectory() as folder:
            code = main(["run", asked, f"study.folder={folder}/study"])
            if code != 0:
                return code
            for drawn, name in pictures.items():
                copyfile(f"{folder}/study/pictures/{drawn}.png", FOLDER / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(draw_studies())
