"""Schedules: the rollouts of all measures as the engine lives them, for one scenario in one organization."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.interventions.catalogue import INTERVENTIONS, MEASURES, Interventions, Rollouts, begins, rollout_of
from sim.interventions.own_rollout import OwnRollout
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
NOTHING_SET = OwnRollout()


class Planned(NamedTuple):
    """What a schedule has in every organization; nobody writes into its arrays.

    Attributes:
        rollouts: the rollout of every measure.
        starts: the weeks in which each measure is brought to units: first, None where it is not done, then anew.
        waves: the section that tells the waves of each measure.
        again: bool (measures, weeks), whether a rollout begins anew in a week.
        strengths: float64 (interventions, weeks), how fully each intervention is done in each week.
        records: the rollouts as records (measures).

    """

    rollouts: Sequence[Rollout]
    starts: Sequence[Sequence[int | None]]
    waves: Sequence[str]
    again: NDArray[np.bool_]
    strengths: NDArray[np.float64]
    records: NDArray[np.void]


def rollouts_of(scenario: Scenario) -> list[Rollout]:
    """Return the rollout of every measure, in their order."""
    return [rollout_of(measure, scenario.rollout, scenario.rollouts) for measure in MEASURES]


def begins_of(scenario: Scenario) -> list[int | None]:
    """Return the week in which each measure can first be brought to units; None where it is not done."""
    common, own, tried = scenario.rollout, scenario.rollouts, scenario.intervention
    return [begins(measure, common, own, tried) for measure in MEASURES]


def make_schedule(scenario: Scenario, organization: Organization) -> Schedule:
    """Return the schedule of a scenario in an organization; raise ScenarioError where they do not fit each other.

    Schedules share what they have in common, so nobody writes into one.
    """
    own, weeks = scenario.rollouts, scenario.horizon.weeks
    planned = _planned(scenario.rollout, own, scenario.intervention, weeks)
    reached = _reached(planned.rollouts, own, organization)
    told = zip(planned.rollouts, planned.starts, reached.sum(axis=1).tolist(), planned.waves, strict=True)
    on_board = np.stack([_on_board(p, starts, units, weeks, section) for p, starts, units, section in told])
    nobody_asked = np.zeros(0, np.int32)
    budgets = granted_by_week(scenario.budget.yearly, scenario.budget.first_year_weeks, weeks)
    divisions, regrouped = regrouping(scenario.events.reorganization, organization)
    return Schedule(
        on_board,
        planned.again,
        planned.strengths,
        planned.records,
        reached,
        _turns(planned.rollouts, own, organization, reached),
        nobody_asked,
        divisions,
        regrouped,
        budgets,
    )


@lru_cache(PLANS_KNOWN)
def _planned(common: Rollout, own: Rollouts, tried: Interventions, weeks: int) -> Planned:
    """Return what the organizations of a point, and neighbouring points of a sweep, share."""
    rollouts = [common if getattr(own, each) == NOTHING_SET else rollout_of(each, common, own) for each in MEASURES]
    again, strengths = _times(tried, weeks)
    anew = [np.flatnonzero(row).tolist() for row in again] if again.any() else [[]] * len(MEASURES)
    return Planned(
        rollouts,
        [[begins(measure, common, own, tried), *anew[m]] for m, measure in enumerate(MEASURES)],
        [_section_that_says("wave_units", m, own) for m in range(len(MEASURES))],
        again,
        strengths,
        section_records(rollouts),
    )


@lru_cache(PLANS_KNOWN)
def _times(tried: Interventions, weeks: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return when measures begin anew and how fully interventions are done, which do not change with rollouts."""
    again = [begins_again(getattr(tried, measure), weeks) for measure in MEASURES]
    return np.stack(again), np.stack([strength_by_week(getattr(tried, name), weeks) for name in INTERVENTIONS])


def _on_board(p: Rollout, starts: Sequence[int | None], units: int, weeks: int, section: str) -> NDArray[np.int32]:
    """Return how many units should be on board by a rollout that begins in ``starts[0]``, and anew in each other."""
    row = planned_on_board(_starting(p, min(starts[0] or 0, LATEST)), units, weeks, section).copy()
    if starts[0] is None:
        row[:] = 0
    for start in starts[1:]:
        row[start:] = planned_on_board(_starting(p, start or 0), units, weeks, section)[start:]
    return row


def _starting(p: Rollout, week: int) -> Rollout:
    return p if p.start_week == week else replace(p, start_week=week)


@lru_cache(PLANS_KNOWN)
def planned_on_board(p: Rollout, units: int, weeks: int, section: str) -> NDArray[np.int32]:
    """Return how many units should be on board in each week, which neighbouring points of a sweep mostly share."""
    return units_on_board(p, units, weeks, section)


def _reached(rollouts: Sequence[Rollout], own: Rollouts, organization: Organization) -> NDArray[np.bool_]:
    """Return whether each measure is meant for each unit, bool (measures, units)."""
    reached = np.ones((len(MEASURES), organization.units), np.bool_)
    for m, p in enumerate(rollouts):
        if p.departments:
            section = _section_that_says("departments", m, own)
            named = numbers_of_departments(p.departments, f"{section}.departments", organization)
            reached[m] = np.isin(organization.unit_department, named)
    return reached


def _turns(
    rollouts: Sequence[Rollout], own: Rollouts, organization: Organization, reached: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """Return the turn in which each unit comes, int32 (measures, units): departments that come first, then the rest."""
    turns = np.zeros((len(MEASURES), organization.units), np.int32)
    for m, p in enumerate(rollouts):
        if p.first_departments:
            section = _section_that_says("first_departments", m, own)
            first = numbers_of_departments(p.first_departments, f"{section}.first_departments", organization)
            turn_of = np.full(organization.departments, len(first), np.int32)
            turn_of[first] = np.arange(len(first))
            turns[m] = np.where(reached[m], turn_of[organization.unit_department], len(first))
    return turns


def _section_that_says(name: str, m: int, own: Rollouts) -> str:
    """Return the section in which a parameter of a measure's rollout was set: its own, or the common one."""
    return "rollout" if getattr(getattr(own, MEASURES[m]), name) is None else f"rollouts.{MEASURES[m]}"


def first_rollouts(scenario: Scenario) -> NDArray[np.void]:
    """Return what is known of every rollout before the first week, ROLLOUT_OF_MEASURE records (measures)."""
    records = np.zeros(len(MEASURES), ROLLOUT_OF_MEASURE)
    planned = _planned(scenario.rollout, scenario.rollouts, scenario.intervention, scenario.horizon.weeks)
    records["start"] = [starts[0] or 0 for starts in planned.starts]
    return records
