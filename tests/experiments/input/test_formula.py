"""Formulas: arithmetic as everybody knows it, and nothing that is more than that."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.input.formula import LONGEST, checked_formula
from sim.errors import ScenarioError

KNOWN = ("a", "b", "cost_overrun_first")
VALUES = {"a": np.array([1.0, 2.0, 3.0]), "b": np.array([0.5, 0.0, -2.0]), "cost_overrun_first": np.zeros(3)}


def _of(text: str) -> list[float]:
    found: list[float] = checked_formula(text, KNOWN, "study.metrics.x").values(VALUES.__getitem__).tolist()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / (1 + cost_overrun_first)", [1.0, 2.0, 3.0]),
        ("-a + 2 * b ** 2", [-0.5, -2.0, 5.0]),
        ("max(a, 2) - min(b, 0)", [2.0, 2.0, 5.0]),
        ("sqrt(a ** 2) + abs(b) + log(exp(1)) * 0", [1.5, 2.0, 5.0]),
        ("2 - +a - 1", [0.0, -1.0, -2.0]),
    ],
)
def test_it_is_the_arithmetic_that_everybody_knows(text: str, expected: list[float]) -> None:
    assert _of(text) == pytest.approx(expected)


def test_what_has_no_value_is_missing() -> None:
    assert [math.isnan(value) for value in _of("a / b")] == [False, True, False]
    assert [math.isnan(value) for value in _of("log(b)")] == [False, True, True]


@given(st.recursive(
    st.sampled_from(["a", "b", "0.5", "3"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=12,
))  # fmt: skip
def test_any_sum_and_product_is_what_numpy_makes_of_it(text: str) -> None:
    text = f"a + {text}"
    with np.errstate(all="ignore"):
        known = eval(text, {"__builtins__": {}}, {name: VALUES[name] for name in "ab"}) + np.zeros(3)  # noqa: S307
    np.testing.assert_allclose(_of(text), np.where(np.isfinite(known), known, np.nan))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("adopte / 2", "there is no metric 'adopte'"),
        ("__import__('os')", "cannot be in a formula"),
        ("a.__class__", "cannot be in a formula"),
        ("a[0]", "cannot be in a formula"),
        ("(lambda: a)()", "cannot be in a formula"),
        ("a if b else 1", "cannot be in a formula"),
        ("a and b", "cannot be in a formula"),
        ("'a' * 10", "cannot be in a formula"),
        ("a ** b", "an exponent must be a number up to 4"),
        ("a ** 9 ** 9", "an exponent must be a number up to 4"),
        ("2 * 3", "names no metric"),
        ("min(a)", "cannot be in a formula"),
        ("max(a, b, a)", "cannot be in a formula"),
        ("sqrt(a, x=1)", "cannot be in a formula"),
        ("eval(a)", "cannot be in a formula"),
        ("a +", "is no formula"),
        ("a := 3", "is no formula"),
        ("", "must be a formula such as"),
        ("1e300 * a", "cannot be in a formula"),
        ("True * a", "cannot be in a formula"),
        ("a" + " + a" * 40, "more than 60 parts"),
        ("(" * 300 + "a" + ")" * 300, "study.metrics.x"),
        ("a" * (LONGEST + 1), "longer than 500 signs"),
    ],
)
def test_anything_else_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        checked_formula(text, ("a", "b"), "study.metrics.x")
    assert said in str(error.value)
    assert str(error.value).startswith("study.metrics.x")
    assert "\n" not in str(error.value)
