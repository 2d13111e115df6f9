"""Comparisons: for every pair and metric the difference, how often the first is better, and if chance explains it.

Rule    A difference is decided when its interval leaves out 0 and its p value, adjusted by Holm's rule for what is
        compared together, is below 1 - confidence (see ``experiments.results.adjusted``, by which summary.csv says
        better and worse, too). Intervals are of each difference by itself.
Source  See ``experiments.inference.paired`` and ``experiments.inference.superiority``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.compare.pairs import Pair
from experiments.inference.matters import DECLARED, matters
from experiments.inference.paired import (
    STUDENT,
    Difference,
    IntervalRule,
    Numbers,
    Verdict,
    common_rows,
    differences_of,
)
from experiments.inference.runs import Runs
from experiments.inference.superiority import superiority
from experiments.results.adjusted import adjusted, judged
from experiments.results.study import DIRECTIONS
from sim.outcomes.dictionary import METRIC_NAMES

CONTROL = (
    "Holm's rule over {pairs} {noun} of {metric}, which the study is about, and over the other {metrics} metrics "
    "together: for each at most a {chance} chance that any difference called decided is none"
)


@dataclass(frozen=True)
class Compared:
    """What two designs differ by in one metric.

    Attributes:
        metric: its name.
        one, other: means over the common replicates in which both have a value.
        difference: by how much the first exceeds the other, pair by pair.
        superiority, superiority_low, superiority_high: share of pairs in which the first is better, and its interval.
        p, p_adjusted: of the paired t test, by itself and within the family.

    """

    metric: str
    one: float
    other: float
    difference: Difference
    superiority: float
    superiority_low: float
    superiority_high: float
    p: float
    p_adjusted: float

    @property
    def verdict(self) -> Verdict:
        """What remains after the adjustment."""
        return self.difference.verdict(DIRECTIONS[self.metric])


@dataclass(frozen=True)
class Comparison:
    """A pair and what it differs by, a metric after the other."""

    pair: Pair
    metrics: dict[str, Compared]

    @property
    def decided(self) -> list[Compared]:
        """The metrics that differ for sure."""
        return [found for found in self.metrics.values() if found.verdict.decided]


def compared(
    pairs: Sequence[Pair],
    confidence: float,
    metric: str,
    rule: IntervalRule = STUDENT,
    equivalence: float = DECLARED,
    own: Sequence[str] = (),
) -> list[Comparison]:
    """Compare pairs in every metric, those of somebody's ``own``, too.

    ``metric`` is the one asked about; ``equivalence``: what makes no difference in practice in it.
    """
    names = (*METRIC_NAMES, *own)
    runs = [(pair.one.runs.with_own(own), pair.other.runs.with_own(own)) for pair in pairs]
    found = differences_of(runs, confidence, rule=rule)
    better = superiority(found, [DIRECTIONS[name] for name in names], confidence)
    p, together = adjusted(found, rule, names.index(metric))
    chances = np.stack([*better, p, together], axis=-1)
    comparisons = []
    for place, pair in enumerate(pairs):
        differences = judged(found.of(place), together[place].tolist(), confidence)
        rows = zip(names, _means(*runs[place]).tolist(), differences, chances[place].tolist(), strict=True)
        each = {
            name: _one(name, mean, difference._replace(equivalence=matters(name, metric, equivalence)), chance)
            for name, mean, difference, chance in rows
        }
        comparisons.append(Comparison(pair, each))
    return comparisons


def control(comparisons: Sequence[Comparison], confidence: float, metric: str) -> str:
    """Return in words which multiple-comparison control holds for which family."""
    noun = "comparison" if len(comparisons) == 1 else "comparisons"
    return CONTROL.format(
        metrics=len(comparisons[0].metrics) - 1,
        metric=metric,
        pairs=len(comparisons),
        noun=noun,
        chance=f"{100 * (1 - confidence):.3g} %",
    )


def _means(first: Runs, second: Runs) -> Numbers:
    """Return the means of the second design over the replicates in which both have a value, float64 (m)."""
    rows = common_rows(first.replicates, second.replicates)
    one, other = (runs.averaged[here] for runs, here in zip((first, second), rows, strict=True))
    known = ~np.isnan(one) & ~np.isnan(other)
    counts = known.sum(axis=0)
    means: Numbers = np.where(known, other, 0.0).sum(axis=0) / np.where(counts > 0, counts, np.nan)
    return means


def _one(metric: str, other: float, found: Difference, chance: Sequence[float]) -> Compared:
    return Compared(metric, other + found.mean, other, found, *chance)
