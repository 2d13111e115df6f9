"""Paired comparison: two designs run with the same luck are compared replicate by replicate.

Rule    d_r = a_r - b_r for every replicate r that both have; mean of d, and the interval mean ± t sd / sqrt(n) with
        Student's t for n - 1 degrees of freedom. The difference is decided when the interval leaves out 0. A study that
        stops when that is so must use a wider interval (stopping/sequence.py): Student's holds for one look only.
Source  Common random numbers: Law 2015, Simulation Modeling and Analysis, section 11.2; the paired t interval: 10.2.1.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bounds: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


class Verdict(Enum):
    """What a paired difference says about a metric."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"
    EQUIVALENT = "practically the same"
    UNDECIDED = "undecided"

    @property
    def decided(self) -> bool:
        """Whether the interval says on which side of 0 the difference lies."""
        return self not in (Verdict.SAME, Verdict.EQUIVALENT, Verdict.UNDECIDED)


@dataclass(frozen=True)
class Difference:
    """The mean of paired differences, its interval, and the share of pairs that have the sign of the mean.

    A difference that surely lies within ``equivalence`` of 0 makes no difference in practice (0: any does).
    """

    pairs: int
    mean: float
    low: float
    high: float
    share: float
    equivalence: float = 0.0

    def verdict(self, direction: int) -> Verdict:
        """Return what it says about a metric of which more (+1) or less (-1) is better, or neither (0)."""
        if self.mean == self.low == self.high == 0.0:
            return Verdict.SAME
        if self.equivalence > 0 and -self.equivalence <= self.low and self.high <= self.equivalence:
            return Verdict.EQUIVALENT
        if not self.pairs or self.low <= 0.0 <= self.high:
            return Verdict.UNDECIDED
        if direction == 0:
            return Verdict.HIGHER if self.mean > 0 else Verdict.LOWER
        return Verdict.BETTER if self.mean * direction > 0 else Verdict.WORSE


class IntervalRule(NamedTuple):
    """How an interval is made: its half-width in standard errors, from (runs, confidence), and what it leaves open.

    ``guard`` may take back the bounds of columns of differences, float64 (n, m), that are not fit for such an interval.
    """

    name: str
    factor: Callable[[int, float], float]
    guard: Callable[[NDArray[np.float64], Bounds, float], Bounds] | None = None


def mean_interval(values: NDArray[np.float64], confidence: float, rule: IntervalRule | None = None) -> Bounds:
    """Return mean, lower and upper bound for every column of ``values``, float64 (n, m); no bounds where n < 2."""
    count, columns = values.shape
    unknown = np.full(columns, np.inf)
    if count == 0:
        return np.full(columns, np.nan), -unknown, unknown
    mean = values.mean(axis=0)
    factor = (rule or STUDENT).factor(count, confidence)
    half = unknown
    if math.isfinite(factor):
        half = factor * values.std(axis=0, ddof=1) / math.sqrt(count)
    return mean, mean - half, mean + half


def paired_differences(
    a: NDArray[np.float64], b: NDArray[np.float64], confidence: float, rule: IntervalRule | None = None
) -> list[Difference]:
    """Compare ``a`` with ``b``, float64 (n, m) each, row by row, and return the difference for every column."""
    found, rule = a - b, rule or STUDENT
    bounds = mean_interval(found, confidence, rule)
    if rule.guard is not None:
        bounds = rule.guard(found, bounds, confidence)
    mean, low, high = (bound.tolist() for bound in bounds)
    share = (np.sign(found) == np.sign(mean)).mean(axis=0).tolist() if len(found) else [math.nan] * found.shape[1]
    return [Difference(len(found), *values) for values in zip(mean, low, high, share, strict=True)]


def common_rows(a: Sequence[int] | NDArray[np.int64], b: Sequence[int] | NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of ``a`` and of ``b`` that have the same replicate, in the order of the replicates."""
    _, rows_a, rows_b = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    return rows_a, rows_b


@cache
def student_quantile(degrees: float, probability: float) -> float:
    """Return the quantile of Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def student_factor(count: int, confidence: float) -> float:
    """Return the half-width of Student's interval in standard errors, infinite where ``count`` < 2."""
    return student_quantile(count - 1, 0.5 + confidence / 2) if count > 1 else math.inf


STUDENT = IntervalRule("student", student_factor)
