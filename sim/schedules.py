"""Schedules: the rollouts of all measures as the engine lives them, for one scenario in one organization."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.interventions.catalogue import INTERVENTIONS, MEASURES, begins, rollout_of
from sim.interventions.times import begins_again, strength_by_week
from sim.organization.chart import Organization
from sim.organization.departments import numbers_of_departments
from sim.processes.budget import granted_by_week
from sim.regrouping import regrouping
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
    strengths = strengths_of(scenario)
    measures = (getattr(scenario.intervention, measure) for measure in MEASURES)
    again = np.stack([begins_again(measure, scenario.horizon.weeks) for measure in measures])
    rows = []
    for m, (p, begin, units) in enumerate(
        zip(rollouts, begins_of(scenario), reached.sum(axis=1).tolist(), strict=True)
    ):
        section = _section_that_says("wave_units", m, scenario)
        starts = [begin, *np.flatnonzero(again[m]).tolist()]
        rows.append(_on_board(p, starts, units, scenario.horizon.weeks, section))
    nobody_asked = np.zeros(0, np.int32)
    budgets = granted_by_week(scenario.budget.yearly, scenario.budget.first_year_weeks, scenario.horizon.weeks)
    divisions, regrouped = regrouping(scenario.events.reorganization, organization)
    return Schedule(
        np.stack(rows),
        again,
        strengths,
        section_records(rollouts),
        reached,
        turns_of(scenario, organization, reached),
        nobody_asked,
        divisions,
        regrouped,
        budgets,
    )


def strengths_of(scenario: Scenario) -> NDArray[np.float64]:
    """Return how fully each intervention is done in each week, float64 (interventions, weeks)."""
    sections = (getattr(scenario.intervention, name) for name in INTERVENTIONS)
    return np.stack([strength_by_week(section, scenario.horizon.weeks) for section in sections])


def _on_board(p: Rollout, starts: Sequence[int | None], units: int, weeks: int, section: str) -> NDArray[np.int32]:
    """Return how many units should be on board by a rollout that begins in ``starts[0]``, and anew in each other."""
    row = planned_on_board(replace(p, start_week=min(starts[0] or 0, LATEST)), units, weeks, section).copy()
    if starts[0] is None:
        row[:] = 0
    for start in starts[1:]:
        row[start:] = planned_on_board(replace(p, start_week=start or 0), units, weeks, section)[start:]
    return row


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
            named = numbers_of_departments(p.departments, f"{section}.departments", organization)
            reached[m] = np.isin(organization.unit_department, named)
    return reached


def turns_of(scenario: Scenario, organization: Organization, reached: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the turn in which each unit comes, int32 (measures, units): departments that come first, then the rest."""
    turns = np.zeros((len(MEASURES), organization.units), np.int32)
    for m, p in enumerate(rollouts_of(scenario)):
        if p.first_departments:
            section = _section_that_says("first_departments", m, scenario)
            first = numbers_of_departments(p.first_departments, f"{section}.first_departments", organization)
            turn_of = np.full(organization.departments, len(first), np.int32)
            turn_of[first] = np.arange(len(first))
            turns[m] = np.where(reached[m], turn_of[organization.unit_department], len(first))
    return turns


def _section_that_says(name: str, m: int, scenario: Scenario) -> str:
    """Return the section in which a parameter of a measure's rollout was set: its own, or the common one."""
    return f"rollouts.{MEASURES[m]}" if name in getattr(scenario.rollouts, MEASURES[m]).told() else "rollout"


def first_rollouts(scenario: Scenario) -> NDArray[np.void]:
    """Return what is known of every rollout before the first week, ROLLOUT_OF_MEASURE records (measures)."""
    records = np.zeros(len(MEASURES), ROLLOUT_OF_MEASURE)
    records["start"] = [begin or 0 for begin in begins_of(scenario)]
    return records
