"""Shapley values against known answers, and what holds for any game."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.separate.shapley import shapley_values


def test_parts_that_do_not_meet_carry_what_they_add_alone() -> None:
    adds = [1.0, -2.0, 0.5]
    values = [sum(adds[part] for part in range(3) if chosen >> part & 1) for chosen in range(8)]
    assert shapley_values(np.array(values)) == pytest.approx(adds)


def test_what_two_do_only_together_is_halved() -> None:
    assert shapley_values(np.array([0.0, 0.0, 0.0, 1.0])).tolist() == [0.5, 0.5]


def test_the_glove_game() -> None:
    """One left glove, two right ones: the left one is worth two thirds (Shapley & Shubik)."""
    values = [float(bool(chosen & 1) and bool(chosen & 6)) for chosen in range(8)]
    assert shapley_values(np.array(values)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@pytest.mark.long
@given(st.integers(0, 4).flatmap(lambda parts: st.lists(st.floats(-1e6, 1e6), min_size=2**parts, max_size=2**parts)))
def test_they_add_up_to_the_whole(values: list[float]) -> None:
    assert shapley_values(np.array(values)).sum() == pytest.approx(values[-1] - values[0], abs=1e-6)


def test_every_replicate_has_its_own() -> None:
    first, second = np.array([0.0, 1.0, 2.0, 4.0]), np.array([1.0, 1.0, 0.0, 0.0])
    both = shapley_values(np.stack([first, second], axis=1))
    assert both[:, 0] == pytest.approx(shapley_values(first))
    assert both[:, 1] == pytest.approx(shapley_values(second))
