"""The index of the success of a change, on plain numbers."""

import inspect

import pytest

from sim.errors import ScenarioError
from sim.outcomes.change_success import ChangeSuccess, change_success, weakest_part
from tests.scenarios import small_scenario

WEAKEST = inspect.unwrap(weakest_part)
NO_PRACTICE = -1.0


def test_equal_parts_are_the_index() -> None:
    for weights in (ChangeSuccess(), ChangeSuccess(delivery=3.0, people=0.5)):
        assert index(0.4, 0.4, 0.4, 0.4, weights) == pytest.approx(0.4)


def test_it_is_the_geometric_mean_and_without_a_practice_that_of_the_others() -> None:
    assert index(0.5, 0.8, 0.2, 0.6, ChangeSuccess()) == pytest.approx((0.5 * 0.8 * 0.2 * 0.6) ** 0.25)
    assert index(0.5, 0.8, NO_PRACTICE, 0.6, ChangeSuccess()) == pytest.approx((0.5 * 0.8 * 0.6) ** (1 / 3))


def test_weights_are_exponents() -> None:
    p = ChangeSuccess(delivery=2.0, benefits=1.0, adoption=0.0, people=1.0)
    assert index(0.5, 0.8, 0.1, 0.6, p) == pytest.approx((0.5**2 * 0.8 * 0.6) ** 0.25)


def test_nothing_of_what_counts_is_nothing_and_of_what_does_not_count_is_no_matter() -> None:
    assert index(0.5, 0.0, 0.5, 0.5, ChangeSuccess()) == 0.0
    assert index(0.5, 0.0, 0.5, 0.5, ChangeSuccess(benefits=0.0)) == pytest.approx(0.5)


def test_the_weakest_part_is_the_least_of_those_there_are() -> None:
    assert WEAKEST(0.5, 0.8, 0.2, 0.6) == 0.2
    assert WEAKEST(0.5, 0.8, NO_PRACTICE, 0.6) == 0.5


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(ScenarioError, match="give one of them a weight above 0"):
        small_scenario(change_success__delivery=0.0, change_success__benefits=0.0, change_success__people=0.0)


def index(delivery: float, benefits: float, adoption: float, people: float, p: ChangeSuccess) -> float:
    return float(inspect.unwrap(change_success)(delivery, benefits, adoption, people, p))
