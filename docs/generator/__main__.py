"""Draw the pictures that need studies of minutes.

``make pictures`` puts them into ``docs/pictures``, where they are kept.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from experiments.command import main

FOLDER = Path(__file__).resolve().parents[1] / "pictures"
STUDIES = {
    "+experiment=size_by_speed": {"map": "size_by_speed", "maps": "four_outcomes"},
}
DISCOVERED = {  # the study that the guide on policies shows
    "-m organization.headcount=300 horizon.weeks=104 project.size=5,40 rollout.speed=0.1,1 "
    "intervention=[],[okr],[training] "
    "people.trust=0.3,0.6 delivery.cross=0.1,0.2,0.3,0.4 study.replicates=8": {
        "regimes": "policies_map",
        "regret": "policies_regret",
    },
}
GOOD_ENOUGH = ("--meet", "portfolio_benefits>=0.4", "--meet", "cost_overrun_first<=0.2")


def draw_studies() -> int:
    """Run every study, copy its pictures, and return 0, or the largest exit code of those that fail."""
    codes = [_drawn(asked, pictures) for asked, pictures in STUDIES.items()]
    codes += [_drawn(asked, pictures, discovered=True) for asked, pictures in DISCOVERED.items()]
    return max(codes)


def _drawn(asked: str, pictures: Mapping[str, str], *, discovered: bool = False) -> int:
    with TemporaryDirectory() as folder:
        code = main(["run", *asked.split(), f"study.folder={folder}/study"])
        if code == 0 and discovered:
            code = main(["discover", f"{folder}/study", *GOOD_ENOUGH])
        if code == 0:
            for drawn, name in pictures.items():
                copyfile(f"{folder}/study/pictures/{drawn}.png", FOLDER / f"{name}.png")
        return code


if __name__ == "__main__":
    sys.exit(draw_studies())
