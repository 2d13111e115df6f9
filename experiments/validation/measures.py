"""Statistics of weighted observations: quantile, tail exponent, slope, rank correlation, and who stays in a state."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def weighted_mean(values: Numbers, weights: Numbers) -> float:
    """Return the weighted mean of ``values`` (n); NaN without weight."""
    total = weights.sum()
    return float(values @ weights / total) if total > 0 else np.nan


def weighted_sd(values: Numbers, weights: Numbers) -> float:
    """Return the weighted standard deviation of ``values`` (n); NaN without weight."""
    centre = weighted_mean(values, weights)
    return float(np.sqrt(weighted_mean((values - centre) ** 2, weights)))


def weighted_quantile(values: Numbers, weights: Numbers, share: float) -> float:
    """Return the smallest of ``values`` (n) below or at which lies ``share`` of the weight; NaN without weight."""
    total = weights.sum()
    if total <= 0:
        return np.nan
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][min(len(values) - 1, int(np.searchsorted(reached, share * total * (1 - 1e-12))))])


def upper_mean(values: Numbers, weights: Numbers, share: float) -> float:
    """Return the mean of the largest ``share`` of ``values`` (n) by weight; NaN without weight."""
    total = weights.sum()
    if total <= 0:
        return np.nan
    order = np.argsort(-values, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(weights[order])[:-1]])
    taken = np.clip(share * total - before, 0.0, weights[order])
    return weighted_mean(values[order], taken)


def hill_exponent(values: Numbers, weights: Numbers, threshold: float) -> float:
    """Return the Pareto exponent of ``values`` above ``threshold``: 1 / mean ln(value / threshold); NaN without a tail.

    Source: Hill 1975, Annals of Statistics 3(5).
    """
    tail = values > threshold
    logs = np.log(values[tail] / threshold)
    centre = weighted_mean(logs, weights[tail])
    return 1.0 / centre if centre > 0 else np.nan


def slope(x: Numbers, y: Numbers, weights: Numbers) -> float:
    """Return the weighted least-squares slope of ``y`` over ``x`` (n each); NaN where x does not vary."""
    centred = x - weighted_mean(x, weights)
    spread = weighted_mean(centred**2, weights)
    return weighted_mean(centred * y, weights) / spread if spread > 0 else np.nan


def rank_correlation(x: Numbers, y: Numbers) -> float:
    """Return Spearman's rank correlation, ties shared; NaN where one of them does not vary."""
    from scipy.stats import rankdata

    one, other = (np.asarray(rankdata(values), np.float64) for values in (x, y))
    one, other = one - one.mean(), other - other.mean()
    spread = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / spread) if spread > 0 else np.nan


def transitions(before: NDArray[np.int64], after: NDArray[np.int64], states: int) -> Numbers:
    """Return how often each state (row) became each other (column), float64 (states, states); below 0 is no state."""
    seen = (before >= 0) & (after >= 0)
    counts = np.bincount(before[seen] * states + after[seen], minlength=states * states)
    return counts.reshape(states, states).astype(np.float64)


def first_crossing(x: Numbers, y: Numbers, level: float) -> float:
    """Return where ``y`` (n) first reaches ``level`` along rising ``x`` (n), straight between points.

    NaN if it never does.
    """
    reached = np.flatnonzero(y >= level)
    if not len(reached):
        return np.nan
    place = int(reached[0])
    if place == 0:
        return float(x[0])
    part = (level - y[place - 1]) / (y[place] - y[place - 1])
    return float(x[place - 1] + part * (x[place] - x[place - 1]))
