"""``orgchange sensitivity``: a sampled study, run if it is not there, explained, kept and drawn."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.commands.sensitivity_arguments import SensitivityArguments
from experiments.provenance.crate import add_to_crate
from experiments.results.as_json import plain
from experiments.results.study import read_study
from experiments.sensitivity.measure import Sensitivity, sensitivities
from experiments.store.files import write_whole
from experiments.store.opening import check_folder
from experiments.wording.json_text import json_text
from experiments.wording.notes import note

FILE = "sensitivity.json"


def sensitivity(words: Sequence[str]) -> int:
    """Explain what the words ask for, and return the exit code."""
    asked = SensitivityArguments.read(words)
    if asked.help:
        from experiments.commands.usage import SENSITIVITY_USAGE

        print(SENSITIVITY_USAGE, end="")
        return 0
    folder = asked.folder or _run(asked.overrides)
    study = read_study(folder)
    check_folder(folder)
    found = sensitivities(study, asked.metric, asked.policy)
    told = json_text(as_json(folder, found))
    write_whole(folder / FILE, told + "\n")
    pictures = draw_sensitivities(found, folder) if study.manifest.settings["pictures"] else []
    add_to_crate(folder, [folder / FILE, *pictures])
    if asked.as_json:
        print(told)
        return 0
    from experiments.sensitivity.wording import print_sensitivities

    print_sensitivities(found)
    if pictures:
        print(f"Pictures: {pictures[0].parent} ({', '.join(dict.fromkeys(picture.stem for picture in pictures))})")
    note(f"kept as {folder / FILE}")
    return 0


def as_json(folder: Path, found: Sequence[Sensitivity]) -> dict[str, Any]:
    """Return sensitivities as plain values."""
    return {"folder": str(folder), "sensitivities": [plain(asdict(each)) for each in found]}


def draw_sensitivities(found: Sequence[Sensitivity], folder: Path) -> list[Path]:
    """Draw every sensitivity, as PNG and SVG, into ``folder/pictures``, and return the files."""
    from experiments.pictures.draw import FOLDER
    from experiments.pictures.page import plain_style, save
    from experiments.pictures.sensitivity import draw_sensitivity

    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with plain_style():
        for each in found:
            name = f"sensitivity{'_difference' if each.difference else ''}"
            written += save(draw_sensitivity(each), target / name)
    return written


def _run(overrides: Sequence[str]) -> Path:
    """Run a sampled study, as far as it is not finished, and return its folder."""
    from experiments.commands.run import run_study
    from experiments.running.request import RunArguments

    return run_study(RunArguments(tuple(overrides), multirun=True))
