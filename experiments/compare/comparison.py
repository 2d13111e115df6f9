"""Comparisons: for every pair and metric the difference, how often the first is better, and if chance explains it.

Rule    A difference is decided when its p value, adjusted by Holm's rule over all metrics of all pairs that are
        compared together, is below 1 - confidence. Intervals are of each difference by itself.
Source  See ``experiments.inference.paired`` and ``experiments.inference.superiority``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.compare.pairs import Pair
from experiments.inference.paired import STUDENT, Difference, IntervalRule, Numbers, Verdict, differences_of
from experiments.inference.superiority import holm, p_values, superiority
from experiments.results.study import DIRECTIONS
from sim.outcomes.dictionary import METRIC_NAMES

CONTROL = (
    "Holm's rule over {metrics} metrics of {pairs} {noun}: at most a {chance} chance that any difference called "
    "decided is none"
)


@dataclass(frozen=True)
class Compared:
    """What two designs differ by in one metric.

    Attributes:
        metric: its name.
        one, other: means over the common replicates.
        difference: by how much the first exceeds the other, pair by pair.
        superiority, superiority_low, superiority_high: share of pairs in which the first is better, and its interval.
        p, p_adjusted: of the paired t test, by itself and within the family.
        verdict: what remains after the adjustment.

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
    verdict: Verdict


@dataclass(frozen=True)
class Comparison:
    """A pair and what it differs by, a metric after the other."""

    pair: Pair
    metrics: dict[str, Compared]

    @property
    def decided(self) -> list[Compared]:
        """The metrics that differ for sure."""
        return [found for found in self.metrics.values() if found.verdict.decided]


def compared(pairs: Sequence[Pair], confidence: float, rule: IntervalRule = STUDENT) -> list[Comparison]:
    """Compare pairs in every metric, as one family of tests."""
    found = differences_of([(pair.one.runs, pair.other.runs) for pair in pairs], confidence, rule=rule)
    better = superiority(found, list(DIRECTIONS.values()), confidence)
    p = p_values(found, rule)
    chances = np.stack([*better, p, holm(p)], axis=-1)
    comparisons = []
    for place, pair in enumerate(pairs):
        there = _means(pair)
        rows = zip(METRIC_NAMES, there.tolist(), found.of(place), chances[place].tolist(), strict=True)
        comparisons.append(
            Comparison(pair, {name: _one(name, mean, each, chance, confidence) for name, mean, each, chance in rows})
        )
    return comparisons


def control(comparisons: Sequence[Comparison], confidence: float) -> str:
    """Return in words which multiple-comparison control holds for which family."""
    noun = "comparison" if len(comparisons) == 1 else "comparisons"
    return CONTROL.format(
        metrics=len(METRIC_NAMES), pairs=len(comparisons), noun=noun, chance=f"{100 * (1 - confidence):.3g} %"
    )


def _means(pair: Pair) -> Numbers:
    """Return the means of the other design over the replicates that both have."""
    common = np.isin(pair.other.runs.replicates, pair.one.runs.replicates)
    means: Numbers = pair.other.runs.metrics[common].mean(axis=0)
    return means


def _one(metric: str, other: float, found: Difference, chance: Sequence[float], confidence: float) -> Compared:
    better, low, high, p, adjusted = chance
    said = found.verdict(DIRECTIONS[metric])
    if said is not Verdict.SAME and adjusted >= 1 - confidence:
        said = Verdict.UNDECIDED
    return Compared(metric, other + found.mean, other, found, better, low, high, p, adjusted, said)
