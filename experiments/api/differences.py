"""By how much points exceed their baselines, pair by pair."""

from functools import partial
from typing import Any

import pandas as pd
from rich.console import Console

from experiments.api.answer import Answer
from experiments.configuration.settings import check_metric
from experiments.inference.paired import Difference
from experiments.results.as_json import difference_as_json
from experiments.results.study import DIRECTIONS, Study
from experiments.results.verdict import UNITS
from experiments.wording.quantities import signed, span
from experiments.wording.terminal import new_table

Differences = dict[str, dict[str, Difference]]


def differences(study: Study, metric: str) -> Answer[Differences]:
    """Return the paired differences to the baselines on one metric, or on all where none is named."""
    if metric:
        check_metric(metric, "metric")
    found: Differences = {}
    for point in study.with_baseline:
        every = study.against_baseline(point) or {}
        found[point.label] = {name: each for name, each in every.items() if not metric or name == metric}
    return Answer(found, show=partial(_show, found, study), plain=partial(_plain, found), frame=partial(_frame, found))


def _show(found: Differences, study: Study, console: Console) -> None:
    table = new_table()
    for heading in ("point", "metric", "difference", f"{study.confidence_text} interval", "verdict", "pairs"):
        table.add_column(heading)
    for label, by_metric in found.items():
        for name, each in by_metric.items():
            said = each.verdict(DIRECTIONS[name]).value
            table.add_row(label, name, signed(each.mean), span(each.low, each.high), said, str(each.pairs))
    console.print(table)


def _plain(found: Differences) -> dict[str, Any]:
    return {
        label: {name: difference_as_json(each, DIRECTIONS[name]) for name, each in by_metric.items()}
        for label, by_metric in found.items()
    }


def _frame(found: Differences) -> pd.DataFrame:
    rows = [
        {"point": label, "metric": name, "unit": UNITS[name], **difference_as_json(each, DIRECTIONS[name])}
        for label, by_metric in found.items()
        for name, each in by_metric.items()
    ]
    return pd.DataFrame(rows)
