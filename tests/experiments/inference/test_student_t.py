"""Student's t distribution against tables, against SciPy, and against what must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit

from experiments.inference.student_t import student_quantile, upper_tail


@pytest.mark.parametrize(
    ("degrees", "probability", "quantile"), [(1, 0.975, 12.7062047), (9, 0.95, 1.8331129), (99, 0.995, 2.6264055)]
)
def test_student_quantiles_are_those_of_the_tables(degrees: int, probability: float, quantile: float) -> None:
    assert student_quantile(degrees, probability) == pytest.approx(quantile, rel=1e-7)


@given(degrees=st.one_of(st.integers(1, 200_000), st.floats(1.0, 100.0)), probability=st.floats(0.51, 0.99999))
def test_quantiles_are_those_of_scipy(degrees: float, probability: float) -> None:
    assert student_quantile(degrees, probability) == pytest.approx(float(stdtrit(degrees, probability)), rel=1e-8)


@given(degrees=st.integers(1, 10_000), t=st.floats(1e-3, 200.0))
def test_tails_are_those_of_scipy(degrees: int, t: float) -> None:
    assert float(upper_tail(degrees, t)) == pytest.approx(float(stdtr(degrees, -t)), rel=1e-8, abs=1e-300)


def test_a_quantile_cuts_off_its_tail() -> None:
    for degrees in (1, 2, 7, 50, 4999):
        assert float(upper_tail(degrees, student_quantile(degrees, 0.975))) == pytest.approx(0.025, rel=1e-12)


def test_tails_of_many_at_once_are_those_of_each() -> None:
    degrees, t = np.array([[1.0], [9.0], [400.0]]), np.array([0.0, 1e-3, 1.0, 4.0, 250.0])
    together = upper_tail(degrees, t)
    alone = [[float(upper_tail(v, one)) for one in t] for v in degrees[:, 0]]
    assert together.shape == (3, 5)
    assert together == pytest.approx(np.array(alone), rel=1e-12)
    assert together[:, 0] == pytest.approx(0.5)
