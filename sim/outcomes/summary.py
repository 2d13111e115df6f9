"""The metrics of a finished run, in the order of ``dictionary.METRICS``."""

from sim.compiler import kernel, step
from sim.outcomes.benefits import Benefits, benefits_if_on_time, benefits_if_when_wanted, benefits_until
from sim.outcomes.change_success import ChangeSuccess, change_success, weakest_part
from sim.outcomes.dictionary import METRIC, WEEKLY
from sim.outcomes.network import department_assortativity
from sim.processes.budget import Budget, cost_so_far
from sim.processes.delivery import Delivery, cost_overrun, schedule_overrun
from sim.state import (
    ADOPTED,
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


@step
def summarize(
    weeks: int,
    world: World,
    chart: Chart,
    delivery: Delivery,
    benefits: Benefits,
    success: ChangeSuccess,
    budget: Budget,
    series: Array,
    out: Array,
) -> None:
    """Write the metrics of a run of ``weeks`` weeks into ``out``, float64 (len(METRICS)).

    ``series`` is (weeks, len(SERIES)).
    """
    for column in range(len(out)):
        out[column] = 0.0
    portfolio = world.portfolio[0]
    due, planned = 0.0, 0.0
    for k in range(len(world.projects)):
        work = _count_project(world.projects[k], weeks, delivery, out)
        due += work
        planned += work * world.projects[k].worth
    _average_projects(due, planned, world, out)
    _copy_last_week(weeks, series, out)
    out[METRIC.portfolio_benefits] = benefits_until(weeks - 1, world.projects, benefits)
    possible = benefits_if_on_time(portfolio.wanted_work, weeks, benefits)
    if portfolio.listed:
        possible = benefits_if_when_wanted(weeks, world.projects, benefits)
    out[METRIC.portfolio_benefits] = out[METRIC.portfolio_benefits] / possible if possible > 0.0 else 0.0
    out[METRIC.time_to_first_benefit] = _first_benefit(weeks, world, benefits.delay)
    for column in range(3):
        out[METRIC.adoption_t10 + column] = _first_week_at((0.1, 0.5, 0.9)[column], weeks, series)
    out[METRIC.department_assortativity] = department_assortativity(world, chart)
    _judge_the_change(weeks, world, success, out)
    out[METRIC.budget_spent] = cost_so_far(portfolio, budget)
    out[METRIC.stopped_weeks] = portfolio.stopped_weeks


@kernel
def is_due(project: Array, weeks: int, tolerance: float) -> bool:
    """Return whether a project should have ended within the run, by its first baseline and the tolerance.

    Only the plan decides, so that projects which end early are not counted sooner than those which end late.
    """
    return project.status != PLANNED and project.start + (1.0 + tolerance) * project.planned_weeks_first <= weeks


@kernel
def _count_project(project: Array, weeks: int, p: Delivery, out: Array) -> float:
    if project.status == PLANNED:
        return 0.0
    out[METRIC.projects_started] += 1.0
    out[METRIC.effort_spent] += project.spent
    out[METRIC.tracked] += 1.0 if project.tracked else 0.0
    out[METRIC.rework_share] += project.spent_rework
    out[METRIC.failed_exchanges] += project.failed_exchanges
    out[METRIC.coordination_share] += project.spent_coordination
    out[METRIC.fixed_share] += project.spent_startup
    out[METRIC.waiting_share] += project.start - project.wanted
    out[METRIC.rebaselines] += project.rebaselines
    if not is_due(project, weeks, p.tolerance):
        return 0.0
    out[METRIC.projects_due] += 1.0
    out[METRIC.successful] += 1.0 if project.outcome == SUCCESSFUL else 0.0
    out[METRIC.challenged] += 1.0 if project.outcome == CHALLENGED else 0.0
    out[METRIC.failed] += 1.0 if project.outcome == FAILED else 0.0
    out[METRIC.unfinished] += 1.0 if project.status == RUNNING else 0.0
    out[METRIC.cancelled] += 1.0 if project.status == CANCELLED else 0.0
    out[METRIC.unused] += 1.0 if project.status == UNUSED else 0.0
    out[METRIC.work_successful] += project.effort if project.outcome == SUCCESSFUL else 0.0
    out[METRIC.benefits_realization] += project.effort * project.worth * project.benefit_rate
    out[METRIC.benefits_per_effort] += project.spent
    if project.status == DELIVERED or project.status == UNUSED:
        _count_overruns(project, out)
    if project.status == DELIVERED:
        _judge_delivery(project, p, out)
    return project.effort


@kernel
def _judge_delivery(project: Array, p: Delivery, out: Array) -> None:
    """Judge efficiency and effect of a delivered and used project apart."""
    if max(cost_overrun(project), schedule_overrun(project)) <= p.tolerance:
        out[METRIC.on_plan] += 1.0
        out[METRIC.work_on_plan] += project.effort
    out[METRIC.worthwhile] += 1.0 if project.benefit_rate >= p.needed else 0.0


@kernel
def _judge_the_change(weeks: int, world: World, p: ChangeSuccess, out: Array) -> None:
    done = world.portfolio[0].practices
    out[METRIC.mastery] = _mastery(world)
    out[METRIC.retention] = max(0.0, 1.0 - out[METRIC.newcomers] * 52.0 / weeks)
    out[METRIC.people_index] = (out[METRIC.trust] + out[METRIC.job_satisfaction] + out[METRIC.retention]) / 3.0
    delivery, benefits = out[METRIC.work_on_plan], min(1.0, out[METRIC.benefits_realization])
    adoption, people = out[METRIC.mastery] if done > 0 else -1.0, out[METRIC.people_index]
    out[METRIC.change_success] = change_success(delivery, benefits, adoption, people, p)
    out[METRIC.change_success_weakest] = weakest_part(delivery, benefits, adoption, people)


@kernel
def _mastery(world: World) -> float:
    """Return the mean over practices and people of the proficiency of those who have adopted."""
    total, done = 0.0, world.portfolio[0].practices
    for q in range(done):
        for i in range(len(world.seats)):
            ladder = world.ladders[world.practised[q], i]
            total += ladder.proficiency if ladder.stage == ADOPTED else 0.0
    return total / (max(1, done) * len(world.seats))


@kernel
def _count_overruns(project: Array, out: Array) -> None:
    out[METRIC.cost_overrun_first] += project.spent / project.budget_first - 1.0
    out[METRIC.cost_overrun_last] += project.spent / project.budget_last - 1.0
    out[METRIC.schedule_overrun_first] += project.elapsed_weeks / project.planned_weeks_first - 1.0
    out[METRIC.schedule_overrun_last] += project.elapsed_weeks / project.planned_weeks_last - 1.0
    out[METRIC.over_half] += 1.0 if project.spent > 1.5 * project.budget_first else 0.0


@kernel
def _average_projects(due_work: float, planned_benefits: float, world: World, out: Array) -> None:
    portfolio = world.portfolio[0]
    delivered = max(1.0, out[METRIC.projects_due] - out[METRIC.unfinished] - out[METRIC.cancelled])
    for column in range(METRIC.cost_overrun_first, METRIC.over_half + 1):
        out[column] /= delivered
    for column in range(METRIC.successful, METRIC.unused + 1):
        out[column] /= max(1.0, out[METRIC.projects_due])
    out[METRIC.on_plan] /= max(1.0, out[METRIC.projects_due])
    out[METRIC.worthwhile] /= max(1.0, out[METRIC.projects_due])
    out[METRIC.work_on_plan] /= max(1e-9, due_work)
    out[METRIC.benefits_per_effort] = out[METRIC.benefits_realization] / max(1e-9, out[METRIC.benefits_per_effort])
    out[METRIC.work_successful] /= max(1e-9, due_work)
    out[METRIC.benefits_realization] /= max(1e-9, planned_benefits)
    for column in range(METRIC.rework_share, METRIC.fixed_share + 1):
        out[column] /= max(1e-9, out[METRIC.effort_spent])
    out[METRIC.failed_exchanges] *= 100.0 / max(1e-9, out[METRIC.effort_spent])
    worked = 0.0
    for k in range(len(world.projects)):
        worked += world.projects[k].elapsed_weeks
    out[METRIC.waiting_share] = out[METRIC.waiting_share] / max(1e-9, out[METRIC.waiting_share] + worked)
    out[METRIC.rebaselines] /= max(1.0, out[METRIC.projects_started])
    out[METRIC.projects_wanted] = len(world.projects)
    out[METRIC.work_delivered] = (
        portfolio.delivered_work / portfolio.wanted_work if portfolio.wanted_work > 0.0 else 0.0
    )
    out[METRIC.intervention_effort] = portfolio.claimed_effort + portfolio.coaching_effort
    out[METRIC.intervention_money] = portfolio.money
    out[METRIC.tracked] /= max(1.0, out[METRIC.projects_started])
    out[METRIC.newcomers] = portfolio.hires / len(world.seats)
    out[METRIC.watermelon] = portfolio.watermelon_weeks / max(1.0, portfolio.project_weeks)


@kernel
def _copy_last_week(weeks: int, series: Array, out: Array) -> None:
    last = series[weeks - 1]
    for column in range(6):
        out[METRIC.joined + column] = last[WEEKLY.joined + column]
    out[METRIC.proficiency] = last[WEEKLY.proficiency]
    out[METRIC.ei_index] = last[WEEKLY.ei_index]
    out[METRIC.trust] = last[WEEKLY.trust]
    out[METRIC.silo] = last[WEEKLY.silo]
    out[METRIC.process_orientation] = last[WEEKLY.process_orientation]
    out[METRIC.readiness] = last[WEEKLY.readiness]
    out[METRIC.job_satisfaction] = last[WEEKLY.job_satisfaction]
    out[METRIC.sense_of_influence] = last[WEEKLY.sense_of_influence]
    out[METRIC.workload] = last[WEEKLY.workload]
    out[METRIC.legacy_debt] = last[WEEKLY.legacy_debt]
    out[METRIC.training_applied] = last[WEEKLY.training_applied]
    out[METRIC.service_saved] = last[WEEKLY.service_saved]


@kernel
def _first_benefit(weeks: int, world: World, delay: float) -> float:
    first = 1.0 * weeks
    for k in range(len(world.projects)):
        project = world.projects[k]
        if project.status == DELIVERED and project.benefit_rate > 0.0:
            first = min(first, project.finish + delay)
    return first


@kernel
def _first_week_at(share: float, weeks: int, series: Array) -> float:
    for week in range(weeks):
        if series[week, WEEKLY.adopted] >= share:
            return 1.0 * week
    return 2.0 * weeks
