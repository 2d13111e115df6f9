"""Departments that are merged and split: who works as which afterwards, and what cannot be."""

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.events.reorganization import Reorganization
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.regrouping import regrouping
from tests.scenarios import small_scenario
from tests.verification.organizations import Stepwise, scenario_with

SIZES = [20, 10, 10, 5]


def _organization() -> Organization:
    recipe = {"headcount": 45, "departments": 4, "department_sizes": SIZES, "team_size": 5, "contacts": 6}
    return build_organization(
        scenario_with({f"organization.{name}": value for name, value in recipe.items()}).organization, 1, 0
    )


def test_merged_ones_work_as_one_and_halves_as_two() -> None:
    organization = _organization()
    divisions, touched = regrouping(Reorganization(merged=(3, 1), split=(0,)), organization)
    assert organization.unit_department.tolist() == [0, 0, 0, 0, 1, 1, 2, 2, 3]
    assert divisions.tolist() == [0, 0, 4, 4, 1, 1, 2, 2, 1]
    assert touched.tolist() == [True, True, False, True]


def test_without_a_name_nobody_is_regrouped() -> None:
    assert [len(array) for array in regrouping(Reorganization(), _organization())] == [0, 0]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (Reorganization(merged=(1,)), "merged names one department; to merge takes two"),
        (Reorganization(merged=(1, 2), split=(2,)), "department 2 is both merged and split"),
        (Reorganization(split=(3,)), "department 3 .D4. is one team, which cannot be cut in two"),
        (Reorganization(merged=(1, 9)), "merged names department 9, but departments are numbered from 0 to 3"),
    ],
)
def test_what_cannot_be_is_refused(named: Reorganization, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        regrouping(named, _organization())


def _failed_exchanges(named: dict[str, object], departments_factor: float) -> float:
    told = {"chance": 1.0, "week": 0, "weeks": 1, "ties_lost": 0.0, "mistrust": 0.0, "distraction": 0.0, **named}
    busy = {"project.share": 0.5, "project.size": 20.0, "miscommunication.base": 0.1, "people.silo": 0.9}
    scenario = small_scenario(horizon__weeks=40).with_values(
        {f"events.reorganization.{name}": value for name, value in told.items()} | busy
    )
    replay = Stepwise(scenario.with_values({"project.departments_factor": departments_factor}), _organization())
    while replay.week < replay.plan.weeks:
        replay.live()
    return float(np.sum(replay.world.projects["failed_exchanges"]))


def test_fewer_exchanges_fail_where_a_border_goes() -> None:
    across = 3.0
    assert _failed_exchanges({"merged": [0, 1, 2, 3]}, across) < _failed_exchanges({"share": 0.0}, across)


def test_more_exchanges_fail_where_a_border_comes() -> None:
    inside = 0.0
    assert _failed_exchanges({"split": [0, 1, 2]}, inside) > _failed_exchanges({"share": 0.0}, inside)
