"""Levers by keyword: their names, and what may be pulled in the middle of a run.

Rule    A decision changes what follows: people, luck and everything that happened stay. What was decided before the
        first week stays too. A new rollout starts from the units that have joined and keeps to the quarters of the
        calendar; one whose first intervention is only decided now begins now.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from sim.engine import Plan, make_plan
from sim.errors import ScenarioError
from sim.rollout import QUARTER, Rollout, units_on_board
from sim.scenario import Scenario, rollout_begins

LIVE_PROJECT_LEVERS = ("project.allocation", "project.engaged_limit")


def dotted(levers: Mapping[str, object]) -> dict[str, object]:
    """Return levers by dotted names, ``project__size`` as ``project.size``, with NumPy's numbers as plain ones."""
    return {name.replace("__", "."): _plain(value) for name, value in levers.items()}


def _plain(value: object) -> object:
    return value.tolist() if isinstance(value, np.generic | np.ndarray) else value


def refuse_fixed(before: Scenario, after: Scenario, names: Iterable[str]) -> None:
    """Raise ScenarioError if one of the named parameters changed that only counts before the first week."""
    for name in names:
        if _is_fixed(name) and attrgetter(name)(before) != attrgetter(name)(after):
            raise ScenarioError(
                f"{name} is decided before the first week and cannot change in a run; start another model with it"
            )


def _is_fixed(name: str) -> bool:
    section = name.split(".", maxsplit=1)[0]
    if section == "project":
        return name not in LIVE_PROJECT_LEVERS
    return section in ("horizon", "organization") or name == "rollout.order"


def replan(plan: Plan, before: Scenario, after: Scenario, week: int, joined: int) -> Plan:
    """Return the plan from ``week`` on, where ``after`` replaces ``before`` and ``joined`` units have joined."""
    fresh = make_plan(after, plan.organization)
    begins = rollout_begins(after)
    if after.rollout == before.rollout and (joined > 0 or begins == rollout_begins(before) or begins is None):
        return replace(fresh, on_board=plan.on_board)
    rollout = after.rollout if joined > 0 or begins is None else replace(after.rollout, start_week=max(begins, week))
    return replace(fresh, on_board=rest_of_rollout(rollout, week, joined, plan.organization.units, plan.weeks))


def rest_of_rollout(p: Rollout, week: int, joined: int, units: int, weeks: int) -> NDArray[np.int32]:
    """Return how many units should be on board each week, int32 (weeks), by a new rollout.

    Explicit waves say how many are on board and are taken as they are; a pace adds to the ``joined`` units from the
    next wave on.
    """
    if p.wave_weeks:
        return units_on_board(p, units, weeks)
    start, pilot = p.start_week, p.pilot_units
    if start < week:
        start, pilot = start + (QUARTER if pilot > 0 else 0), 0
        start += QUARTER * max(0, math.ceil((week - start) / QUARTER))
    rest = units_on_board(replace(p, start_week=start, pilot_units=pilot), units, weeks)
    return np.minimum(units, joined + rest).astype(np.int32)
