"""Many equal parts added at once: the same bits as one by one, also where a part lies halfway between two numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.repeated_sum import added_often


def one_by_one(total: float, part: float, times: int) -> float:
    for _ in range(times):
        total += part
    return total


TOTALS = st.floats(0.0, 1e7) | st.integers(0, 1 << 20).map(float)
TIMES = st.integers(0, 3000)


@given(TOTALS, st.floats(0.0, 1.0), TIMES)
def test_many_parts_are_added_as_one_by_one(total: float, part: float, times: int) -> None:
    assert added_often(total, part, times) == one_by_one(total, part, times)


@given(TOTALS, st.integers(0, 4000), TIMES, st.integers(-3, 12))
def test_so_are_parts_of_halves_of_the_unit(total: float, halves: int, times: int, scale: int) -> None:
    part = halves * 0.5 * math.ulp(total + 1.0) * 2.0**scale
    assert added_often(total, part, times) == one_by_one(total, part, times)


@pytest.mark.parametrize(
    ("total", "part", "times"), [(0.0, 0.1, 100_000), (2.0**53, 1.0, 50), (2.0**53 - 5.0, 1.0, 50), (0.0, 0.0, 9)]
)
def test_so_are_parts_from_nothing_on_and_parts_too_small_to_count(total: float, part: float, times: int) -> None:
    assert added_often(total, part, times) == one_by_one(total, part, times)
