"""A confidence sequence for the mean of paired differences.

An interval that may be looked at as often as anybody likes.

Rule    With n pairs of mean m and standard deviation s, m ± f s / sqrt(n) where
            f² = (n - 1)(B - 1) / (1 - B c² / (n + c²)),   B = ((n + c²) / (c² a²))^(1/n),   a = 1 - confidence.
        All these intervals together, for every n, hold the true mean with the stated confidence, so that a study may
        stop whenever one of them leaves out 0, go on with a larger budget, and stop again. It is infinite while there
        are too few pairs (below 16 at 95 %), and needs no division by s: without any spread it is the mean itself.
Source  The t-test with a Gaussian mixture over the standardized mean and the right Haar prior over the scale: Lai 1976,
        On confidence sequences, Annals of Statistics 4; Wang & Ramdas 2024, Anytime-valid t-tests and confidence
        sequences for Gaussian means with unknown variance, Sequential Analysis. Exact for normal differences.
Guard   Differences of an organization are no normal ones: some are 0 in most pairs. While fewer than ``DEPARTURES``
        pairs depart from the commonest value, nothing is known about those that do, and the interval stays infinite.
        Where no pair departs, it is the value itself as soon as more than ``RARE`` of all pairs departing is ruled out.
"""

import math

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import STUDENT, Bounds, Differences, IntervalRule, Numbers

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


def guarded(differences: Numbers, bounds: Bounds, confidence: float) -> Bounds:
    """Return mean, lower and upper bound of every column.

    There are no bounds where too few pairs depart from the commonest value.
    ``differences`` is float64 (..., n, m). A column of zeros keeps 0 as its bounds: that no run differs is a fact about
    these runs.
    """
    mean, low, high = bounds
    departing = departures(differences)
    alike = departing == 0
    known = (departing >= DEPARTURES) | (alike & rules_out(differences.shape[-2], confidence))
    nothing = alike & (mean == 0)
    return (
        mean,
        np.where(nothing, 0.0, np.where(known, low, -np.inf)),
        np.where(nothing, 0.0, np.where(known, high, np.inf)),
    )


def departures(differences: Numbers) -> NDArray[np.int64]:
    """Return how many rows of ``differences`` do not have the commonest value of their column, int64 (..., m).

    ``differences``: float64 (..., n, m).
    """
    ordered = np.sort(differences, axis=-2)
    count = ordered.shape[-2]
    rows = np.arange(count)[:, np.newaxis]
    begins = np.ones(ordered.shape, np.bool_)
    begins[..., 1:, :] = ordered[..., 1:, :] != ordered[..., :-1, :]
    lengths = rows - np.maximum.accumulate(np.where(begins, rows, 0), axis=-2) + 1
    return np.asarray(count - lengths.max(axis=-2, initial=0))


def rules_out(pairs: int, confidence: float) -> bool:
    """Return whether ``pairs`` pairs, all alike, rule out that more than ``RARE`` of all pairs differ from them."""
    return pairs > 0 and most_departing(pairs, confidence) <= RARE


def most_departing(pairs: int, confidence: float) -> float:
    """Return the largest share of pairs that may depart when none of ``pairs`` did (the rule of three, exactly)."""
    return -math.expm1(math.log1p(-confidence) / pairs)


def together(confidence: float, points: int) -> float:
    """Return the confidence of each comparison with the best of ``points`` points at which all of them hold together.

    Whoever leads, a claim about the best goes wrong only if one of the comparisons of the truly best point does: points
        - 1.
    """
    return 1 - (1 - confidence) / max(1, points - 1)


def anytime_p_values(found: Differences) -> Numbers:
    """Return p values that hold whenever a study stops, float64 (k, m): one over the largest evidence chance allows.

    They are below 1 - confidence exactly where the interval leaves out 0, and 1 where it is open.
    """
    pairs = np.maximum(found.pairs, 2).astype(np.float64)
    share = PRIOR_PAIRS / (pairs + PRIOR_PAIRS)
    spread = found.error**2 * (pairs - 1)
    apart = np.where(np.isfinite(found.low), found.mean**2, 0.0)
    known = np.isfinite(spread) & (apart + spread > 0)
    ratio = np.divide(apart + spread, share * apart + spread, out=np.ones_like(apart), where=known)
    return np.where(known, np.exp(np.minimum(0.0, -0.5 * np.log(share) - pairs / 2 * np.log(ratio))), 1.0)


ANYTIME = IntervalRule("anytime", anytime_factor, guarded, anytime_p_values)
RULES = {rule.name: rule for rule in (STUDENT, ANYTIME)}
