"""Schedules: the rollouts of all measures as the engine lives them, for one scenario in one organization."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.interventions.catalogue import MEASURES, begins, rollout_of
from sim.organization.chart import Organization
from sim.processes.budget import granted_by_week
from sim.rollout import Rollout, units_on_board
from sim.scenario import Scenario, section_records
from sim.state import ROLLOUT_OF_MEASURE, Schedule

PLANS_KNOWN = 8
LATEST = 2600


def rollouts_of(scenario: Scenario) -> list[Rollout]:
    """Return the rollout of every measure, in their order."""
    return [rollout_of(measure, scenario.rollout, scenario.rollouts) for measure in MEASURES]


def begins_of(scenario: Scenario) -> list[int | None]:
    """Return the week in which each measure can first be brought to units; None where it is not done."""
    common, own, tried = scenario.rollout, scenario.rollouts, scenario.intervention
    return [begins(measure, common, own, tried) for measure in MEASURES]


def make_schedule(scenario: Scenario, organization: Organization) -> Schedule:
    """Return the schedule of a scenario in an organization; raise ScenarioError where they do not fit each other."""
    rollouts = rollouts_of(scenario)
    reached = reached_by(scenario, organization)
    rows = []
    for m, (p, begin, units) in enumerate(
        zip(rollouts, begins_of(scenario), reached.sum(axis=1).tolist(), strict=True)
    ):
        section, weeks = _section_that_says("wave_units", m, scenario), scenario.horizon.weeks
        planned = planned_on_board(replace(p, start_week=min(begin or 0, LATEST)), units, weeks, section)
        rows.append(np.zeros_like(planned) if begin is None else planned)
    nobody_asked = np.zeros(0, np.int32)
    budgets = granted_by_week(scenario.budget.yearly, scenario.horizon.weeks)
    return Schedule(np.stack(rows), section_records(rollouts), reached, nobody_asked, budgets)


@lru_cache(PLANS_KNOWN)
def planned_on_board(p: Rollout, units: int, weeks: int, section: str) -> NDArray[np.int32]:
    """Return how many units should be on board in each week, which neighbouring points of a sweep mostly share."""
    return units_on_board(p, units, weeks, section)


def reached_by(scenario: Scenario, organization: Organization) -> NDArray[np.bool_]:
    """Return whether each measure is meant for each unit, bool (measures, units)."""
    reached = np.ones((len(MEASURES), organization.units), np.bool_)
    for m, p in enumerate(rollouts_of(scenario)):
        if p.departments:
            section = _section_that_says("departments", m, scenario)
            reached[m] = np.isin(organization.unit_department, _checked(p.departments, section, organization))
    return reached


def _section_that_says(name: str, m: int, scenario: Scenario) -> str:
    """Return the section in which a parameter of a measure's rollout was set: its own, or the common one."""
    return f"rollouts.{MEASURES[m]}" if name in getattr(scenario.rollouts, MEASURES[m]).told() else "rollout"


def _checked(departments: Sequence[float], section: str, organization: Organization) -> list[int]:
    for number in departments:
        if number != int(number) or number >= organization.departments:
            raise ScenarioError(
                f"{section}.departments names department {number:g}, but departments are numbered from 0 to "
                f"{organization.departments - 1}"
            )
    return [int(number) for number in departments]


def first_rollouts(scenario: Scenario) -> NDArray[np.void]:
    """Return what is known of every rollout before the first week, ROLLOUT_OF_MEASURE records (measures)."""
    records = np.zeros(len(MEASURES), ROLLOUT_OF_MEASURE)
    records["start"] = [begin or 0 for begin in begins_of(scenario)]
    return records
