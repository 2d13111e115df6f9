"""The weekly record: one row of the series in the order of ``dictionary.SERIES``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.compiled import kernel, step
from sim.outcomes.network import ei_index, formed_strength, standing_strength
from sim.processes.reporting import GREEN, RED, colour
from sim.state import NEVER, PROCESS, SILO, TRUST, Array, Chart, World

if TYPE_CHECKING:
    from sim.scenario import Scenario


@step
def record_week(world: World, chart: Chart, p: Scenario, row: Array) -> None:
    """Write this week's values into ``row``, float64 (len(SERIES))."""
    for column in range(len(row)):
        row[column] = 0.0
    _record_people(world, row)
    row[24] = row[3] + row[4]
    _record_units(world, chart, row)
    standing = world.portfolio[0]
    row[16] = ei_index(standing.ties_inside, standing.ties_across + formed_strength(world))
    _record_projects(world, p, row)


@kernel
def measure_standing_ties(world: World, chart: Chart) -> None:
    """Remember the strength of the standing ties, which never changes in a run."""
    world.portfolio[0].ties_inside, world.portfolio[0].ties_across = standing_strength(chart)


@kernel
def _record_people(world: World, row: Array) -> None:
    n = len(world.seats)
    for i in range(n):
        seat = world.seats[i]
        row[1 + seat.stage] += 1.0
        row[6] += seat.proficiency
        row[8] += world.traits[i, TRUST]
        row[9] += world.traits[i, SILO]
        row[10] += world.traits[i, PROCESS]
        row[11] += seat.readiness
        row[12] += seat.collaboration_skill
        row[13] += seat.job_satisfaction
        row[14] += seat.sense_of_influence
        row[15] += seat.workload
    for column in range(1, 16):
        row[column] /= n


@kernel
def _record_units(world: World, chart: Chart, row: Array) -> None:
    people, support, joined = 0, 0.0, 0
    for u in range(len(world.units)):
        if world.units[u].joined != NEVER:
            people += chart.unit_start[u + 1] - chart.unit_start[u]
            support += world.units[u].support
            joined += 1
    row[0] = people / len(world.seats)
    row[7] = support / joined if joined > 0 else 0.0


@kernel
def _record_projects(world: World, p: Scenario, row: Array) -> None:
    portfolio = world.portfolio[0]
    running = portfolio.running
    row[17] = running
    row[18] = portfolio.engaged / len(world.seats)
    for r in range(running):
        project = world.projects[world.running[r]]
        truly = colour(project.true_overrun, p.reporting)
        row[19] += 1.0 if project.reported == RED else 0.0
        row[20] += 1.0 if truly == RED else 0.0
        row[21] += 1.0 if truly == RED and project.reported == GREEN else 0.0
    portfolio.project_weeks += running
    portfolio.watermelon_weeks += row[21]
    for column in range(19, 22):
        row[column] /= max(1, running)
    row[22] = portfolio.delivered_work / portfolio.wanted_work if portfolio.wanted_work > 0.0 else 0.0
    row[23] = portfolio.spent
