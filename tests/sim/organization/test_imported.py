"""Organizations from tables: the order of seats, teams, the reporting line and the ties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.organization.chart import NOBODY
from sim.organization.import_ties import TieRow, cleaned_ties
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow
from tests.sim.organization.recipes import check_arrays, sources

RECIPE = OrganizationRecipe(team_size=2, span=2)
SEATS = {"a": 0, "b": 1, "c": 2}


def test_seats_lie_department_by_department_and_keep_their_names() -> None:
    people = [
        EmployeeRow("x1", "HR", manager="y1", silo="0.1"),
        EmployeeRow("y1", "IT", silo="0.2"),
        EmployeeRow("x2", "HR", manager="x1", silo="0.3"),
        EmployeeRow("y2", "IT", manager="y1", silo="0.4"),
    ]
    organization = organization_from_tables(people, [TieRow("x2", "y2")], RECIPE)
    check_arrays(organization)
    assert organization.seat_names == ("x1", "x2", "y1", "y2")
    assert organization.department_names == ("HR", "IT")
    np.testing.assert_array_equal(organization.manager, [2, 0, NOBODY, 2])
    np.testing.assert_array_equal(organization.level, [1, 2, 0, 1])
    np.testing.assert_array_equal(organization.traits[:, 0], [0.1, 0.3, 0.2, 0.4])
    np.testing.assert_array_equal(sources(organization), [1])
    np.testing.assert_array_equal(organization.tie_target, [3])


def test_given_teams_become_units_whatever_their_size() -> None:
    teams = {"a": "red", "b": "blue", "c": "red", "d": "red", "e": "red"}
    organization = organization_from_tables(
        [EmployeeRow(name, "IT", team=team) for name, team in teams.items()], [], RECIPE
    )
    assert organization.seat_names == ("a", "c", "d", "e", "b")
    np.testing.assert_array_equal(organization.unit_start, [0, 4, 5])


def test_without_managers_line_and_teams_are_those_of_the_recipe() -> None:
    people = [EmployeeRow(f"p{number}", "IT" if number < 8 else "HR") for number in range(11)]
    organization = organization_from_tables(people, [], RECIPE)
    np.testing.assert_array_equal(organization.unit_start, [0, 2, 4, 6, 8, 10, 11])
    np.testing.assert_array_equal(organization.manager, [NOBODY, 0, 0, 2, 0, 4, 2, 6, 0, 8, 8])


def test_many_direct_reports_are_cut_into_teams() -> None:
    people = [EmployeeRow("top", "IT"), *(EmployeeRow(f"p{number}", "IT", manager="top") for number in range(24))]
    organization = organization_from_tables(people, [], OrganizationRecipe(team_size=12))
    np.testing.assert_array_equal(np.diff(organization.unit_start), [13, 12])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[EmployeeRow], list[TieRow]]:
    """People whose managers stand above them, in any order, and any ties between them."""
    n = draw(st.integers(1, 40))
    label = st.sampled_from(["A", "B", "C"])
    teams = draw(st.booleans())
    managed = draw(st.booleans())
    people = [
        EmployeeRow(
            f"p{number}",
            draw(label),
            manager=f"p{draw(st.integers(0, number - 1))}" if managed and number and draw(st.booleans()) else "",
            team=draw(label) if teams else "",
        )
        for number in range(n)
    ]
    person = st.integers(0, n - 1).map(lambda number: f"p{number}")
    ties = draw(st.lists(st.tuples(person, person), max_size=80))
    return draw(st.permutations(people)), [TieRow(*pair) for pair in ties]


@pytest.mark.long
@given(tables(), st.integers(2, 20))
def test_any_tables_give_a_valid_organization(rows: tuple[list[EmployeeRow], list[TieRow]], team_size: int) -> None:
    people, ties = rows
    organization = organization_from_tables(people, ties, OrganizationRecipe(team_size=team_size))
    check_arrays(organization)
    names = organization.seat_names
    assert set(names) == {row.id for row in people}
    found = {
        (names[source], names[target])
        for source, target in zip(sources(organization), organization.tie_target, strict=True)
    }
    assert found == {(row.source, row.target) for row in ties if row.source != row.target}
    department = {row.id: row.department for row in people}
    for seat, name in enumerate(names):
        assert organization.department_names[organization.department[seat]] == department[name]
    if any(row.manager for row in people):
        for row in people:
            above = organization.manager[names.index(row.id)]
            assert not row.manager or names[above] == row.manager


def test_ties_to_oneself_and_repeated_ones_are_counted() -> None:
    rows = [TieRow("a", "b"), TieRow("b", "a"), TieRow("a", "b"), TieRow("c", "c"), TieRow("c", "a")]
    cleaned = cleaned_ties(rows, SEATS)
    assert cleaned.counts() == (3, 1, 1)
    np.testing.assert_array_equal(cleaned.ties.weight, [1.0, 1.0, 0.5])


def test_of_repeated_weights_the_largest_stays() -> None:
    rows = [TieRow("a", "b", 0.25), TieRow("a", "b", 0.75), TieRow("a", "b", 0.5), TieRow("b", "a", 0.125)]
    np.testing.assert_array_equal(cleaned_ties(rows, SEATS).ties.weight, [0.75, 0.125])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (TieRow("a", "bb", 0.5), "organization.ties row 2: 'bb' is not an employee; did you mean 'b'"),
        (TieRow("zzz", "b", 0.5, row=7), "organization.ties row 7: 'zzz' is not an employee; both ends must be ids"),
        (TieRow("a", "b", 12.0), "row 2: the weight = 12; it must be above 0 and at most 1"),
        (TieRow("a", "b", 0.0), "row 2: the weight = 0; it must be above 0"),
        (TieRow("a", "b", float("nan")), "row 2: the weight = nan"),
        (TieRow("a", "b"), "row 2: the weight is missing, while other ties have one"),
    ],
)
def test_ties_that_do_not_fit_are_named(row: TieRow, message: str) -> None:
    with pytest.raises(ScenarioError, match=message) as error:
        cleaned_ties([TieRow("a", "b", 0.5), row], SEATS)
    assert "\n" not in str(error.value)
