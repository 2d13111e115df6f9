"""Recalibration: every marginal is mapped so that on held-out draws its intervals hold what they say.

Rule    Ranks of held-out truths among their draws are even where a marginal is right. A beta distribution is fitted to
        them by its moments: two numbers a parameter, each shrunk by what luck alone would make of it (James and Stein
        1961), so that few truths do no harm. The quantile of u becomes that of the beta quantile of u; the copula of
        the draws is kept.
Source  Rodrigues, Prangle & Sisson 2018, who map by the empirical distribution of many more ranks.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from experiments.posterior.keys import Numbers

KNOTS = 21
EVEN_MEAN, EVEN_VARIANCE, EVEN_KURTOSIS = 0.5, 1 / 12, 0.8  # the last less one
SURE = 2.0
LEAST_SIZE = 0.5  # of the beta distribution, a + b; even ranks have 2


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
        levels = np.linspace(0.0, 1.0, KNOTS)[:, None]
        return cls(np.asarray(stats.beta.ppf(levels, mean * size, (1.0 - mean) * size), np.float64))

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


def _read(ranked: Numbers, places: Numbers) -> Numbers:
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, ranked.shape[-1] - 1)
    share = places - low
    found: Numbers = ranked[..., low] * (1.0 - share) + ranked[..., high] * share
    return found
