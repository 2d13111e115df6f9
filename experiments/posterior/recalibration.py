"""Recalibration: every marginal is mapped so that on held-out draws its intervals hold what they say.

Rule    Ranks of held-out truths among their draws are even where a marginal is right. A beta distribution is fitted to
        them by its moments, for place and width. The density of what is left is written as 1 plus the third and the
        fourth Legendre polynomial, for lean and for the middle against the shoulders. Four numbers a parameter, each
        shrunk by what luck alone would make of it (James and Stein 1961), so that few truths do no harm. Quantiles are
        read at those of the ranks; the copula of the draws is kept.
Source  Rodrigues, Prangle & Sisson 2018, who map by the empirical distribution of many more ranks; the polynomials are
        those of the smooth test of Neyman 1937.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial import Legendre
from scipy import stats

from experiments.posterior.keys import Numbers

KNOTS, GRID = 41, np.linspace(0.0, 1.0, 801)
EVEN_MEAN, EVEN_VARIANCE, EVEN_KURTOSIS = 0.5, 1 / 12, 0.8  # the last less one
SURE = 2.0
LEAST_SIZE = 0.5  # of the beta distribution, a + b; even ranks have 2
LEFT, LEAST_DENSITY = (3, 4), 0.1


def _beyond_luck(off: Numbers, luck: float) -> Numbers:
    """Return deviations shrunk by what luck alone would make of them; none below twice its standard error."""
    found: Numbers = off * np.maximum(0.0, 1.0 - (SURE * luck / np.maximum(np.abs(off), 1e-12)) ** 2)
    return found


@dataclass(frozen=True)
class Recalibration:
    """Of every parameter the quantiles of the ranks of held-out truths among their draws, float64 (KNOTS, d)."""

    knots: Numbers

    @classmethod
    def of(cls, ranks: Numbers) -> "Recalibration":
        """Learn from ranks of truths, float64 (truths, d), each in (0, 1)."""
        off = ranks.mean(axis=0) - EVEN_MEAN
        mean = EVEN_MEAN + _beyond_luck(off, np.sqrt(EVEN_VARIANCE / len(ranks)))
        wider = _beyond_luck(ranks.var(axis=0) / EVEN_VARIANCE - 1.0, np.sqrt(EVEN_KURTOSIS / len(ranks)))
        variance = EVEN_VARIANCE * (1.0 + wider)
        size = np.maximum(mean * (1.0 - mean) / variance - 1.0, LEAST_SIZE)
        shape = mean * size, (1.0 - mean) * size
        levels = _quantiles(np.asarray(stats.beta.cdf(ranks, *shape), np.float64))
        return cls(np.asarray(stats.beta.ppf(levels, *shape), np.float64))

    def __call__(self, draws: Numbers) -> Numbers:
        """Return draws, float64 (..., draws, d), with every marginal mapped."""
        count = draws.shape[-2]
        order = np.argsort(draws, axis=-2, kind="stable")
        ranked = np.take_along_axis(draws, order, axis=-2)
        levels = (np.arange(count) + 0.5) / count
        mapped = np.empty_like(ranked)
        for at in range(draws.shape[-1]):
            wanted = np.interp(levels, np.linspace(0.0, 1.0, KNOTS), self.knots[:, at]) * count - 0.5
            mapped[..., at] = _read(ranked[..., at], np.clip(wanted, 0.0, count - 1.0))
        found = np.empty_like(draws)
        np.put_along_axis(found, order, mapped, axis=-2)
        return found


def _quantiles(ranks: Numbers) -> Numbers:
    """Return the quantiles of ranks that are even but for lean and shoulders, float64 (KNOTS, d)."""
    density = np.ones((len(GRID), ranks.shape[1]))
    for order in LEFT:
        off = _beyond_luck(_polynomial(order, ranks).mean(axis=0), 1.0 / np.sqrt(len(ranks)))
        density += _polynomial(order, GRID)[:, None] * off
    density = np.maximum(density, LEAST_DENSITY)
    below = np.cumsum(np.vstack([np.zeros_like(density[:1]), (density[1:] + density[:-1]) / 2.0]), axis=0)
    levels = np.linspace(0.0, 1.0, KNOTS)
    return np.column_stack([np.interp(levels, column, GRID) for column in (below / below[-1]).T])


def _polynomial(order: int, places: Numbers) -> Numbers:
    """Return a Legendre polynomial on [0, 1], whose mean over even ranks is 0 and whose mean square is 1."""
    found: Numbers = np.sqrt(2 * order + 1) * Legendre.basis(order, domain=[0.0, 1.0])(places)
    return found


def _read(ranked: Numbers, places: Numbers) -> Numbers:
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, ranked.shape[-1] - 1)
    share = places - low
    found: Numbers = ranked[..., low] * (1.0 - share) + ranked[..., high] * share
    return found
