"""Intervals of shares lie within 0 and 1, and one run has none."""

import numpy as np
import pytest

from experiments.inference.paired import STUDENT, means_of
from experiments.inference.runs import Runs
from experiments.results.bounded import within_bounds
from sim.outcomes.dictionary import METRIC_NAMES


def _interval(name: str, *values: float) -> tuple[float, float, float, float, float]:
    metrics = np.full((len(values), len(METRIC_NAMES)), 10.0)
    metrics[:, METRIC_NAMES.index(name)] = values
    runs = [Runs(np.arange(len(values)), metrics, 0)]
    before = means_of(runs, 0.95)
    found = within_bounds(runs, before, 0.95, STUDENT)
    column = METRIC_NAMES.index(name)
    mean, low, high = (float(bound[0, column]) for bound in found)
    return mean, low, high, float(before[1][0, column]), float(before[2][0, column])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("failed", (0.0, 0.1)),
        ("failed", (0.0, 0.0, 0.0)),
        ("successful", (1.0, 1.0)),
        ("successful", (0.9, 1.0, 1.0)),
        ("unfinished", (0.0, 1.0)),
        ("adopted", (0.0, 0.02)),
        ("trust", (0.99, 1.0, 0.9)),
        ("retention", (0.0, 1.0)),
        ("ei_index", (-1.0, -0.9)),
        ("tracked", (0.0, 0.0, 0.1, 0.0)),
    ],
)
def test_no_share_lies_outside(name: str, values: tuple[float, ...]) -> None:
    mean, low, high, _, _ = _interval(name, *values)
    assert (-1.0 if name == "ei_index" else 0.0) <= low <= mean <= high <= 1.0
    assert low < high, "none of some is no certainty"


def test_an_interval_inside_stays_as_it_is() -> None:
    mean, low, high, before_low, before_high = _interval("failed", 0.4, 0.5, 0.6)
    assert (low, high) == (before_low, before_high)
    assert low < mean < high


def test_an_overrun_may_be_below_nothing_and_one_run_has_no_interval() -> None:
    assert _interval("cost_overrun_first", -0.2, 0.1)[1] < -0.2
    assert np.isinf(_interval("failed", 0.5)[1:3]).all()
