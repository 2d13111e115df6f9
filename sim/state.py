"""What changes from week to week, as typed records: seats, units, departments and projects of one replicate.

Traits that are read together lie in one row of ``traits`` (16 bytes a seat): silo, trust, process orientation and
whether the person visibly uses the practice. What these are drawn back to and compared with lies in ``stances``, and
everything else about a seat in its record in ``seats``.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.compiler import by_reference
from sim.organization.chart import NOBODY, Organization

SILO, TRUST, PROCESS, USE = 0, 1, 2, 3

UNAWARE, AWARE, TRYING, ADOPTED, RELAPSED = 0, 1, 2, 3, 4
STAGES = ("unaware", "aware", "trying", "adopted", "relapsed")

PLANNED, RUNNING, DELIVERED, UNUSED, CANCELLED = 0, 1, 2, 3, 4
STATUSES = ("planned", "running", "delivered", "unused", "cancelled")

UNDECIDED, SUCCESSFUL, CHALLENGED, FAILED = 0, 1, 2, 3
OUTCOMES = ("undecided", "successful", "challenged", "failed")

THIS_WEEK, NEUTRAL_WEEK = 0, 1

NO_PROJECT = -1
NEVER = -1
FORMED_TIES = 4

Array = Any  # the fields of a record are known to the compiler of the engine, not to a type checker

# What listening reads and writes of everybody every week, apart from the rest of a seat.
STANCE = np.dtype(
    [
        ("silo_anchor", np.float32),
        ("trust_anchor", np.float32),
        ("process_anchor", np.float32),
        ("threshold", np.float32),
        ("exposure", np.float32),
    ],
    align=True,
)

SEAT = np.dtype(
    [
        ("proficiency", np.float32),
        ("collaboration_skill", np.float32),
        ("readiness", np.float32),
        ("service_load", np.float32),
        ("workload", np.float32),
        ("job_satisfaction", np.float32),
        ("sense_of_influence", np.float32),
        ("clock", np.float32),
        ("patience", np.float32),
        ("tenure_clock", np.float32),
        ("tenure_patience", np.float32),
        ("claimed", np.float32),
        ("transfer_bar", np.float32),
        ("project", np.int32),
        ("stage_week", np.int32),
        ("stage_entries", np.int32),
        ("people", np.int32),
        ("stage", np.int8),
        ("sessions", np.int8),
    ],
    align=True,
)

UNIT = np.dtype([("joined", np.int32), ("rank", np.int32), ("support", np.float32)], align=True)

DEPARTMENT = np.dtype(
    [
        ("projects", np.int32),
        ("good_news", np.float64),
        ("bad_news", np.float64),
        ("legacy", np.float64),
        ("saved", np.float64),
    ],
    align=True,
)

PROJECT = np.dtype(
    [
        ("status", np.int8),
        ("reported", np.int8),
        ("sponsored", np.bool_),
        ("tracked", np.bool_),
        ("is_micro", np.bool_),
        ("departments", np.int32),
        ("lead", np.int32),
        ("key", np.int32),
        ("team", np.int32),
        ("team_start", np.int64),
        ("wanted", np.int32),
        ("start", np.int32),
        ("finish", np.int32),
        ("rebaselines", np.int32),
        ("red_reviews", np.int32),
        ("planned_weeks_first", np.float64),
        ("planned_weeks_last", np.float64),
        ("elapsed_weeks", np.float64),
        ("effort", np.float64),
        ("budget_first", np.float64),
        ("budget_last", np.float64),
        ("scope", np.float64),
        ("done", np.float64),
        ("hidden", np.float64),
        ("rework_known", np.float64),
        ("startup_left", np.float64),
        ("complexity", np.float64),
        ("spent_startup", np.float64),
        ("spent_progress", np.float64),
        ("spent_rework", np.float64),
        ("spent_coordination", np.float64),
        ("spent", np.float64),
        ("added_scope", np.float64),
        ("failed_exchanges", np.int64),
        ("true_overrun", np.float64),
        ("known_overrun", np.float64),
        ("reported_overrun", np.float64),
        ("steering_clock", np.float64),
        ("steering_patience", np.float64),
        ("use_luck", np.float64),
        ("failures_now", np.float64),
        ("outcome", np.int8),
        ("benefit_rate", np.float64),
        ("defects", np.float64),
        ("reach", np.float64),
        ("practice", np.float64),
        ("concise", np.float64),
        ("audience", np.float64),
        ("talent", np.float64),
    ],
    align=True,
)

PORTFOLIO = np.dtype(
    [
        ("wanted", np.int64),
        ("next", np.int64),
        ("running", np.int64),
        ("finished", np.int64),
        ("engaged", np.int64),
        ("election", np.int64),
        ("hires", np.int64),
        ("project_weeks", np.int64),
        ("watermelon_weeks", np.float64),
        ("wanted_work", np.float64),
        ("delivered_work", np.float64),
        ("spent", np.float64),
        ("claimed_effort", np.float64),
        ("coaching_effort", np.float64),
        ("money", np.float64),
        ("rollout_start", np.int64),
        ("postponed", np.int64),
        ("waited", np.int64),
        ("ties_inside", np.float64),
        ("ties_across", np.float64),
    ],
    align=True,
)

# What interventions do this week to the mechanisms that read it; 0 is no effect. What a practice does counts as far as
# the people concerned use and master it; the rest counts for every project.
EFFECTS = np.dtype(
    [
        ("attention", np.float64),
        ("attention_units", np.float64),
        ("attention_everywhere", np.float64),
        ("onboarding", np.float64),
        ("reaches_units", np.float64),
        ("practice", np.float64),
        ("push", np.float64),
        ("self_help", np.float64),
        ("partnering", np.float64),
        ("focus", np.float64),
        ("clarity", np.float64),
        ("visibility", np.float64),
        ("independence", np.float64),
        ("modularity", np.float64),
        ("reuse", np.float64),
        ("bridging", np.float64),
        ("agility", np.float64),
        ("outcome_focus", np.float64),
        ("scope_control", np.float64),
        ("estimate_care", np.float64),
        ("risk_review", np.float64),
        ("openness", np.float64),
        ("sponsor_care", np.float64),
        ("user_care", np.float64),
        ("tracking", np.float64),
    ],
    align=True,
)


@by_reference
class World(NamedTuple):
    """The changing state of one replicate; ``n`` seats, ``u`` units, ``d`` departments, at most ``p`` projects."""

    traits: Array  # float32 (n, 4)
    traits_next: Array  # float32 (n, 4)
    stances: Array  # STANCE (n)
    seats: Array  # SEAT (n)
    formed_target: Array  # int32 (n, FORMED_TIES)
    formed_strength: Array  # float32 (n, FORMED_TIES)
    units: Array  # UNIT (u)
    departments: Array  # DEPARTMENT (d)
    projects: Array  # PROJECT (p)
    members: Array  # int32 (all team places)
    running: Array  # int32 (p), the first ``count`` are running
    finished: Array  # int32 (p), the first ``portfolio.finished`` ended this week
    portfolio: Array  # PORTFOLIO (1)
    effects: Array  # EFFECTS (2): this week's, and what they are without any intervention


@by_reference
class Chart(NamedTuple):
    """The fixed arrays of an :class:`Organization`, as the engine reads them."""

    department: Array
    unit: Array
    manager: Array
    leads: Array
    level: Array
    department_start: Array
    unit_start: Array
    unit_department: Array
    change_oriented: Array
    tie_start: Array
    tie_split: Array
    tie_target: Array
    tie_weight: Array
    traits: Array


def chart_of(organization: Organization) -> Chart:
    """Return the arrays of an organization in the order the engine reads them."""
    leads = np.zeros(organization.headcount, np.bool_)
    leads[organization.manager[organization.manager != NOBODY]] = True
    arrays = {name: leads if name == "leads" else getattr(organization, name) for name in Chart._fields}
    return Chart(**{name: np.ascontiguousarray(array) for name, array in arrays.items()})


def empty_world(organization: Organization, projects: int, places: int) -> World:
    """Return a zeroed world for an organization with room for ``projects`` projects and ``places`` team places."""
    n = organization.headcount
    return World(
        traits=np.zeros((n, 4), np.float32),
        traits_next=np.zeros((n, 4), np.float32),
        stances=np.zeros(n, STANCE),
        seats=np.zeros(n, SEAT),
        formed_target=np.zeros((n, FORMED_TIES), np.int32),
        formed_strength=np.zeros((n, FORMED_TIES), np.float32),
        units=np.zeros(organization.units, UNIT),
        departments=np.zeros(organization.departments, DEPARTMENT),
        projects=np.zeros(projects, PROJECT),
        members=np.zeros(places, np.int32),
        running=np.zeros(projects, np.int32),
        finished=np.zeros(projects, np.int32),
        portfolio=np.zeros(1, PORTFOLIO),
        effects=np.zeros(2, EFFECTS),
    )
