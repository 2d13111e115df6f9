"""What a run does not tell is no number: it is neither averaged nor compared, and never the best."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from experiments.inference.paired import (
    Difference,
    Verdict,
    differences_of,
    means_of,
    paired_differences,
    unpaired_difference,
)
from experiments.inference.runs import Runs
from experiments.inference.unknown import OF_DELIVERED, OF_DUE, OF_STARTED, OF_WANTED, known
from sim.outcomes.dictionary import METRIC, METRIC_NAMES

WEEKS, DELAY = 52, 13.0


def _metrics(**values: float) -> np.ndarray:
    found = np.full((1, len(METRIC_NAMES)), 0.5)
    usual = {"projects_due": 10, "projects_started": 10, "projects_wanted": 10, "unfinished": 0.25, "cancelled": 0.25}
    for name, value in {**usual, "time_to_first_benefit": 20, **values}.items():
        found[:, METRIC_NAMES.index(name)] = value
    return found


def _unknown(values: dict[str, float], weeks: int = WEEKS) -> set[str]:
    found = known(_metrics(**values), weeks, DELAY)[0]
    return {name for name, value in zip(METRIC_NAMES, found.tolist(), strict=True) if np.isnan(value)}


@pytest.mark.parametrize(
    ("values", "unknown"),
    [
        ({}, set()),
        ({"projects_due": 0}, {*OF_DUE, *OF_DELIVERED}),
        ({"unfinished": 1.0, "cancelled": 0.0}, set(OF_DELIVERED)),
        ({"unfinished": 0.0, "cancelled": 1.0}, set(OF_DELIVERED)),
        ({"unfinished": 0.3, "cancelled": 0.7}, set(OF_DELIVERED)),
        ({"unfinished": 0.3, "cancelled": 0.6}, set()),
        ({"projects_started": 0, "projects_due": 0}, {*OF_DUE, *OF_DELIVERED, *OF_STARTED}),
        ({"projects_wanted": 0}, set(OF_WANTED)),
        ({"adoption_t50": 104}, {"adoption_t50"}),
        ({"adoption_t10": 51, "adoption_t90": 104}, {"adoption_t90"}),
        ({"time_to_first_benefit": 52}, {"time_to_first_benefit"}),
        ({"time_to_first_benefit": 51}, set()),
    ],
)
def test_a_share_of_nothing_and_a_week_that_never_came_are_unknown(values: dict[str, float], unknown: set[str]) -> None:
    assert _unknown(values) == unknown


def test_nothing_can_have_paid_back_before_the_first_benefit() -> None:
    assert "portfolio_benefits" in _unknown({}, weeks=13)
    assert "portfolio_benefits" not in _unknown({}, weeks=14)


def test_what_is_known_stays_bit_for_bit_and_twice_is_once() -> None:
    metrics = _metrics(projects_due=0)
    once = known(metrics, WEEKS, DELAY)
    told = ~np.isnan(once)
    assert once[told].tobytes() == metrics[told].tobytes()
    np.testing.assert_array_equal(known(once, WEEKS, DELAY), once)


def test_a_pair_counts_where_both_have_a_value() -> None:
    one = np.array([[1.0, np.nan], [2.0, np.nan], [np.nan, np.nan], [4.0, np.nan]])
    other = np.array([[0.0, 1.0], [0.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
    first, second = paired_differences(one, other, 0.95)
    assert first == paired_differences(one[[0, 1, 3], :1], other[[0, 1, 3], :1], 0.95)[0]
    assert (second.pairs, second.verdict(1), second.verdict(-1)) == (0, Verdict.UNKNOWN, Verdict.UNKNOWN)


def test_many_comparisons_with_gaps_say_what_each_says_alone() -> None:
    values = np.arange(24, dtype=np.float64).reshape(6, 4) ** 1.5
    gaps = values.copy()
    gaps[2, 1] = gaps[4, 1] = gaps[0, 3] = np.nan
    sides = [(Runs(np.arange(6), each, 0), Runs(np.arange(6), values[::-1], 0)) for each in (values, gaps)]
    found = differences_of(sides, 0.95)
    assert found.pairs.tolist() == [[6, 6, 6, 6], [6, 4, 6, 5]]
    for place, (one, other) in enumerate(sides):
        assert found.of(place) == paired_differences(one.metrics, other.metrics, 0.95)
    mean, low, high = means_of([one for one, _ in sides], 0.95)
    rows = [0, 1, 3, 5]
    assert mean[1, 1] == gaps[rows, 1].mean()
    assert low[1, 1] < mean[1, 1] < high[1, 1]


def test_weeks_of_what_never_came_in_some_runs_are_not_averaged() -> None:
    metrics = np.full((3, len(METRIC_NAMES)), 1.0)
    metrics[1, METRIC.adoption_t50] = metrics[1, METRIC.cost_overrun_first] = np.nan
    runs = Runs(np.arange(3), metrics, 0)
    mean = means_of([runs], 0.95)[0][0]
    assert np.isnan(mean[METRIC.adoption_t50]), "those in which it came are the quick ones"
    assert mean[METRIC.cost_overrun_first] == 1.0


@pytest.mark.parametrize(
    ("p", "said"), [(0.0, Verdict.BETTER), (0.049, Verdict.BETTER), (0.05, Verdict.UNDECIDED), (1.0, Verdict.UNDECIDED)]
)
def test_a_difference_counts_only_with_all_that_is_compared_with_it(p: float, said: Verdict) -> None:
    assert Difference(9, 1.0, 0.5, 1.5, 1.0, p=p, chance=0.05).verdict(1) is said


def test_runs_without_common_luck_are_compared_as_two_samples() -> None:
    a, b = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 4.0, 6.0, np.nan])
    found = unpaired_difference(a, b, 0.95)
    assert (found.pairs, found.others, found.mean) == (4, 3, -1.5)
    welch = ttest_ind(a, b[:3], equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((welch.low, welch.high))
    assert np.isnan(found.share)


def test_one_run_has_no_interval_and_none_no_difference() -> None:
    one, none = np.array([1.0]), np.zeros(0)
    assert unpaired_difference(one, one, 0.95).low == -np.inf
    assert unpaired_difference(one, one, 0.95).verdict(1) is Verdict.UNDECIDED
    assert unpaired_difference(one, none, 0.95).verdict(1) is Verdict.UNKNOWN
