"""The table of people: what is refused, and in which words."""

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.organization.roster import EmployeeRow, checked_roster, teammates

ANN, BOB, CIA = (
    EmployeeRow("ann", "IT"),
    EmployeeRow("bob", "IT", manager="ann"),
    EmployeeRow("cia", "HR", manager="ann"),
)


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ([], "organization.employees lists nobody"),
        ([ANN, EmployeeRow("", "IT")], "organization.employees row 2 has no id"),
        ([ANN, EmployeeRow("bob", "")], r"organization.employees row 2 \(employee 'bob'\) has no department"),
        (
            [ANN, BOB, ANN._replace(row=9)],
            "organization.employees row 9 repeats the id 'ann' of organization.employees row 1",
        ),
        ([ANN, BOB._replace(manager="anne")], "manager 'anne' is not an employee; did you mean 'ann'"),
        ([ANN, BOB._replace(manager="zz")], "manager 'zz' is not an employee; leave it empty"),
        ([ANN._replace(manager="ann")], "in a circle, ann -> ann; leave the manager of the top person empty"),
        ([ANN, BOB._replace(silo=1.2)], r"row 2 \(employee 'bob'\): silo = 1.2 must be a number from 0 to 1, or empty"),
        ([ANN, BOB._replace(trust="high")], "trust = 'high' must be a number from 0 to 1"),
        ([ANN, BOB._replace(process_orientation="nan")], "process_orientation = 'nan' must be a number"),
    ],
)
def test_what_does_not_fit_is_named(people: list[EmployeeRow], message: str) -> None:
    with pytest.raises(ScenarioError, match=message) as error:
        checked_roster(people)
    assert "\n" not in str(error.value)


def test_a_circle_in_the_reporting_line_is_named() -> None:
    line = {"top": "", "a": "b", "b": "c", "c": "a", "d": "a"}
    people = [EmployeeRow(name, "IT", manager=above) for name, above in line.items()]
    with pytest.raises(ScenarioError, match="row 2: the reporting line runs in a circle, a -> b -> c -> a; leave"):
        checked_roster(people)


def test_a_long_circle_is_shortened() -> None:
    people = [EmployeeRow(f"p{number}", "IT", manager=f"p{(number + 1) % 50}") for number in range(50)]
    with pytest.raises(ScenarioError, match=r"p0 -> p1 -> p2 -> p3 -> p4 -> p5 -> \.\.\. -> p0;"):
        checked_roster(people)


def test_others_at_the_top_report_to_the_first() -> None:
    roster = checked_roster([BOB, ANN, CIA, EmployeeRow("dan", "HR")])
    assert roster.manager is not None
    np.testing.assert_array_equal(roster.manager, [1, -1, 1, 1])
    assert checked_roster([ANN, EmployeeRow("bob", "HR")]).manager is None


def test_traits_are_read_where_they_are_known() -> None:
    traits = checked_roster([ANN._replace(silo="0.25", trust=1), BOB]).traits
    np.testing.assert_array_equal(traits, [[0.25, 1.0, np.nan], [np.nan] * 3])


def test_a_lead_sits_with_the_direct_reports_of_the_same_department() -> None:
    """ann leads bob and dan; cia and eve (HR) report to ann elsewhere; eve has a report here, fay."""
    people = [
        ANN,
        BOB,
        CIA,
        EmployeeRow("dan", "IT", "ann"),
        EmployeeRow("eve", "HR", "ann"),
        EmployeeRow("fay", "HR", "eve"),
    ]
    np.testing.assert_array_equal(teammates(checked_roster(people)), [0, 0, 1, 0, 2, 2])


def test_given_teams_are_kept_apart_by_department() -> None:
    people = [
        ANN._replace(team="x"),
        BOB._replace(team="y"),
        CIA._replace(team="x"),
        EmployeeRow("dan", "IT", team="x"),
    ]
    np.testing.assert_array_equal(teammates(checked_roster(people)), [0, 1, 2, 0])
