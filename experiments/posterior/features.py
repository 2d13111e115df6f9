"""Statistics as features: on one scale, with what is missing said beside, learned from a bank and from nothing else.

A z score alone lets a network extrapolate where the case lies at the edge; so it is cut off, and the place among the
bank's own values, as a normal score, stands beside it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from experiments.posterior.keys import Numbers

CUT = 4.0
KNOTS = 201
OFTEN_MISSING, FEWEST_KNOWN = 0.005, 0.5
CONSTANT = 1e-9


@dataclass(frozen=True)
class Features:
    """How statistics become features.

    Attributes:
        kept: which statistics vary at all.
        mean, deviation: float64 (kept).
        knots: float64 (KNOTS, kept), quantiles of the bank.
        missing: which of the kept are missing now and then, so that it is said.

    """

    kept: NDArray[np.intp]
    mean: Numbers
    deviation: Numbers
    knots: Numbers
    missing: NDArray[np.intp]

    @classmethod
    def of(cls, values: Numbers) -> "Features":
        """Learn from the statistics of a bank, float64 (draws, statistics)."""
        known = np.isfinite(values).mean(axis=0)
        filled, deviation = np.where(np.isfinite(values), values, np.nan), spreads(values)
        kept = np.flatnonzero((deviation > CONSTANT) & (known > FEWEST_KNOWN))
        table = filled[:, kept]
        knots = np.nanquantile(table, np.linspace(0, 1, KNOTS), axis=0)
        missing = np.flatnonzero(1.0 - known[kept] > OFTEN_MISSING)
        return cls(kept, np.nanmean(table, axis=0), deviation[kept], knots, missing)

    def __call__(self, values: Numbers) -> Numbers:
        """Return features, float64 (draws, features): z scores, normal scores, and flags of what is missing."""
        table = values[:, self.kept]
        unknown = ~np.isfinite(table)
        z = np.clip((table - self.mean) / self.deviation, -CUT, CUT)
        scores = np.column_stack([_scores(table[:, at], self.knots[:, at]) for at in range(table.shape[1])])
        flags = unknown[:, self.missing].astype(np.float64)
        return np.hstack([np.where(unknown, 0.0, z), np.where(unknown, 0.0, scores), flags])


def spreads(values: Numbers) -> Numbers:
    """Return the standard deviation of what is known of each statistic; 0 where nothing is."""
    known = [column[np.isfinite(column)] for column in values.T]
    return np.array([column.std() if len(column) else 0.0 for column in known])


def _scores(column: Numbers, knots: Numbers) -> Numbers:
    ends, places = np.unique(knots, return_index=True)
    last = len(knots) - np.unique(knots[::-1], return_index=True)[1] - 1
    levels = (places + last) / 2.0 / (len(knots) - 1)
    share = np.interp(np.where(np.isfinite(column), column, ends[0]), ends, levels)
    found: Numbers = ndtri(np.clip(share, 0.5 / KNOTS, 1.0 - 0.5 / KNOTS))
    return found
