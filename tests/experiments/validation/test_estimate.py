"""Intervals: what is independent counts, and what cannot be measured is said to be unknown."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.validation.estimate import GROUPS, UNKNOWN, jackknife, jackknife_share, mean, mean_share
from tests.experiments.validation.exact_estimate import exactly


def test_jackknife_of_a_mean_is_the_students_interval() -> None:
    values = np.array([0.1, 0.4, 0.2, 0.9, 0.3, 0.5, 0.6])
    found = jackknife(lambda keep: float(values[keep].mean()), np.arange(len(values)))
    assert (found.value, found.low, found.high) == pytest.approx(
        (mean(values).value, mean(values).low, mean(values).high)
    )


def test_projects_of_one_replicate_count_as_one() -> None:
    level = np.repeat([0.0, 1.0, 0.0, 1.0, 1.0, 0.0], 50)

    def interval(clusters: NDArray[np.int64]) -> float:
        found = jackknife(lambda keep: float(level[keep].mean()), clusters)
        return found.high - found.low

    together, apart = interval(np.repeat(np.arange(6), 50)), interval(np.arange(300))
    assert together > 4 * apart


def test_many_replicates_are_left_out_in_groups() -> None:
    asked: list[int] = []
    clusters = np.repeat(np.arange(100), 3)

    def statistic(keep: NDArray[np.bool_]) -> float:
        asked.append(int(keep.sum()))
        return float(keep.sum())

    jackknife(statistic, clusters)
    assert asked == [300, *[285] * GROUPS]


@pytest.mark.parametrize("clusters", [np.zeros(0, np.int64), np.zeros(5, np.int64)])
def test_one_replicate_or_none_has_no_interval(clusters: NDArray[np.int64]) -> None:
    assert jackknife(lambda keep: float(keep.sum()), clusters) is UNKNOWN


def test_what_is_not_a_number_is_unknown() -> None:
    assert jackknife(lambda keep: math.nan if keep.sum() < 4 else 1.0, np.arange(4)) is UNKNOWN
    assert mean([1.0, math.inf]) is UNKNOWN
    assert mean([]) is UNKNOWN
    assert math.isnan(UNKNOWN.value)
    assert exactly(2.0).low == exactly(2.0).high == 2.0


def test_a_share_stays_between_0_and_1_and_is_never_sure() -> None:
    runs = np.repeat(np.arange(24), 5)
    never = jackknife_share(lambda keep: float(np.zeros(len(runs))[keep].mean()), runs)
    assert never.value == never.low == 0.0
    assert never.high == pytest.approx(2.0930**2 / (24 + 2.0930**2), rel=1e-3)  # Student's t, 20 groups
    assert mean_share(np.zeros(24)).high == pytest.approx(0.138, abs=5e-4)
    assert mean_share([0.5]) is jackknife_share(lambda keep: 0.5, np.zeros(3, np.int64)) is UNKNOWN


def test_a_share_in_the_middle_has_nearly_the_interval_of_its_mean() -> None:
    shares = np.random.default_rng(1).uniform(0.3, 0.7, 40)
    plain, score = mean(shares), mean_share(shares)
    assert (score.low, score.high) == pytest.approx((plain.low, plain.high), abs=2e-3)
    jack = jackknife_share(lambda keep: float(shares[keep].mean()), np.arange(40))
    assert (jack.low, jack.high) == pytest.approx((plain.low, plain.high), abs=0.02)
