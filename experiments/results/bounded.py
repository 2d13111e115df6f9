"""Intervals of means within what the metric can be: no share lies below 0 or above 1.

Rule    Student's interval as it is where it lies within the bounds and has a width. A share of counted projects for
        which it does not gets Wilson's (see ``experiments.inference.shares``): none of 24 is no certainty. Any other
        end beyond a bound is the bound. Where one run has no interval, it stays without.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from experiments.inference.paired import Bounds, IntervalRule, Numbers
from experiments.inference.runs import Runs
from experiments.inference.shares import COUNTED, share_intervals
from sim.outcomes.dictionary import METRIC_NAMES, METRICS

SCALES = {"0 to 1": (0.0, 1.0), "-1 to 1": (-1.0, 1.0), "ratio": (-math.inf, math.inf)}
SHARE_OF, SHARE = "share of", (0.0, 1.0)
NEVER_BELOW = (0.0, math.inf)
LIMITS = np.array([SHARE if each.unit.startswith(SHARE_OF) else SCALES.get(each.unit, NEVER_BELOW) for each in METRICS])


def within_bounds(runs: Sequence[Runs], bounds: Bounds, confidence: float, rule: IntervalRule) -> Bounds:
    """Return means, lower and upper bounds, float64 (k, m) each, of runs within what each metric can be."""
    mean, low, high = (each.copy() for each in bounds)
    known = np.isfinite(low)
    own = np.tile((-math.inf, math.inf), (low.shape[1] - len(LIMITS), 1))  # what a formula can be, nobody says
    limits = np.concatenate([LIMITS, own])
    for name in (metric.name for metric in METRICS if metric.unit in COUNTED):
        column = METRIC_NAMES.index(name)
        beyond = known[:, column] & ((low[:, column] < 0) | (high[:, column] > 1) | (low == high)[:, column])
        for places, score in _scores(runs, np.flatnonzero(beyond).tolist(), column, confidence, rule):
            low[places, column], high[places, column] = score
    low = np.where(known, np.maximum(low, limits[:, 0]), low)
    return mean, low, np.where(known, np.minimum(high, limits[:, 1]), high)


def _scores(
    runs: Sequence[Runs], places: Sequence[int], column: int, confidence: float, rule: IntervalRule
) -> Iterator[tuple[list[int], Numbers]]:
    """Yield places of ``runs`` in which equally many tell a share, and its bounds there, float64 (2, places)."""
    alike: dict[int, tuple[list[int], list[Numbers], list[float]]] = {}
    counted = COUNTED[METRICS[column].unit]
    for place in places:
        metrics = runs[place].metrics
        told = ~np.isnan(metrics[:, column])
        here, values, cases = alike.setdefault(int(told.sum()), ([], [], []))
        here.append(place)
        values.append(metrics[told, column])
        cases.append(float(metrics[told, METRIC_NAMES.index(counted)].sum()) if counted else 0.0)
    for here, values, cases in alike.values():
        yield here, np.array(share_intervals(np.stack(values), confidence, rule, cases))[:, 1:].T
