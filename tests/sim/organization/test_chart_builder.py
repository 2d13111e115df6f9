"""Departments, teams and the reporting line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.organization.chart import NOBODY
from sim.organization.chart_builder import change_oriented, cut_into_teams, department_sizes, levels, reporting_line
from sim.organization.recipe import OrganizationRecipe
from tests.sim.organization.recipes import recipes


@given(recipes(), st.integers(0, 2**63), st.integers(0, 1000))
def test_every_department_has_somebody_and_all_add_up(recipe: OrganizationRecipe, seed: int, draw: int) -> None:
    sizes = department_sizes(recipe, seed, draw)
    assert len(sizes) == recipe.departments
    assert sizes.min() >= 1
    assert sizes.sum() == recipe.headcount


def test_no_spread_gives_equal_departments_and_spread_gives_the_median_of_a_lognormal() -> None:
    equal = department_sizes(OrganizationRecipe(headcount=1000, departments=10, size_spread=0.0), 1, 0)
    np.testing.assert_array_equal(equal, 100)
    many = department_sizes(OrganizationRecipe(headcount=1_000_000, departments=5000, size_spread=0.8), 1, 0)
    logarithm = np.log(many)
    assert np.std(logarithm) == pytest.approx(0.8, rel=0.03)
    assert np.median(many) == pytest.approx(200.0 * np.exp(-0.32), rel=0.03)


def test_given_sizes_are_kept_in_their_order() -> None:
    recipe = OrganizationRecipe(headcount=12, department_sizes=(7.0, 1.0, 4.0))
    np.testing.assert_array_equal(department_sizes(recipe, 1, 0), [7, 1, 4])


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        (
            OrganizationRecipe(headcount=12, department_sizes=(7.0, 4.0)),
            "department_sizes add up to 11, but organization.headcount is 12",
        ),
        (
            OrganizationRecipe(headcount=12, department_sizes=(7.5, 4.5)),
            r"department_sizes\[0\] = 7.5 must be a whole number",
        ),
        (OrganizationRecipe(headcount=12, departments=13), "departments = 13 is more than organization.headcount = 12"),
    ],
)
def test_contradictions_are_named(recipe: OrganizationRecipe, message: str) -> None:
    with pytest.raises(ScenarioError, match=message) as error:
        department_sizes(recipe, 1, 0)
    assert "\n" not in str(error.value)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=20), st.integers(2, 100))
def test_teams_are_nearly_equal_and_about_as_large_as_wished(sizes: list[int], team_size: int) -> None:
    teams = cut_into_teams(np.array(sizes, np.int64), team_size)
    people = np.diff(teams.start)
    for department, size in enumerate(sizes):
        own = people[teams.department == department]
        assert own.sum() == size
        assert own.max() - own.min() <= 1
        assert len(own) == max(1, int(size / team_size + 0.5))


def test_reporting_line_of_a_known_organization() -> None:
    teams = cut_into_teams(np.array([8, 3], np.int64), 2)
    manager = reporting_line(teams, 2)
    np.testing.assert_array_equal(teams.start, [0, 2, 4, 6, 8, 10, 11])
    np.testing.assert_array_equal(manager, [NOBODY, 0, 0, 2, 0, 4, 2, 6, 0, 8, 8])
    np.testing.assert_array_equal(levels(manager), [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2])


@given(recipes(), st.integers(0, 1000))
def test_no_manager_has_more_leads_than_the_span(recipe: OrganizationRecipe, draw: int) -> None:
    teams = cut_into_teams(department_sizes(recipe, 1, draw), recipe.team_size)
    manager = reporting_line(teams, recipe.span)
    leads = teams.start[:-1]
    heads = np.flatnonzero(np.diff(teams.department, prepend=-1))
    below = np.bincount(manager[np.delete(leads, heads)], minlength=1)
    assert below.max(initial=0) <= recipe.span
    np.testing.assert_array_equal(manager[leads[heads]], [NOBODY] + [0] * (len(heads) - 1))


def test_levels_need_no_order_of_seats() -> None:
    np.testing.assert_array_equal(levels(np.array([3, 0, 1, NOBODY, 3], np.int32)), [1, 2, 3, 0, 1])


@pytest.mark.parametrize(("share", "chosen"), [(0.0, 0), (0.25, 10), (1.0, 40)])
def test_the_wished_share_of_departments_is_change_oriented(share: float, chosen: int) -> None:
    assert _chosen(share).sum() == chosen


def test_a_larger_share_keeps_those_already_chosen() -> None:
    some, more = _chosen(0.2), _chosen(0.5)
    assert (some <= more).all()
    assert not np.array_equal(some, _chosen(0.2, draw=1))


def test_departments_that_are_named_are_change_oriented() -> None:
    named = change_oriented(OrganizationRecipe(change_departments=(2.0, 4.0)), 5, 1, 0)
    np.testing.assert_array_equal(named, [False, True, False, True, False])


def test_a_named_department_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ScenarioError, match="numbered 1 to 5"):
        change_oriented(OrganizationRecipe(change_departments=(6.0,)), 5, 1, 0)


def _chosen(share: float, draw: int = 0) -> NDArray[np.bool_]:
    return change_oriented(OrganizationRecipe(change_oriented=share), 40, 1, draw)
