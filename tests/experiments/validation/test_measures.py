"""Statistics against data whose answer is known."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from experiments.validation.measures import (
    first_crossing,
    hill_exponent,
    rank_correlation,
    slope,
    transitions,
    upper_mean,
    weighted_mean,
    weighted_quantile,
    weighted_sd,
)

EVEN = (np.arange(100_000) + 0.5) / 100_000
ONES = np.ones(len(EVEN))


@settings(max_examples=20)
@given(st.floats(0.6, 4.0), st.floats(0.5, 3.0))
def test_hill_finds_the_exponent_of_a_power_law(exponent: float, threshold: float) -> None:
    pareto = threshold * (1.0 - EVEN) ** (-1.0 / exponent)
    assert hill_exponent(pareto, ONES, threshold) == pytest.approx(exponent, rel=0.01)
    assert hill_exponent(pareto, ONES, 1.5 * threshold) == pytest.approx(exponent, rel=0.01)


def test_hill_sees_that_a_thin_tail_is_none() -> None:
    thin = 1.0 - 0.3 * np.log(1.0 - EVEN)
    assert hill_exponent(thin, ONES, 1.5) > 3.0
    assert math.isnan(hill_exponent(EVEN, ONES, 1.0))


def test_weights_count_like_repeated_observations() -> None:
    values, weights = np.array([1.2, 3.0, 7.0, 1.7]), np.array([4.0, 1.0, 2.0, 3.0])
    repeated = np.repeat(values, weights.astype(int))
    ones = np.ones(len(repeated))
    assert weighted_mean(values, weights) == pytest.approx(repeated.mean())
    assert weighted_sd(values, weights) == pytest.approx(repeated.std())
    assert (
        upper_mean(values, weights, 0.3) == pytest.approx(17.0 / 3.0) == pytest.approx(upper_mean(repeated, ones, 0.3))
    )
    assert hill_exponent(values, weights, 1.5) == pytest.approx(hill_exponent(repeated, ones, 1.5))
    for share in (0.05, 0.4, 0.41, 0.5, 0.9, 1.0):
        assert weighted_quantile(values, weights, share) == weighted_quantile(repeated, ones, share)


def test_quantiles_and_upper_means_of_evenly_spread_numbers() -> None:
    assert weighted_quantile(EVEN, ONES, 0.9) == pytest.approx(0.9, abs=1e-4)
    assert upper_mean(EVEN, ONES, 1 / 6) == pytest.approx(11 / 12, abs=1e-4)


def test_slope_of_a_line_is_found_whatever_the_weights() -> None:
    x = np.array([0.0, 1.0, 2.0, 5.0])
    assert slope(x, 3.0 - 0.25 * x, np.array([1.0, 5.0, 0.5, 2.0])) == pytest.approx(-0.25)
    assert math.isnan(slope(np.ones(4), x, np.ones(4)))


def test_rank_correlation_is_spearmans_with_ties() -> None:
    x, y = np.array([1.0, 1, 2, 2, 3, 3]), np.array([2.0, 0, 1, 2, 2, 0])
    assert rank_correlation(x, y) == pytest.approx(spearmanr(x, y).statistic)
    assert rank_correlation(x, np.exp(x)) == pytest.approx(1.0)
    assert math.isnan(rank_correlation(x, np.ones(6)))


def test_transitions_count_only_what_was_there_both_times() -> None:
    counts = transitions(np.array([0, 0, 1, 2, -1, 2]), np.array([0, 1, 1, -1, 2, 0]), 3)
    np.testing.assert_array_equal(counts, [[1, 1, 0], [0, 1, 0], [1, 0, 0]])


def test_crossing_is_interpolated_and_may_be_never() -> None:
    x = np.array([0.1, 0.2, 0.4])
    assert first_crossing(x, np.array([0.0, 0.25, 0.75]), 0.5) == pytest.approx(0.3)
    assert first_crossing(x, np.array([0.6, 0.7, 0.8]), 0.5) == 0.1
    assert math.isnan(first_crossing(x, np.array([0.0, 0.1, 0.2]), 0.5))


@pytest.mark.parametrize("statistic", [weighted_mean, weighted_sd])
def test_nothing_has_no_mean(statistic: object) -> None:
    empty = np.zeros(0)
    assert callable(statistic)
    assert math.isnan(statistic(empty, empty))
    assert math.isnan(weighted_quantile(empty, empty, 0.5))
    assert math.isnan(upper_mean(empty, empty, 0.5))
