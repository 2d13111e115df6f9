"""Microprojects are whole, begin after their delay, and cost their definition however soon they end."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine import make_plan
from sim.model import OrganizationModel
from sim.state import PLANNED
from tests.fast_adoption import lively, of, trying
from tests.scenarios import small_organization, small_scenario

CAP = 4.0


def planned(**levers: Any) -> NDArray[np.void]:  # noqa: ANN401 - a value of any declared type
    """Return the projects that are planned when microprojects are tried."""
    return make_plan(lively(of("microprojects", **{"cap": CAP, **levers})), small_organization()).projects


@pytest.mark.parametrize("strength", [0.001, 0.1, 0.55, 0.99])
@pytest.mark.parametrize("start", [0, 13])
def test_no_microproject_is_a_sliver(strength: float, start: int) -> None:
    projects = planned(strength=strength, start_week=start)
    small = projects["is_micro"]
    assert (projects["effort"][small] == CAP).all()
    assert small.any() == (strength >= 0.1)
    assert projects["effort"].sum() == pytest.approx(planned(strength=0.0)["effort"].sum())


@pytest.mark.parametrize("strength", [0.5, 1.0])
def test_the_first_microprojects_come_after_the_delay(strength: float) -> None:
    at_once, delayed = (planned(strength=strength, start_week=3, delay=delay) for delay in (0, 9))
    weeks = [projects["wanted"][projects["is_micro"]].min() for projects in (at_once, delayed)]
    assert weeks[1] - weeks[0] == 9


SWIFT = lively(
    trying("microprojects"),
    of("microprojects", cap=1.0, definition_hours=9.0, presentation_hours=0.0),
    {"workload.week_hours": 36.0, "project.allocation": 1.0, "coordination.active": False, "fixed_costs.active": False},
)


def test_every_definition_is_booked_even_where_the_project_ends_in_its_first_week() -> None:
    model = OrganizationModel(SWIFT, small_organization(), 3)
    model.run_model()
    projects = model.world.projects
    started = (projects["status"] != PLANNED) & (projects["start"] < SWIFT.horizon.weeks - 1)
    assert (projects["finish"][started] == projects["start"][started]).any()
    assert model.world.portfolio["claimed_effort"][0] == pytest.approx(0.25 * started.sum())


def test_the_highest_person_defines_wherever_that_person_sits() -> None:
    organization = small_organization()
    upside_down = replace(organization, level=organization.level.max() - organization.level)
    starts = organization.department_start
    heads = {int(first + upside_down.level[first:last].argmin()) for first, last in pairwise(starts)}
    assert heads.isdisjoint(starts.tolist())
    model = OrganizationModel(SWIFT, upside_down, 3)
    busy: set[int] = set()
    while model.running:
        model.step()
        busy |= set(np.flatnonzero(model.world.seats["claimed"]).tolist())
    assert busy
    assert busy <= heads


def test_what_is_left_to_other_projects_is_wanted_within_the_run() -> None:
    scenario = small_scenario(intervention__microprojects__strength=0.999, project__approval_factor=0.0)
    plan = make_plan(scenario, small_organization())
    assert plan.projects["wanted"].max() <= scenario.horizon.weeks
