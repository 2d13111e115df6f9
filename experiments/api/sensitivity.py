"""Which parameters decide: of a study that was sampled."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.caveats import print_caveats
from experiments.provenance.crate import add_to_crate
from experiments.provenance.kept import may_be_kept
from experiments.results.as_json import plain
from experiments.results.study import Study
from experiments.sensitivity.measure import Sensitivity, sensitivities
from experiments.sensitivity.wording import print_sensitivities
from experiments.store.files import write_json

if TYPE_CHECKING:
    from rich.console import Console

FILE = "sensitivity.json"


def sensitivity(study: Study, metric: str, policy: Mapping[str, str], *, keep: bool) -> Answer[Sequence[Sensitivity]]:
    """Return what decides about a metric; ``keep``: in the study's folder, too, with pictures."""
    found = sensitivities(study, metric, policy)
    if keep and may_be_kept(study.folder):
        _keep(found, study)

    def show(console: "Console") -> None:
        print_sensitivities(console, found)
        print_caveats(console, study)

    return Answer(
        found,
        show=show,
        plain=partial(_plain, found, study.folder),
        frame=partial(_frame, found),
    )


def _keep(found: Sequence[Sensitivity], study: Study) -> None:
    write_json(study.folder / FILE, _plain(found, study.folder))
    pictures: list[Path] = []
    if study.manifest.settings["pictures"]:
        from experiments.pictures.sensitivity import draw_sensitivities

        pictures = draw_sensitivities(found, study.folder)
    add_to_crate(study.folder, [study.folder / FILE, *pictures])


def _plain(found: Sequence[Sensitivity], folder: Path) -> dict[str, Any]:
    return {"folder": str(folder), "sensitivities": [plain(asdict(each)) for each in found]}


def _frame(found: Sequence[Sensitivity]) -> pd.DataFrame:
    rows = [
        {"metric": each.metric, "difference": each.difference, "parameter": influence.name, **influence.measures}
        | {f"{name}_half": half for name, half in influence.halves.items()}
        | {"by_luck": influence.by_luck, "is_clear": each.is_clear(influence)}
        for each in found
        for influence in each.influences
    ]
    return pd.DataFrame(rows)
