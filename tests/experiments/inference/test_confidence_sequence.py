"""The confidence sequence against its definition (numerical integration), and against what is no number."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from experiments.inference.confidence_sequence import (
    ANYTIME,
    PRIOR_PAIRS,
    anytime_factor,
    anytime_p_values,
    departures,
    most_departing,
)
from experiments.inference.paired import Verdict, differences_of, paired_differences, student_factor
from experiments.inference.runs import Runs
from experiments.running.stopping.looks import looks
from tests.experiments.running.stopping.worlds import nulls


def _mixture(values: NDArray[np.float64], mean: float) -> float:
    """Return the likelihood of a standardized mean from N(0, 1/c²) over that of 0, the scale integrated out in both."""
    centred, n = values - mean, len(values)
    effect = np.linspace(-2.0, 2.0, 1601)[:, np.newaxis]
    log_scale = np.linspace(-2.0, 2.0, 801)
    size = np.exp(log_scale)

    def likelihood(effect: NDArray[np.float64]) -> NDArray[np.float64]:
        squares = (centred**2).sum() / size**2 - 2 * effect * centred.sum() / size + n * effect**2
        return np.asarray(np.exp(-0.5 * squares - n * log_scale).sum(axis=-1))

    prior = np.exp(-0.5 * PRIOR_PAIRS * effect[:, 0] ** 2)
    return float((likelihood(effect) * prior).sum() / prior.sum() / likelihood(np.zeros((1, 1)))[0])


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_at_its_ends_the_mixture_is_as_large_as_chance_allows(confidence: float) -> None:
    values = nulls("normal", 1, 24)[0]
    factor = anytime_factor(len(values), confidence)
    end = values.mean() - factor * values.std(ddof=1) / math.sqrt(len(values))
    assert _mixture(values, end) == pytest.approx(1 / (1 - confidence), rel=1e-4)


def test_interval_is_wider_than_for_a_single_look_but_not_by_much() -> None:
    assert [anytime_factor(pairs, 0.95) for pairs in (0, 1, 2, 8)] == [math.inf] * 4
    wider = [anytime_factor(pairs, 0.95) / student_factor(pairs, 0.95) for pairs in (32, 64, 128, 256, 1024)]
    assert 1.5 < min(wider) < max(wider) < 2.1


def test_more_confidence_is_a_wider_interval() -> None:
    factors = [anytime_factor(64, confidence) for confidence in (0.5, 0.9, 0.95, 0.99, 0.998)]
    assert factors == sorted(factors)


def test_departures_are_counted_from_the_commonest_value_of_each_column() -> None:
    column = np.array([[0.0, 1.0, 5.0], [0.0, 2.0, 5.0], [3.0, 2.0, 5.0], [0.0, 4.0, 5.0]])
    assert departures(column).tolist() == [1, 2, 0]


def test_rare_departures_leave_the_interval_open() -> None:
    rare = np.zeros((200, 2))
    rare[:9, 0] = rare[:10, 1] = 1.0
    few, enough = paired_differences(rare, np.zeros((200, 2)), 0.95, ANYTIME)
    assert (few.low, few.high) == (-math.inf, math.inf)
    assert math.isfinite(enough.low)


@pytest.mark.parametrize(("value", "pairs", "verdict"), [
    (0.0, 8, Verdict.SAME), (0.0, 200, Verdict.SAME), (0.1, 32, Verdict.UNDECIDED), (0.1, 64, Verdict.BETTER)
])  # fmt: skip
def test_differences_without_spread_are_told_without_dividing_by_it(value: float, pairs: int, verdict: Verdict) -> None:
    (found,) = paired_differences(np.full((pairs, 1), value), np.zeros((pairs, 1)), 0.95, ANYTIME)
    assert found.verdict(1) == verdict


def test_shares_that_nothing_seen_rules_out() -> None:
    assert most_departing(59, 0.95) < 0.05 < most_departing(58, 0.95)
    assert most_departing(8, 0.95) == pytest.approx(0.3123, abs=1e-4)  # 0.05^(1/8) = 0.6877


def test_looks_double_and_end_with_the_budget() -> None:
    assert looks(8, 200) == [8, 16, 32, 64, 128, 200]
    assert looks(8, 64) == [8, 16, 32, 64]
    assert looks(8, 5) == looks(5, 5) == [5]


@pytest.mark.long
@given(st.lists(st.floats(-1, 1), min_size=12, max_size=40), st.floats(-0.5, 0.5), st.sampled_from([0.8, 0.95, 0.99]))
def test_p_value_is_small_exactly_where_the_interval_leaves_out_zero(
    noise: list[float], mean: float, confidence: float
) -> None:
    column = np.array(noise)[:, np.newaxis] + mean
    runs = [Runs(np.arange(len(column)), values, 0) for values in (column, np.zeros_like(column))]
    found = differences_of([(runs[0], runs[1])], confidence, rule=ANYTIME)
    p = float(anytime_p_values(found)[0, 0])
    edge = abs(p - (1 - confidence)) < 1e-9
    assert edge or (p < 1 - confidence) == found.of(0)[0].verdict(1).decided
