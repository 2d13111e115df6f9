"""Intervals of shares of counted things, such as projects: within 0 and 1, and never of no width.

Rule    Wilson's score interval of p in n: (p + c²/2n ± c sqrt(p (1 - p) / n + c²/4n²)) / (1 + c²/n). Where a run counts
        one project, n is the number of runs and c the normal quantile. Where a run counts several, they share its
        people and luck: n = p (1 - p) / (standard error over runs)², and c is the quantile that belongs to the runs. A
        share that is the same in every run has as many cases as were counted in all, or as runs where that is unknown.
        The difference of two shares, where a run counts one project or a share does not vary: Newcombe's interval, from
        both score intervals and the correlation r of the pairs: d - sqrt(a² - 2 r a b + b²) with a the half of the
        first below and b that of the second above it, and the other way round.
Source  Wilson 1927; effective numbers: Kish 1965, Korn & Graubard 1998; pairs: Newcombe 1998, Statistics in Medicine
        17, 2635-2650 (method 10, without its correction of r).
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import STUDENT, Difference, IntervalRule, paired_differences

Numbers = NDArray[np.float64]
COUNTED = {"share of due projects": "projects_due", "share of delivered": "", "share of projects": "projects_started"}


def wilson(share: float, count: float, critical: float) -> tuple[float, float]:
    """Return the score interval of a share of ``count`` cases; ``critical`` is how many standard errors it reaches."""
    if not count > 0 or not math.isfinite(critical):
        return 0.0, 1.0
    square = critical**2
    middle = (count * share + square / 2) / (count + square)
    half = math.sqrt(square * (max(0.0, count * share * (1 - share)) + square / 4)) / (count + square)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def effective_count(share: float, error: float, runs: int, cases: float = 0.0) -> float:
    """Return how many independent cases have the standard error that runs show; at least one a run.

    ``cases``: how many were counted in all, 0 where that is unknown.
    """
    return max(float(runs), share * (1 - share) / error**2 if error > 0 else cases)


def one_a_run(values: Numbers) -> bool:
    """Return whether every run says 0 or 1."""
    return bool(_are_one_a_run(values))


def share_interval(
    values: Numbers, confidence: float, rule: IntervalRule = STUDENT, cases: float = 0.0
) -> tuple[float, float, float]:
    """Return a share, its lower and its upper bound from what each run has of it, float64 (n), n at least 1.

    ``cases``: how many were counted in all, 0 where that is unknown.
    """
    return share_intervals(values[np.newaxis], confidence, rule, [cases])[0]


def share_intervals(
    values: Numbers, confidence: float, rule: IntervalRule, cases: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Return what ``share_interval`` says of each of many shares, from as many runs each, float64 (k, n)."""
    count, single = values.shape[1], _are_one_a_run(values)
    spread = values.std(axis=1)
    if count > 1 and not single.all():
        spread = np.where(single, spread, values.std(axis=1, ddof=1))
    errors, shares = spread / math.sqrt(count), values.mean(axis=1)
    reach = rule.factor(count, confidence)
    alone = NormalDist().inv_cdf(0.5 + confidence / 2) if rule.name == STUDENT.name else reach
    columns = (shares, errors, np.where(single, alone, reach))
    return [
        (share, *wilson(share, effective_count(share, error, count, counted), critical))
        for share, error, critical, counted in zip(*(each.tolist() for each in columns), cases, strict=True)
    ]


def share_difference(
    one: Numbers,
    other: Numbers,
    confidence: float,
    rule: IntervalRule = STUDENT,
    cases: tuple[float, float] = (0.0, 0.0),
) -> Difference:
    """Return the paired difference of two shares, from what each run has of them, float64 (n) each, NaN where none.

    ``cases``: how many were counted of both, 0 where that is unknown.
    """
    told = ~np.isnan(one) & ~np.isnan(other)
    one, other = one[told], other[told]
    found = paired_differences(one[:, np.newaxis], other[:, np.newaxis], confidence, rule)[0]
    few = one_a_run(one) or one_a_run(other)
    if len(one) < 2 or not few or not np.isfinite([one, other]).all():  # noqa: PLR2004 - an interval takes two
        return found
    if np.ptp(one) > 0 and (one == other).all():  # one and the same fate, pair by pair
        return found
    (p, p_low, p_high), (q, q_low, q_high) = (
        share_interval(each, confidence, rule, count) for each, count in zip((one, other), cases, strict=True)
    )
    correlation = _correlation(one, other)
    below = _reach(p - p_low, q_high - q, correlation)
    above = _reach(p_high - p, q - q_low, correlation)
    return found._replace(low=max(-1.0, found.mean - below), high=min(1.0, found.mean + above))


def _reach(one: float, other: float, correlation: float) -> float:
    return math.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))


def _correlation(one: Numbers, other: Numbers) -> float:
    spread = float(one.std() * other.std())
    return float(((one - one.mean()) * (other - other.mean())).mean()) / spread if spread > 0 else 0.0


def _are_one_a_run(values: Numbers) -> NDArray[np.bool_]:
    """Return whether every run says 0 or 1, of each of many shares, float64 (..., n)."""
    found: NDArray[np.bool_] = ((values == 0.0) | (values == 1.0)).all(axis=-1)
    return found
