"""How often one design beats another, and how many of many comparisons may be wrong by chance.

Rule    Probability of superiority: the share of pairs in which the first design is better, ties counting half; its
        interval is Wilson's score interval for as many pairs, which ties only make too wide. The p value is that of the
        paired t test against 0. Holm: the i-th smallest of k p values is multiplied by k - i + 1, and none may lie
        below an earlier one; the chance that any true zero of the family is called a difference then is at most 1 -
        confidence, however the metrics depend on each other.
Source  Wilson 1927; McGraw & Wong 1992 (common language effect size); Holm 1979.
"""

from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import STUDENT, Differences, IntervalRule
from experiments.inference.student_t import upper_tail

Numbers = NDArray[np.float64]
AT_ONCE = 2**16  # numbers in a block: a dozen arrays of them fit into a cache


def wilson_interval(share: Any, count: Any, confidence: float) -> tuple[Numbers, Numbers]:  # noqa: ANN401 - numbers or arrays of them
    """Return the score interval of shares of ``count`` cases; 0 to 1 where there are none."""
    z2 = NormalDist().inv_cdf(0.5 + confidence / 2) ** 2
    counted = np.asarray(count, np.float64)
    known = np.where(counted > 0, share, 0.5)
    middle = (counted * known + z2 / 2) / (counted + z2)
    half = np.sqrt(z2 * (counted * known * (1 - known) + z2 / 4)) / (counted + z2)
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)


def superiority(found: Differences, directions: Sequence[int], confidence: float) -> tuple[Numbers, Numbers, Numbers]:
    """Return the probability of superiority and its interval, float64 (k, m) each.

    ``directions``: whether more (+1) or less (-1) of each metric is better; where neither is (0), having more counts.
    """
    better = np.where(np.array(directions) < 0, 1.0 - found.above, found.above)
    return better, *wilson_interval(better, found.pairs, confidence)


def p_values(found: Differences, rule: IntervalRule = STUDENT) -> Numbers:
    """Return the two-sided p value of every difference, of the paired t test unless the rule says else, float64 (k, m).

    It is 1 where there is no test.
    """
    if rule.chance is not None:
        return rule.chance(found)
    p = np.empty_like(found.mean)
    for rows in np.array_split(np.arange(len(p)), p.size // AT_ONCE + 1):
        p[rows] = _of_student(found.part(rows))
    return p


def _of_student(found: Differences) -> Numbers:
    known = np.isfinite(found.error) & (found.error > 0)
    t = np.divide(found.mean, found.error, out=np.zeros_like(found.mean), where=known)
    without_noise = np.where((found.error == 0) & (found.mean != 0), 0.0, 1.0)
    degrees = np.maximum(found.pairs - 1, 1)
    return np.where(known, 2 * upper_tail(degrees, np.abs(t)), without_noise)


def holm(p: Numbers) -> Numbers:
    """Return the p values of a family, of any shape, adjusted by Holm's rule."""
    flat = p.ravel()
    order = np.argsort(flat, kind="stable")
    stepped = flat[order]
    stepped *= np.arange(len(flat), 0, -1)
    np.maximum.accumulate(stepped, out=stepped)  # in place: a sweep of very many points has millions
    np.minimum(stepped, 1.0, out=stepped)
    adjusted = np.empty_like(flat)
    adjusted[order] = stepped
    return adjusted.reshape(p.shape)
