"""The metrics of a finished run, in the order of ``dictionary.METRICS``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.compiled import kernel, step
from sim.outcomes.benefits import benefits_if_on_time, benefits_until
from sim.outcomes.network import department_assortativity
from sim.state import (
    CANCELLED,
    CHALLENGED,
    DELIVERED,
    FAILED,
    PLANNED,
    RUNNING,
    SUCCESSFUL,
    UNUSED,
    Array,
    Chart,
    World,
)

if TYPE_CHECKING:
    from sim.scenario import Scenario


@step
def summarize(weeks: int, world: World, chart: Chart, p: Scenario, series: Array, out: Array) -> None:
    """Write the metrics of a run of ``weeks`` weeks into ``out``, float64 (len(METRICS)); ``series`` is (weeks, len(SERIES))."""
    for column in range(len(out)):
        out[column] = 0.0
    portfolio = world.portfolio[0]
    due = 0.0
    for k in range(len(world.projects)):
        due += _count_project(world.projects[k], weeks, p.delivery.tolerance, out)
    _average_projects(due, world, out)
    _copy_last_week(weeks, series, out)
    out[0] = benefits_until(weeks - 1, world.projects, p.benefits)
    possible = benefits_if_on_time(portfolio.wanted_work, weeks, p.benefits)
    out[0] = out[0] / possible if possible > 0.0 else 0.0
    out[10] = _first_benefit(weeks, world, p)
    for column in range(3):
        out[32 + column] = _first_week_at((0.1, 0.5, 0.9)[column], weeks, series)
    out[37] = department_assortativity(world, chart)


@kernel
def is_due(project: Array, weeks: int, tolerance: float) -> bool:
    """Return whether a project should have ended within the run, by its first baseline and the tolerance.

    Only the plan decides, so that projects which end early are not counted sooner than those which end late.
    """
    return project.status != PLANNED and project.start + (1.0 + tolerance) * project.planned_weeks_first <= weeks


@kernel
def _count_project(project: Array, weeks: int, tolerance: float, out: Array) -> float:
    if project.status == PLANNED:
        return 0.0
    out[22] += 1.0
    out[24] += project.spent
    out[16] += project.spent_rework
    out[17] += project.spent_coordination
    out[18] += project.spent_startup
    out[19] += project.start - project.wanted
    out[20] += project.rebaselines
    if not is_due(project, weeks, tolerance):
        return 0.0
    out[21] += 1.0
    out[1] += 1.0 if project.outcome == SUCCESSFUL else 0.0
    out[2] += 1.0 if project.outcome == CHALLENGED else 0.0
    out[3] += 1.0 if project.outcome == FAILED else 0.0
    out[4] += 1.0 if project.status == RUNNING else 0.0
    out[5] += 1.0 if project.status == CANCELLED else 0.0
    out[6] += 1.0 if project.status == UNUSED else 0.0
    out[8] += project.effort if project.outcome == SUCCESSFUL else 0.0
    out[9] += project.effort * project.benefit_rate
    out[47] += project.spent
    if project.status == DELIVERED or project.status == UNUSED:
        _count_overruns(project, out)
    return project.effort


@kernel
def _count_overruns(project: Array, out: Array) -> None:
    out[11] += project.spent / project.budget_first - 1.0
    out[12] += project.spent / project.budget_last - 1.0
    out[13] += project.elapsed_weeks / project.planned_weeks_first - 1.0
    out[14] += project.elapsed_weeks / project.planned_weeks_last - 1.0
    out[15] += 1.0 if project.spent > 1.5 * project.budget_first else 0.0


@kernel
def _average_projects(due_work: float, world: World, out: Array) -> None:
    portfolio = world.portfolio[0]
    delivered = max(1.0, out[21] - out[4] - out[5])
    for column in range(11, 16):
        out[column] /= delivered
    for column in range(1, 7):
        out[column] /= max(1.0, out[21])
    out[47] = out[9] / max(1e-9, out[47])
    for column in range(8, 10):
        out[column] /= max(1e-9, due_work)
    for column in range(16, 19):
        out[column] /= max(1e-9, out[24])
    worked = 0.0
    for k in range(len(world.projects)):
        worked += world.projects[k].elapsed_weeks
    out[19] = out[19] / max(1e-9, out[19] + worked)
    out[20] /= max(1.0, out[22])
    out[23] = len(world.projects)
    out[7] = portfolio.delivered_work / portfolio.wanted_work if portfolio.wanted_work > 0.0 else 0.0
    out[25] = portfolio.practice_effort
    out[45] = portfolio.hires / len(world.seats)
    out[46] = portfolio.watermelon_weeks / max(1.0, portfolio.project_weeks)


@kernel
def _copy_last_week(weeks: int, series: Array, out: Array) -> None:
    last = series[weeks - 1]
    for column in range(6):
        out[26 + column] = last[column]
    out[35] = last[6]
    out[36] = last[16]
    out[38] = last[8]
    out[39] = last[9]
    out[40] = last[10]
    out[41] = last[11]
    out[42] = last[13]
    out[43] = last[14]
    out[44] = last[15]


@kernel
def _first_benefit(weeks: int, world: World, p: Scenario) -> float:
    first = 1.0 * weeks
    for k in range(len(world.projects)):
        project = world.projects[k]
        if project.status == DELIVERED and project.benefit_rate > 0.0:
            first = min(first, project.finish + p.benefits.delay)
    return first


@kernel
def _first_week_at(share: float, weeks: int, series: Array) -> float:
    for week in range(weeks):
        if series[week, 4] >= share:
            return 1.0 * week
    return 2.0 * weeks
