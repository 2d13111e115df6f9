"""Fieller's interval of the ratio of two means that come in pairs."""

import numpy as np
import pytest
from scipy import stats

from experiments.inference.ratio import ratio_of_means


def test_without_any_spread_below_it_is_the_interval_of_the_mean() -> None:
    above = np.array([10.0, 12.0, 9.0, 13.0, 11.0])
    half = stats.t.ppf(0.975, 4) * above.std(ddof=1) / np.sqrt(5)
    found = ratio_of_means(above, np.full(5, 2.0), 0.95)
    assert found is not None
    assert found == pytest.approx((11.0 / 2, (11.0 - half) / 2, (11.0 + half) / 2))


def test_at_its_bounds_the_difference_is_just_decided() -> None:
    rng = np.random.RandomState(3)
    above, below = rng.normal(5, 2, 40), rng.normal(3, 1, 40)
    found = ratio_of_means(above, below, 0.9)
    assert found is not None
    for bound in (found.low, found.high):
        p = stats.ttest_1samp(above - bound * below, 0.0).pvalue
        assert p == pytest.approx(0.1)


def test_where_the_lower_mean_may_be_nothing_there_is_none() -> None:
    assert ratio_of_means(np.ones(4), np.array([-1.0, 1.0, -2.0, 2.5]), 0.95) is None
    assert ratio_of_means(np.ones(4), np.zeros(4), 0.95) is None
    assert ratio_of_means(np.ones(1), np.ones(1), 0.95) is None


def test_it_covers_as_often_as_it_says() -> None:
    rng = np.random.RandomState(7)
    covered = 0
    for _ in range(400):
        below = rng.normal(2, 1, 30)
        above = 3 * below + rng.normal(0, 2, 30)
        found = ratio_of_means(above, below, 0.9)
        covered += found is not None and found.low <= 3.0 <= found.high
    assert 0.86 <= covered / 400 <= 0.94
