"""How the projects of a plan end, by name."""

from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.fates import print_fates
from experiments.fates.fates import Fate, Fates, fates_of
from experiments.results.as_json import finite
from experiments.results.levels import Mean
from experiments.results.study import Study
from experiments.running.precompile import note_compiling


def fates(study: Study, point: str | None, replays: int) -> Answer[Fates]:
    """Return how every project of a point ends."""
    note_compiling()
    found = fates_of(study, point, replays)
    plain = {"label": found.label, "replicates": found.replicates, "projects": [_row(row) for row in found.rows]}
    return Answer(
        found,
        show=lambda console: print_fates(console, found, study.confidence_text),
        plain=lambda: plain,
        frame=partial(_frame, plain),
    )


def _row(row: Fate) -> dict[str, Any]:
    return {
        "name": row.name,
        "projects": row.count,
        "effort": row.effort,
        **{name: finite(getattr(row, name)) for name in ("wanted", "started", "ended")},
        "shares": {name: _mean(mean) for name, mean in row.shares.items()},
        "cost_overrun": _mean(row.overrun),
        "benefits": _mean(row.benefits),
    }


def _mean(mean: Mean) -> dict[str, float | None]:
    return {"mean": finite(mean.mean), "low": finite(mean.low), "high": finite(mean.high)}


def _frame(plain: dict[str, Any]) -> pd.DataFrame:
    return pd.json_normalize(plain["projects"], sep="_")
