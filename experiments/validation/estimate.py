"""Estimates with an interval that knows what is independent: replicates are, the projects inside one are not.

Rule    theta_g is the statistic without group g of replicates; the interval is theta +- t * sqrt((G - 1) / G * sum
        (theta_g - mean)^2) with Student's t for G - 1 degrees of freedom, G at most ``GROUPS``.
        A share has the score interval of as many independent cases as have that standard error, one a replicate where
        it is 0 or 1 in all (:mod:`experiments.inference.shares`).
Source  Delete-a-group jackknife: Kott 2001, Journal of Official Statistics 17(4); Efron & Tibshirani 1993, chapter 11.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import mean_interval
from experiments.inference.shares import effective_count, share_interval, wilson
from experiments.inference.student_t import student_quantile

CONFIDENCE = 0.95
GROUPS = 20

Keep = NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """A simulated value and its 95 % interval."""

    value: float
    low: float
    high: float


UNKNOWN = Estimate(math.nan, -math.inf, math.inf)


def mean(values: Sequence[float] | NDArray[np.float64]) -> Estimate:
    """Return the mean of independent values, float (n), with Student's interval."""
    column = np.asarray(values, np.float64).reshape(-1, 1)
    if not len(column) or not np.isfinite(column).all():
        return UNKNOWN
    centre, low, high = (float(bound[0]) for bound in mean_interval(column, CONFIDENCE))
    return Estimate(centre, low, high)


def mean_share(values: Sequence[float] | NDArray[np.float64]) -> Estimate:
    """Return the mean of a share of counted things that independent runs have, float (n), with the score interval."""
    known = np.asarray(values, np.float64)
    if len(known) < 2 or not np.isfinite(known).all():  # noqa: PLR2004 - an interval takes two
        return UNKNOWN
    return Estimate(*share_interval(known, CONFIDENCE))


def jackknife_share(statistic: Callable[[Keep], float], clusters: NDArray[np.int64]) -> Estimate:
    """Return a share of counted things, as :func:`jackknife` does, with the score interval."""
    found, runs = jackknife(statistic, clusters), len(np.unique(clusters))
    if found is UNKNOWN:
        return UNKNOWN
    factor = student_quantile(min(runs, GROUPS) - 1, 0.5 + CONFIDENCE / 2)
    count = effective_count(found.value, (found.high - found.value) / factor, runs)
    return Estimate(found.value, *wilson(found.value, count, factor))


def jackknife(statistic: Callable[[Keep], float], clusters: NDArray[np.int64]) -> Estimate:
    """Return ``statistic`` of all observations, with the interval of leaving out groups of clusters.

    ``clusters``, int64 (n), is the replicate of each observation; ``statistic`` gets the observations to use, bool (n).
    A statistic that cannot be had from some part of the data is unknown.
    """
    groups = np.unique(clusters, return_inverse=True)[1] % GROUPS
    count = int(groups.max()) + 1 if len(groups) else 0
    if count <= 1:
        return UNKNOWN
    value = statistic(np.ones(len(groups), np.bool_))
    without = np.array([statistic(groups != group) for group in range(count)])
    if not np.isfinite([value, *without]).all():
        return UNKNOWN
    error = math.sqrt((count - 1) / count * float(((without - without.mean()) ** 2).sum()))
    half = student_quantile(count - 1, 0.5 + CONFIDENCE / 2) * error
    return Estimate(float(value), float(value - half), float(value + half))
