"""Comparing studies, and points of one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.compare.as_json import as_json
from experiments.compare.changed import Changed, changed
from experiments.compare.comparison import Comparison, compared
from experiments.compare.pairs import pairs_named
from experiments.console.compare import print_comparisons
from experiments.inference.confidence_sequence import ANYTIME
from experiments.inference.paired import STUDENT
from experiments.results.study import DIRECTIONS, Study
from experiments.results.verdict import UNITS
from experiments.running.precompile import note_compiling


def compare(
    study: Study, other: Study | None, point: str | None, against: str | None, replays: int
) -> Answer[Sequence[Comparison]]:
    """Return the comparisons of what is named, and for a single pair who and what changed."""
    studies = [study] if other is None or other.folder == study.folder else [study, other]
    pairs = pairs_named(studies, point, against)
    confidence, rule = study.confidence, ANYTIME if any(each.rule is ANYTIME for each in studies) else STUDENT
    own = study.manifest.own_metrics
    comparisons = compared(pairs, confidence, study.metric, rule, study.manifest.equivalence, own)
    found: Changed | None = None
    if len(pairs) == 1:
        if replays:
            note_compiling(stepwise=True)
        found = changed(pairs[0], replays, confidence)
    return Answer(
        comparisons,
        show=lambda console: print_comparisons(console, comparisons, study.metric, confidence, found),
        plain=partial(as_json, comparisons, confidence, study.metric, found),
        frame=partial(_frame, comparisons),
    )


def _frame(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for comparison in comparisons:
        for name, each in comparison.metrics.items():
            difference = each.difference
            rows.append(
                {
                    "pair": comparison.pair.label,
                    "metric": name,
                    "unit": UNITS[name],
                    "better": {1: "more", -1: "less", 0: ""}[DIRECTIONS[name]],
                    "first": each.one,
                    "second": each.other,
                    "difference": difference.mean,
                    "low": difference.low,
                    "high": difference.high,
                    "pairs": difference.pairs,
                    "superiority": each.superiority,
                    "p_holm": each.p_adjusted,
                    "verdict": each.verdict.value,
                }
            )
    return pd.DataFrame(rows)
