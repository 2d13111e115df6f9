"""How many ties there are, and how many each person wants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.organization.target_degrees import possible_pairs, tie_quota, tie_wishes
from sim.organization.ties import jump


def test_possible_pairs_of_two_departments() -> None:
    assert possible_pairs(np.array([3, 2])) == (6, 4)


def test_quota_of_a_known_organization() -> None:
    """10 x 10 people: 450 pairs inside, 4,500 across; ratio 10 shares 500 pairs equally."""
    assert tie_quota(np.full(10, 10), 10.0, 10.0) == (250, 250)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.floats(0, 200), st.floats(1, 100))
def test_quota_never_asks_for_more_pairs_than_there_are(sizes: list[int], contacts: float, silo_ratio: float) -> None:
    people = np.array(sizes)
    possible, quota = possible_pairs(people), tie_quota(people, contacts, silo_ratio)
    assert 0 <= quota.across <= possible.across
    assert 0 <= quota.within <= possible.within
    assert sum(quota) == min(round(int(people.sum()) * contacts / 2.0), sum(possible))


@given(st.lists(st.integers(1, 40), min_size=2, max_size=12), st.floats(0, 60), st.floats(0, 2))
def test_wishes_add_up_to_both_ends_of_the_quota(sizes: list[int], contacts: float, spread: float) -> None:
    people = np.array(sizes)
    quota = tie_quota(people, contacts, 10.3)
    wishes = tie_wishes(people, quota, spread, 1, 0)
    assert wishes.across.sum() == pytest.approx(2 * quota.across, abs=1)
    assert wishes.within.sum() == pytest.approx(2 * quota.within, abs=1)
    assert (wishes.within <= wishes.most_within).all()
    assert (wishes.across <= wishes.most_across).all()


def test_equal_activity_gives_equal_wishes() -> None:
    sizes = np.full(10, 10)
    wishes = tie_wishes(sizes, tie_quota(sizes, 10.0, 10.0), 0.0, 1, 0)
    np.testing.assert_array_equal(wishes.within, 5)
    np.testing.assert_array_equal(wishes.across, 5)


def test_ties_inside_grow_as_the_square_root_of_the_department() -> None:
    sizes = np.repeat([101, 401], 20)
    wishes = tie_wishes(sizes, tie_quota(sizes, 4.0, 30.0), 0.0, 1, 0)
    small, large = wishes.within[:2020].mean(), wishes.within[2020:].mean()
    assert large / small == pytest.approx(2.0, rel=0.02)


@given(st.integers(1, 5000))
def test_turns_jump_to_every_seat_once(n: int) -> None:
    assert len({step * jump(n) % n for step in range(n)}) == n
