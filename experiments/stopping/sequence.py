"""A confidence sequence for the mean of paired differences: an interval that may be looked at as often as anybody likes.

Rule    With n pairs of mean m and standard deviation s, m ± f s / sqrt(n) where
            f² = (n - 1)(B - 1) / (1 - B c² / (n + c²)),   B = ((n + c²) / (c² a²))^(1/n),   a = 1 - confidence.
        All these intervals together, for every n, hold the true mean with the stated confidence, so that a study may
        stop whenever one of them leaves out 0, go on with a larger budget, and stop again. It is infinite while there
        are too few pairs (below 16 at 95 %), and needs no division by s: without any spread it is the mean itself.
Source  The t-test with a Gaussian mixture over the standardized mean and the right Haar prior over the scale: Lai 1976,
        On confidence sequences, Annals of Statistics 4; Wang & Ramdas 2024, Anytime-valid t-tests and confidence
        sequences for Gaussian means with unknown variance, Sequential Analysis. Exact for normal differences.
Guard   Differences of an organization are no normal ones: some are 0 in most pairs. While fewer than ``DEPARTURES`` pairs
        depart from the commonest value, nothing is known about those that do, and the interval stays infinite. Where no
        pair departs, it is the value itself as soon as more than ``RARE`` of all pairs departing is ruled out.
"""

import math

import numpy as np
from numpy.typing import NDArray

from experiments.paired import Bounds, IntervalRule

PRIOR_PAIRS = 30.0
DEPARTURES = 10
RARE = 0.05


def anytime_factor(pairs: int, confidence: float) -> float:
    """Return the half-width of the interval in standard errors, infinite where there are too few pairs."""
    if pairs < 2:  # noqa: PLR2004 - one pair has no spread
        return math.inf
    growth = (math.log1p(pairs / PRIOR_PAIRS) - 2 * math.log1p(-confidence)) / pairs
    excess, room = math.expm1(growth), 1 - math.exp(growth) * PRIOR_PAIRS / (pairs + PRIOR_PAIRS)
    return math.sqrt((pairs - 1) * excess / room) if room > 0 else math.inf


def guarded(differences: NDArray[np.float64], bounds: Bounds, confidence: float) -> Bounds:
    """Return mean, lower and upper bound of every column, without bounds where too few pairs depart from the commonest value.

    A column of zeros keeps 0 as its bounds: that no run differs is a fact about these runs.
    """
    mean, low, high = bounds
    departing = departures(differences)
    alike = departing == 0
    known = (departing >= DEPARTURES) | (alike & rules_out(len(differences), confidence))
    nothing = alike & (mean == 0)
    return mean, np.where(nothing, 0.0, np.where(known, low, -np.inf)), np.where(nothing, 0.0, np.where(known, high, np.inf))


def departures(differences: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how many rows do not have the commonest value of their column, int64 (m)."""
    ordered = np.sort(differences, axis=0)
    rows = np.arange(len(ordered))[:, np.newaxis]
    begins = np.ones(ordered.shape, np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    lengths = rows - np.maximum.accumulate(np.where(begins, rows, 0), axis=0) + 1
    return np.asarray(len(ordered) - lengths.max(axis=0, initial=0))


def rules_out(pairs: int, confidence: float) -> bool:
    """Return whether ``pairs`` pairs that are all alike rule out that more than ``RARE`` of all pairs differ from them."""
    return pairs > 0 and most_departing(pairs, confidence) <= RARE


def most_departing(pairs: int, confidence: float) -> float:
    """Return the largest share of pairs that may depart when none of ``pairs`` did (the rule of three, exactly)."""
    return -math.expm1(math.log1p(-confidence) / pairs)


ANYTIME = IntervalRule("anytime", anytime_factor, guarded)
