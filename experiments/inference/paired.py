"""Paired comparison: two designs run with the same luck are compared replicate by replicate.

Rule    d_r = a_r - b_r for every replicate r that both have; mean of d, and the interval mean ± t sd / sqrt(n) with
        Student's t for n - 1 degrees of freedom. The difference is decided when the interval leaves out 0. A study that
        stops when that is so must use a wider interval (stopping/sequence.py): Student's holds for one look only.
Source  Common random numbers: Law 2015, Simulation Modeling and Analysis, section 11.2; the paired t interval: 10.2.1.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.inference.known import by_known_rows
from experiments.inference.runs import Runs
from experiments.inference.student_t import student_quantile

Numbers = NDArray[np.float64]
Bounds: TypeAlias = tuple[Numbers, Numbers, Numbers]
COLUMNS = ("mean", "low", "high", "error", "share", "above")
AT_ONCE = 2**19  # numbers in a block of differences: what fits into a cache


class Verdict(Enum):
    """What a paired difference says about a metric."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"
    EQUIVALENT = "practically the same"
    UNDECIDED = "undecided"
    UNKNOWN = "unknown"

    @property
    def decided(self) -> bool:
        """Whether the interval says on which side of 0 the difference lies."""
        return self not in (Verdict.SAME, Verdict.EQUIVALENT, Verdict.UNDECIDED, Verdict.UNKNOWN)


class Difference(NamedTuple):
    """The mean of paired differences, its interval, and the share of pairs that have the sign of the mean.

    A difference that surely lies within ``equivalence`` of 0 makes no difference in practice (0: any does).
    ``p``: its p value, adjusted for all that is compared with it, which has to be below ``chance`` (1: none is asked).
    ``others``: how many runs the second design has where runs are not paired, because they share no luck; else None.
    """

    pairs: int
    mean: float
    low: float
    high: float
    share: float
    equivalence: float = 0.0
    p: float = 0.0
    chance: float = 1.0
    others: int | None = None

    def verdict(self, direction: int) -> Verdict:
        """Return what it says about a metric of which more (+1) or less (-1) is better, or neither (0)."""
        if not self.pairs:
            return Verdict.UNKNOWN
        if self.mean == self.low == self.high == 0.0:
            return Verdict.SAME
        if self.equivalence > 0 and -self.equivalence <= self.low and self.high <= self.equivalence:
            return Verdict.EQUIVALENT
        if self.low <= 0.0 <= self.high or self.p >= self.chance:
            return Verdict.UNDECIDED
        if direction == 0:
            return Verdict.HIGHER if self.mean > 0 else Verdict.LOWER
        return Verdict.BETTER if self.mean * direction > 0 else Verdict.WORSE


@dataclass(frozen=True)
class Differences:
    """The paired differences of ``k`` comparisons in ``m`` metrics.

    Attributes:
        pairs: int64 (k, m), how many pairs tell it: those in which both runs have a value.
        mean, low, high: float64 (k, m), in the unit of each metric.
        error: float64 (k, m), standard error of the mean; infinite where there are fewer than two pairs.
        share: float64 (k, m), share of pairs that have the sign of the mean.
        above: float64 (k, m), share of pairs in which the first design has more; ties count half.

    """

    pairs: NDArray[np.int64]
    mean: Numbers
    low: Numbers
    high: Numbers
    error: Numbers
    share: Numbers
    above: Numbers

    def part(self, comparisons: Sequence[int] | NDArray[np.intp]) -> "Differences":
        """Return some of the comparisons."""
        return Differences(*(getattr(self, each.name)[comparisons] for each in fields(self)))

    def verdicts(
        self, directions: Sequence[int], equivalence: Sequence[float], p: Numbers, chance: float
    ) -> NDArray[np.str_]:
        """Return what ``Difference.verdict`` says of each, as text (k, m); ``p``: adjusted p values, float64 (k, m).

        ``directions`` and ``equivalence``: of each metric.
        """
        direction, limit = np.array(directions), np.array(equivalence)
        better = np.where(direction == 0, Verdict.HIGHER.value, Verdict.BETTER.value)
        worse = np.where(direction == 0, Verdict.LOWER.value, Verdict.WORSE.value)
        return np.select(
            [
                self.pairs == 0,
                (self.mean == 0.0) & (self.low == 0.0) & (self.high == 0.0),
                (limit > 0) & (-limit <= self.low) & (self.high <= limit),
                ((self.low <= 0.0) & (self.high >= 0.0)) | (p >= chance),
                self.mean * np.where(direction == 0, 1, direction) > 0,
            ],
            [Verdict.UNKNOWN.value, Verdict.SAME.value, Verdict.EQUIVALENT.value, Verdict.UNDECIDED.value, better],
            worse,
        )

    def of(self, comparison: int) -> list[Difference]:
        """Return the differences of one comparison, a metric after the other."""
        columns = (values[comparison].tolist() for values in (self.pairs, self.mean, self.low, self.high, self.share))
        return [Difference(*values) for values in zip(*columns, strict=True)]


def joined(parts: Sequence[Differences]) -> Differences:
    """Return differences one after the other; at least one part."""
    if len(parts) == 1:
        return parts[0]
    return Differences(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Differences)))


class IntervalRule(NamedTuple):
    """How an interval is made: its half-width in standard errors, from (runs, confidence), and what it leaves open.

    ``guard`` may take back the bounds of columns of differences, float64 (..., n, m), that are not fit for such an
    interval. ``chance`` gives the p values of differences from 0, float64 (k, m), where they are not those of Student's
    test.
    """

    name: str
    factor: Callable[[int, float], float]
    guard: Callable[[Numbers, Bounds, float], Bounds] | None = None
    chance: Callable[["Differences"], Numbers] | None = None


def mean_interval(values: Numbers, confidence: float, rule: IntervalRule | None = None) -> Bounds:
    """Return mean, lower and upper bound for every column of ``values``, float64 (..., n, m); no bounds where n < 2."""
    mean, error = mean_and_error(values)
    factor = (rule or STUDENT).factor(values.shape[-2], confidence)
    half = factor * error if math.isfinite(factor) else np.full(error.shape, np.inf)
    known = np.nan_to_num(mean)
    return mean, known - half, known + half


def mean_and_error(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return mean and standard error for every column of ``values``, float64 (..., n, m); infinite where n < 2."""
    count = values.shape[-2]
    unknown = np.full((*values.shape[:-2], values.shape[-1]), np.inf)
    if count == 0:
        return np.full(unknown.shape, np.nan), unknown
    return values.mean(axis=-2), values.std(axis=-2, ddof=1) / math.sqrt(count) if count > 1 else unknown


def paired_differences(a: Numbers, b: Numbers, confidence: float, rule: IntervalRule | None = None) -> list[Difference]:
    """Compare ``a`` with ``b``, float64 (n, m) each, row by row, and return the difference for every column."""
    return _compared((a - b)[np.newaxis], confidence, rule or STUDENT).of(0)


def differences_of(
    compared: Sequence[tuple[Runs, Runs]],
    confidence: float,
    columns: Sequence[int] | slice = slice(None),
    rule: IntervalRule | None = None,
) -> Differences:
    """Compare many designs at once, each first one with its second, in all metrics or in some ``columns`` of them."""
    rows = [common_rows(one.replicates, other.replicates) for one, other in compared]
    counts = np.array([len(here) for here, _ in rows], np.int64)
    width = len(np.arange(compared[0][0].metrics.shape[1])[columns]) if compared else 0
    found = Differences(
        np.zeros((len(compared), width), np.int64), *(np.empty((len(compared), width)) for _ in COLUMNS)
    )
    for places in _blocks(counts, width):
        values = np.stack([_apart(compared[place], rows[place], columns) for place in places.tolist()])
        block = _compared(values, confidence, rule or STUDENT)
        for name in ("pairs", *COLUMNS):
            getattr(found, name)[places] = getattr(block, name)
    return found


def means_of(runs: Sequence[Runs], confidence: float, rule: IntervalRule | None = None) -> Bounds:
    """Return mean, lower and upper bound of every metric for every design, float64 (k, m) each."""
    counts = np.array([len(one.replicates) for one in runs], np.int64)
    width = runs[0].metrics.shape[1] if runs else 0
    found = np.empty((3, len(runs), width))
    for places in _blocks(counts, width):
        values = np.stack([runs[place].averaged for place in places.tolist()])
        found[:, places] = by_known_rows(values, lambda each: mean_interval(each, confidence, rule))
    mean, low, high = found
    return mean, low, high


def unpaired_difference(a: Numbers, b: Numbers, confidence: float, rule: IntervalRule | None = None) -> Difference:
    """Return by how much the mean of ``a`` exceeds that of ``b``, float64 (n) and (m), which share no luck (Welch).

    NaN is left out. ``share`` is NaN: there are no pairs that could have a sign.
    """
    a, b = a[~np.isnan(a)], b[~np.isnan(b)]
    if not len(a) or not len(b):
        return Difference(0, math.nan, -math.inf, math.inf, math.nan, others=0)
    mean = float(a.mean() - b.mean())
    if min(len(a), len(b)) < 2:  # noqa: PLR2004 - one run has no spread
        return Difference(len(a), mean, -math.inf, math.inf, math.nan, others=len(b))
    parts = [(float(each.var(ddof=1)) / len(each), len(each) - 1) for each in (a, b)]
    variance = sum(part for part, _ in parts)
    half = 0.0
    if variance > 0:
        degrees = variance**2 / sum(part**2 / free for part, free in parts)
        least = rule.factor(min(len(a), len(b)), confidence) if rule is not None and rule is not STUDENT else 0.0
        half = max(student_quantile(degrees, 0.5 + confidence / 2), least) * math.sqrt(variance)
    return Difference(len(a), mean, mean - half, mean + half, math.nan, others=len(b))


def common_rows(
    a: Sequence[int] | NDArray[np.int64], b: Sequence[int] | NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of ``a`` and of ``b`` that have the same replicate, in the order of the replicates."""
    if np.array_equal(a, b) and (np.diff(a) > 0).all():
        rows = np.arange(len(a))
        return rows, rows
    _, rows_a, rows_b = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    return rows_a, rows_b


def student_factor(count: int, confidence: float) -> float:
    """Return the half-width of Student's interval in standard errors, infinite where ``count`` < 2."""
    return student_quantile(count - 1, 0.5 + confidence / 2) if count > 1 else math.inf


STUDENT = IntervalRule("student", student_factor)


def _compared(found: Numbers, confidence: float, rule: IntervalRule) -> Differences:
    """Return what differences, float64 (k, n, m), NaN where unknown, say about ``k`` comparisons."""
    columns = by_known_rows(found, lambda known: _of_known(known, confidence, rule))
    return Differences((~np.isnan(found)).sum(axis=1), *columns)


def _of_known(found: Numbers, confidence: float, rule: IntervalRule) -> tuple[Numbers, ...]:
    """Return the columns of ``Differences`` behind ``pairs`` for differences that are all known, float64 (k, n, m)."""
    bounds = mean_interval(found, confidence, rule)
    mean, low, high = rule.guard(found, bounds, confidence) if rule.guard else bounds
    _, error = mean_and_error(found)
    if not found.shape[1]:
        return mean, low, high, error, mean, mean
    sign = np.sign(found)
    share = (sign == np.sign(mean)[:, np.newaxis]).mean(axis=1)
    return mean, low, high, error, share, 0.5 + sign.mean(axis=1) / 2


def _apart(
    compared: tuple[Runs, Runs], rows: tuple[NDArray[np.intp], NDArray[np.intp]], columns: Sequence[int] | slice
) -> Numbers:
    one, other = (runs.averaged[:, columns][here] for runs, here in zip(compared, rows, strict=True))
    found: Numbers = one - other
    return found


def _blocks(counts: NDArray[np.int64], width: int) -> list[NDArray[np.intp]]:
    """Return the places of comparisons with equally many pairs, as many at once as fit into memory that is near."""
    blocks: list[NDArray[np.intp]] = []
    for count in np.unique(counts).tolist():
        places = np.flatnonzero(counts == count)
        at_once = max(1, AT_ONCE // max(1, count * width))
        blocks += np.split(places, np.arange(at_once, len(places), at_once))
    return blocks
