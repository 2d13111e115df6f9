"""Workload: growing service demand, project time and meetings against what one person can do.

Rule    workload = base (1 + growth)^years (1 - saved by Lean) (1 + spread z) + project share not backfilled + what
        interventions claim (their hours over ``week_hours``). Who is there carries the service of those of the
        department who are away, and a surge of demand multiplies it. Base and growth are those of the department
        where a table tells them. Above 1 the time left for projects shrinks in proportion.
Source  Sweden: growing demand eats the slack that change needs (seed); numbers are assumptions.
"""

from sim.compiler import compiled, kernel, step
from sim.elementary import power
from sim.parameters import Grade, Parameters, Role, declare
from sim.processes.conditions import DEMAND, GROWTH, told_condition
from sim.state import NO_PROJECT, Chart, World


class Workload(Parameters):
    """Service demand and what a project takes from it."""

    active: bool = declare(
        "switch of the mechanism; off: everybody always has a workload of 1",
        default=True,
        without="nobody had been overloaded",
    )
    base: float = declare("service demand of a seat as a share of capacity", default=0.80, bounds=(0, 2))
    growth: float = declare(
        "growth of service demand",
        default=0.02,
        unit="per year",
        bounds=(-0.2, 0.3),
        grade=Grade.SEED,
        source="Sweden: strong growth (direction only)",
    )
    spread: float = declare("sd of service demand between people", default=0.10, bounds=(0, 0.5))
    backfill: float = declare(
        "share of project time that colleagues take over from the line", default=0.6, bounds=(0, 1)
    )
    week_hours: float = declare(
        "working hours of a week", default=36.0, unit="hours", bounds=(10, 60), role=Role.CONSTANT
    )


@compiled
def weekly_workload(load: float, service: float, project_time: float, claimed: float, p: Workload) -> float:
    """Return demand over capacity; ``load`` is the person's standard normal deviate, the rest are shares of a week."""
    return max(0.0, service * (1.0 + p.spread * load) + (1.0 - p.backfill) * project_time + claimed)


@compiled
def project_time_factor(workload: float) -> float:
    """Return the share of the agreed project time somebody can really give, in (0, 1]."""
    return 1.0 / max(1.0, workload)


@kernel
def service_demand(d: int, week: int, usual_growth: float, chart: Chart, p: Workload) -> float:
    """Return the service demand of a seat of a department before any surge: as told of it, or as everywhere."""
    base, growth = told_condition(d, DEMAND, chart), told_condition(d, GROWTH, chart)
    grown = power(1.0 + growth, week / 52.0) if growth == growth else usual_growth  # noqa: PLR0124 - NaN: not told
    return (base if base == base else p.base) * grown  # noqa: PLR0124


@kernel
def carried_by_each(d: int, week: int, world: World, chart: Chart) -> float:
    """Return how much of the service of a department each of those carries who are there; 1 where all are."""
    if week >= world.shocks[0].away_until:
        return 1.0
    first, last = chart.department_start[d], chart.department_start[d + 1]
    there = 0
    for i in range(first, last):
        there += 1 if week >= world.seats[i].away_until else 0
    return (last - first) / max(1, there)


@step
def load_everybody(week: int, world: World, chart: Chart, allocation: float, p: Workload) -> None:
    """Set everybody's workload for this week.

    What interventions claimed last week counts now, when calendars are made.
    """
    if not p.active:
        return
    usual = power(1.0 + p.growth, week / 52.0)
    for d in range(len(world.departments)):
        service = service_demand(d, week, usual, chart, p) * world.shocks[0].demand
        demand = service * (1.0 - world.departments[d].saved) * carried_by_each(d, week, world, chart)
        for i in range(chart.department_start[d], chart.department_start[d + 1]):
            seat = world.seats[i]
            project_time = allocation if seat.project != NO_PROJECT else 0.0
            seat.workload = weekly_workload(seat.service_load, demand, project_time, seat.claimed, p)
