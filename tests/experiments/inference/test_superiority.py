"""Probability of superiority, p values and Holm's rule against values worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.inference.paired import Differences, differences_of, means_of, paired_differences
from experiments.inference.runs import Runs
from experiments.inference.superiority import holm, p_values, superiority, wilson_interval
from sim.streams import uniforms

A = np.array([[3.0, 0.0], [5.0, 0.0], [4.0, 0.0], [8.0, 0.0]])
B = np.array([[1.0, 0.0], [4.0, 0.0], [4.0, 0.0], [5.0, -2.0]])  # differences 2, 1, 0, 3


def _runs(metrics: np.ndarray[tuple[int, int], np.dtype[np.float64]], first: int = 0) -> Runs:
    return Runs(np.arange(first, first + len(metrics)), metrics, 0)


def _found() -> Differences:
    return differences_of([(_runs(A), _runs(B)), (_runs(A[1:], 1), _runs(B)), (_runs(A), _runs(A))], 0.95)


def test_many_comparisons_at_once_say_what_each_says_alone() -> None:
    found = _found()
    assert found.of(0) == paired_differences(A, B, 0.95)
    assert found.of(1) == paired_differences(A[1:], B[1:], 0.95)
    assert found.pairs.tolist() == [[4, 4], [3, 3], [4, 4]]
    (only,) = differences_of([(_runs(A), _runs(B))], 0.95, [1]).of(0)
    assert only == found.of(0)[1]


def test_means_of_designs_with_different_numbers_of_runs_are_their_own() -> None:
    mean, low, high = means_of([_runs(A), _runs(A[:2]), _runs(A[:0])], 0.95)
    assert mean[:2, 0].tolist() == [5.0, 4.0]
    assert np.isnan(mean[2, 0])
    assert (low[:, 0] < mean[:, 0]).tolist() == [True, True, False]
    assert high[2, 0] == np.inf


def test_ties_count_half_and_less_may_be_better() -> None:
    found = _found()
    assert found.above[0].tolist() == [0.875, 0.625]
    better, _, _ = superiority(found, [1, -1], 0.95)
    assert better[0].tolist() == [0.875, 0.375]
    assert better[2].tolist() == [0.5, 0.5]


def test_wilson_interval_is_the_one_of_the_textbook() -> None:
    low, high = wilson_interval(0.2, 50, 0.95)  # (0.2 + z²/100 ± z sqrt(0.16/50 + z²/10000)) / (1 + z²/50)
    assert float(low) == pytest.approx(0.11244, abs=1e-4)
    assert float(high) == pytest.approx(0.33037, abs=1e-4)
    assert [float(bound) for bound in wilson_interval(0.0, 0, 0.95)] == [0.0, 1.0]
    assert float(wilson_interval(1.0, 10, 0.95)[1]) == pytest.approx(1.0)


def test_p_value_is_that_of_the_paired_t_test() -> None:
    p = p_values(_found())
    assert p[0].tolist() == pytest.approx(stats.ttest_rel(A, B).pvalue.tolist(), rel=1e-12)
    assert p[2].tolist() == [1.0, 1.0]
    without_noise = differences_of([(_runs(A), _runs(A - 2.0))], 0.95)
    assert p_values(without_noise).tolist() == [[0.0, 0.0]]
    assert p_values(differences_of([(_runs(A[:1]), _runs(B[:1]))], 0.95)).tolist() == [[1.0, 1.0]]


def test_holm_multiplies_the_smallest_most() -> None:
    assert holm(np.array([[0.01, 0.04], [0.03, 0.005]])).tolist() == [[0.03, 0.06], [0.06, 0.02]]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_keeps_the_order_and_never_makes_smaller(p: list[float]) -> None:
    values = np.array(p)
    adjusted = holm(values)
    assert (adjusted >= values).all()
    assert (adjusted <= np.minimum(1.0, values * len(values) + 1e-12)).all()
    assert (np.diff(adjusted[np.argsort(values, kind="stable")]) >= 0).all()


def test_holm_is_wrong_in_a_family_of_nulls_at_most_as_often_as_stated() -> None:
    subjects = np.arange(1000 * 10 * 20)
    draws = (
        uniforms(3, 0, 1, subjects, subjects).sum(axis=1).reshape(1000, 10, 20) - 2.0
    )  # four uniforms: nearly normal
    pairs = [(_runs(sample), _runs(np.zeros((10, 20)))) for sample in draws]
    p = p_values(differences_of(pairs, 0.95))
    wrong = np.mean([(holm(family) < 0.05).any() for family in p])
    assert (p < 0.05).any(axis=1).mean() > 0.5  # without it, most families of 20 true zeros hold a "difference"
    assert wrong < 0.07
