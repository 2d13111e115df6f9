"""The numbers of a list of projects: of the case's own, and of a run's; computed by the same rules.

Overruns are logarithms of actual over first plan, of projects that were delivered; a share needs no unit, so the
case may count money or hours.
"""

import numpy as np
from numpy.typing import NDArray

from experiments.posterior.keys import Numbers
from sim.state import CANCELLED, PLANNED, RUNNING

FEWEST = 3
LEAST = 1e-6
HALF = np.log(1.5)


def numbers_of_ledger(ledger: NDArray[np.void], until: int, after: int | None) -> NDArray[np.float32]:
    """Return the numbers of a run's projects as they stood after week ``until``: of those that ended after ``after``.

    Counts first, then overruns. Without ``after``: of all that started.
    """
    begun = ledger[(ledger["status"] != PLANNED) & (ledger["start"] <= until)]
    ended = (begun["status"] != RUNNING) & (begun["finish"] <= until)
    if after is not None:
        ended &= begun["finish"] > after
    cancelled, delivered = ended & (begun["status"] == CANCELLED), ended & (begun["status"] != CANCELLED)
    started = len(begun) if after is None else int((begun["start"] > after).sum())
    done = begun[delivered]
    cost = np.log(np.maximum(done["spent"], LEAST) / np.maximum(done["budget_first"], LEAST))
    weeks = np.log(np.maximum(done["elapsed_weeks"], 1.0) / np.maximum(done["planned_weeks_first"], 1.0))
    return np.array([started, delivered.sum(), cancelled.sum(), *overruns(cost, weeks)], np.float32)


def overruns(cost: Numbers, weeks: Numbers) -> list[float]:
    """Return what ``RATIOS`` names, of the overruns of delivered projects; NaN where they are too few."""
    return [
        _mean(cost),
        _spread(cost),
        *_quantiles(cost, 0.1, 0.5, 0.9),
        float((cost > HALF).mean()) if len(cost) >= FEWEST else np.nan,
        _mean(weeks),
        _spread(weeks),
        *_quantiles(weeks, 0.9),
    ]


def _mean(values: Numbers) -> float:
    return float(values.mean()) if len(values) >= FEWEST else np.nan


def _spread(values: Numbers) -> float:
    return float(values.std()) if len(values) >= FEWEST else np.nan


def _quantiles(values: Numbers, *shares: float) -> list[float]:
    return np.quantile(values, shares).tolist() if len(values) >= FEWEST else [np.nan] * len(shares)
