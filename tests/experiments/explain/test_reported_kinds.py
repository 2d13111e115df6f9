"""People whose ids are numbers: an id of one's own table counts before the number of a seat, in ten variations."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from experiments.explain.subject import names_of, number_of
from sim.errors import ScenarioError
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow
from sim.replay import Replay
from sim.scenario import Scenario


def replay_of(ids: Sequence[str], departments: Sequence[str]) -> Replay:
    """Return a run among people of one's own table."""
    rows = [EmployeeRow(id=one, department=department) for one, department in zip(ids, departments, strict=True)]
    organization = organization_from_tables(rows, None, OrganizationRecipe())
    scenario = replace(Scenario(), organization=OrganizationRecipe(headcount=len(rows), departments=len(rows)))
    return Replay(scenario, organization)


@pytest.mark.parametrize(
    "ids",
    [
        "0 1 2 3 4 5",
        "1 2 3 4 5 6",
        "5 4 3 2 1 0",
        "3 0 5 1 4 2",
        "10 20 30 40 50 60",
        "2 3 5 7 11 13",
        "00 01 02 03 04 05",
        "1001 1002 1003 1 2 3",
        "ann 0 bob 1 cid 2",
        "1.5 2.5 3 4 5 1",
        "-1 0 1 2 3 4",
    ],
)
def test_an_id_counts_before_the_number_of_a_seat(ids: str) -> None:
    replay = replay_of(ids.split(), ["2", "1", "0", "2", "1", "0"])
    seats = names_of("employee", replay)
    assert sorted(seats) == sorted(ids.split())
    for one in ids.split():
        assert seats[number_of("employee", one, replay)] == one
    for number in range(len(seats)):
        if str(number) not in seats:
            assert number_of("employee", str(number), replay) == number
    departments = names_of("department", replay)
    assert [departments[number_of("department", name, replay)] for name in "210"] == list("210")
    with pytest.raises(ScenarioError, match="there is no employee 777"):
        number_of("employee", "777", replay)
