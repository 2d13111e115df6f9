"""Levers by keyword: their names, and what may be pulled in the middle of a run.

Rule    A decision changes what follows: people, luck and everything that happened stay. What was decided before the
        first week stays too. A new rollout starts from the units that have joined and keeps to the quarters of the
        calendar; an intervention that is only decided now begins now.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from sim.engine import Plan, make_plan
from sim.errors import ScenarioError
from sim.rollout import QUARTER, Rollout, units_on_board
from sim.scenario import Scenario
from sim.schedules import begins_of, rollouts_of

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
    return section in ("horizon", "organization") or _is_order_of_a_rollout(name)


def _is_order_of_a_rollout(name: str) -> bool:
    return name.startswith(("rollout.", "rollouts.")) and name.endswith((".order", ".first_departments"))


def beginning_now(before: Scenario, after: Scenario, week: int) -> Scenario:
    """Return ``after`` where what was not tried before begins in ``week`` at the earliest."""
    late = {}
    for item in fields(after.intervention):
        old, new = getattr(before.intervention, item.name), getattr(after.intervention, item.name)
        if old.strength <= 0.0 < new.strength and new.start_week < week:
            late[f"intervention.{item.name}.start_week"] = week
    return after.with_values(late) if late else after


def replan(plan: Plan, before: Scenario, after: Scenario, week: int, joined: Sequence[int]) -> Plan:
    """Return the plan from ``week`` on, where ``after`` replaces ``before``.

    ``joined`` says how many units each measure has taken on.
    """
    fresh = make_plan(after, plan.organization)
    on_board = fresh.schedule.on_board.copy()
    changed = zip(rollouts_of(before), begins_of(before), rollouts_of(after), begins_of(after), joined, strict=True)
    for m, (old, began, new, begin, there) in enumerate(changed):
        if new == old and (there > 0 or begin in (began, None)):
            on_board[m] = plan.schedule.on_board[m]
        else:
            start = new if there > 0 or begin is None else replace(new, start_week=max(begin, week))
            units = int(fresh.schedule.reached[m].sum())
            on_board[m] = rest_of_rollout(start, week, there, units, plan.weeks)
            for anew in np.flatnonzero(fresh.schedule.again[m, week:]) + week:
                on_board[m, anew:] = fresh.schedule.on_board[m, anew:]
    return replace(fresh, schedule=fresh.schedule._replace(on_board=on_board))


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
