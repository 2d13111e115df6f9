"""Departments that are told of by name: what they are called, and the traits of their people."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.departments import in_order_of
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow
from tests.sim.organization.recipes import check_arrays

SIZES = (60.0, 120.0, 40.0)
PLAIN = OrganizationRecipe(headcount=220, departments=3, department_sizes=SIZES)
TOLD = OrganizationRecipe(
    headcount=220,
    departments=3,
    department_sizes=SIZES,
    department_names="Permits; Social affairs;Works",
    department_trust=(0.35, 0.6),
    department_silo=(-1.0, 0.7, -1.0),
)
STAFF = [EmployeeRow(f"p{number}", "Permits" if number < 60 else "Social affairs") for number in range(180)]
NETWORK = ("tie_start", "tie_split", "tie_target", "tie_weight")


def _traits_of(organization: Organization, department: int) -> NDArray[np.float64]:
    traits: NDArray[np.float64] = organization.traits[organization.department == department]
    return traits


def test_departments_have_their_names_and_people_spread_around_the_means_that_are_told() -> None:
    organization = build_organization(TOLD, 1, 0)
    check_arrays(organization)
    assert organization.department_names == ("Permits", "Social affairs", "Works")
    permits, social, works = (_traits_of(organization, number) for number in range(3))
    assert permits[:, 1].mean() == pytest.approx(0.35, abs=3 * 0.15 / np.sqrt(60))
    assert social[:, 1].std() == pytest.approx(0.15, abs=0.04)
    assert social[:, 0].mean() == pytest.approx(0.7, abs=3 * 0.15 / np.sqrt(120))
    assert np.isnan(permits[:, 0]).all()
    assert np.isnan(social[:, 2]).all()
    assert np.isnan(works).all()


def test_what_is_told_of_departments_moves_nobody_and_no_tie() -> None:
    plain, told = build_organization(PLAIN, 1, 2), build_organization(TOLD, 1, 2)
    for name in ("department", "unit", "manager", "change_oriented", *NETWORK):
        np.testing.assert_array_equal(getattr(plain, name), getattr(told, name))


def test_people_differ_from_draw_to_draw_and_not_within_one() -> None:
    first, again, other = (build_organization(TOLD, 1, draw).traits for draw in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other, equal_nan=True)


@pytest.mark.parametrize("names", ["Permits;Works", "Permits;Works;Permits", "Permits;;Works", "a;b;c;d"])
def test_names_must_be_as_many_as_departments_and_differ(names: str) -> None:
    with pytest.raises(ScenarioError, match="must name each of the 3 departments once"):
        build_organization(OrganizationRecipe(headcount=30, departments=3, department_names=names), 1, 0)


def test_too_many_means_are_refused() -> None:
    recipe = OrganizationRecipe(headcount=30, departments=2, department_trust=(0.1, 0.2, 0.3))
    with pytest.raises(ScenarioError, match="department_trust has 3 numbers for 2 departments"):
        build_organization(recipe, 1, 0)


def test_staff_without_ties_get_those_of_a_recipe_of_the_same_departments() -> None:
    recipe = OrganizationRecipe(headcount=180, departments=2, department_sizes=(60.0, 120.0))
    for draw in (0, 1):
        built, listed = build_organization(recipe, 7, draw), organization_from_tables(STAFF, None, recipe, 7, draw)
        check_arrays(listed)
        assert not listed.imported
        for name in ("department", "unit", "manager", "change_oriented", *NETWORK):
            np.testing.assert_array_equal(getattr(built, name), getattr(listed, name))


def test_a_trait_that_is_told_of_a_person_counts_before_that_of_the_department() -> None:
    people = [EmployeeRow("ann", "HR", trust=0.9), EmployeeRow("bob", "HR"), EmployeeRow("cia", "IT")]
    recipe = OrganizationRecipe(department_names="IT;HR", department_trust=(-1.0, 0.2), department_spread=0.0)
    trust = organization_from_tables(people, [TieRow("ann", "bob")], recipe).traits[:, 1]
    np.testing.assert_array_equal(trust, [0.9, 0.2, np.nan])


def test_numbers_of_departments_follow_the_order_of_the_staff() -> None:
    recipe = OrganizationRecipe(department_names="A;B;C", change_departments=(2.0,), department_silo=(0.1, 0.2, 0.3))
    found = in_order_of(recipe, ["C", "D", "B", "A"])
    assert found.change_departments == (3.0,)
    assert found.department_silo == (0.3, -1.0, 0.2, 0.1)
    with pytest.raises(ScenarioError, match="nobody is in 'C'"):
        in_order_of(recipe, ["A", "B"])
