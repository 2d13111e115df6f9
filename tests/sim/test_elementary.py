"""Own exponential, logarithms and powers: as exact as a machine's, the same bits compiled and in plain Python."""

import ast
import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim import elementary
from sim.compiler import entry_point
from sim.elementary import exp, log, log2, power
from tests.paths import ROOT

DIGITS = 40


@entry_point
def _compiled(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> NDArray[np.float64]:
    found = np.empty((len(xs), 4))
    for i in range(len(xs)):
        found[i, 0] = exp(xs[i])
        found[i, 1] = log(ys[i])
        found[i, 2] = log2(ys[i])
        found[i, 3] = power(ys[i], xs[i])
    return found


def units_off(found: float, truth: Decimal) -> float:
    """Return by how many units in its last place a number misses the truth."""
    return float(abs(Decimal(found) - truth) / Decimal(math.ulp(float(truth))))


def exactly(function: Callable[[Decimal], Decimal], x: float) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        return function(Decimal(x))


NUMBERS = np.random.default_rng(1)  # the points at which they are tried, not luck of the model
EXPONENTS = np.concatenate(
    [NUMBERS.uniform(-700, 700, 2000), NUMBERS.uniform(-2, 2, 2000), [0.0, 1.0, -1.0, 0.5, 708.9]]
)
POSITIVE = np.concatenate(
    [np.exp(NUMBERS.uniform(-700, 700, 2000)), NUMBERS.uniform(0.4, 3, 2000), [1.0, 2.0, 0.5, 1 + 1e-15]]
)


def test_the_exponential_is_off_by_less_than_one_unit_in_the_last_place() -> None:
    assert max(units_off(exp(x), exactly(Decimal.exp, x)) for x in EXPONENTS.tolist()) < 1.0


def test_the_logarithm_is_off_by_less_than_one_unit_in_the_last_place() -> None:
    assert max(units_off(log(x), exactly(Decimal.ln, x)) for x in POSITIVE.tolist() if x != 1.0) < 1.0
    assert log(1.0) == 0.0


def test_the_logarithm_to_base_two_is_exact_for_powers_of_two_and_close_elsewhere() -> None:
    assert [log2(2.0**k) for k in range(-1000, 1000)] == list(range(-1000, 1000))
    for x in POSITIVE.tolist():
        assert log2(x) == pytest.approx(math.log2(x), rel=1e-15, abs=1e-15)


@given(st.floats(1e-6, 1e6), st.floats(-8, 8))
def test_a_power_is_close(x: float, y: float) -> None:
    truth = exactly(lambda number: number ** Decimal(y), x)
    assert abs(Decimal(power(x, y)) / truth - 1) < Decimal("4e-15") * max(1, abs(int(y * math.log(x))))


def test_the_ends() -> None:
    assert (exp(-709.0), exp(710.0)) == (0.0, exp(709.0))
    assert log(0.0) == log(1e-310) == -745.0
    assert (power(0.0, 0.0), power(0.0, 2.0), power(3.0, 0.0), power(1.0, 1e300)) == (1.0, 0.0, 1.0, 1.0)


def test_a_first_power_is_the_number_itself() -> None:
    assert [power(x, 1.0) for x in [0.0, *POSITIVE.tolist()]] == [0.0, *POSITIVE.tolist()]


@entry_point
def _product_less(x: NDArray[np.float64]) -> float:
    return float(x[0] * x[1] - x[2])


def test_a_product_is_rounded_before_it_is_added_to() -> None:
    one = 1.0 + 2.0**-27
    assert _product_less(np.array([one, one, 1.0 + 2.0**-26])) == 0.0, "a fused instruction would keep 2^-54"


def test_they_never_fall_where_they_should_rise() -> None:
    ladder = sorted(EXPONENTS.tolist())
    assert all(exp(low) <= exp(high) for low, high in pairwise(ladder))


def test_compiled_and_plain_python_give_the_same_bits() -> None:
    xs, ys = NUMBERS.uniform(-30, 30, 5000), np.exp(NUMBERS.uniform(-20, 20, 5000))
    plain = [[exp(x), log(y), log2(y), power(y, x)] for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
    assert _compiled(xs, ys).tobytes() == np.array(plain).tobytes()


LIBRARY = {
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "pow", "power", "float_power"),
    *("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "arctan", "arctan2"),
    *("hypot", "cbrt", "fmod", "erf", "erfc", "gamma", "lgamma", "dot", "matmul", "einsum"),
}


def _calls_of_the_library(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("math", "np"):
            found += [f"{path.name}:{node.lineno} {node.value.id}.{node.attr}"] if node.attr in LIBRARY else []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not _is_constant(node):
            found.append(f"{path.name}:{node.lineno} **")
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Pow):
            found.append(f"{path.name}:{node.lineno} **=")
        if isinstance(node, ast.ImportFrom) and node.module in ("math", "cmath", "numpy", "statistics"):
            found += [f"{path.name}:{node.lineno} {name.name}" for name in node.names if name.name in LIBRARY]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pow":
            found.append(f"{path.name}:{node.lineno} pow")
    return found


def _is_constant(node: ast.BinOp) -> bool:
    def number(part: ast.expr) -> bool:
        return isinstance(part, ast.Constant) or (isinstance(part, ast.UnaryOp) and number(part.operand))

    return number(node.left) and number(node.right)


def test_the_model_asks_no_library_of_the_machine_for_them() -> None:
    found = [call for path in sorted((ROOT / "sim").rglob("*.py")) for call in _calls_of_the_library(path)]
    assert [call for call in found if not call.startswith(f"{Path(elementary.__file__).name}:")] == []
