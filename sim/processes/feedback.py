"""Feedback: finished work teaches those who did it, and its presentation moves those who see it.

Rule    Members of a delivered project gain collaboration skill (``lesson`` of what is missing). In the departments
        involved, trust and readiness rise by gain * news of what is missing to 1, and fall by gain * loss_weight * news
        of what is there, and so does the trust that is returned to by ``experience.lasting`` of it; good news add up to
        1 at most, and so does the loss. What is felt is remembered: mood = 2^(-1 / memory) mood + good news -
        loss_weight * bad news, from -1 to 1; trials of practices go better or worse by it. A microproject's good result
        is also presented to everybody, ``audience`` as
        strongly as if all departments had been involved. A result is felt like presented * (effort / (departments *
        head count * 52)) ^ recall, at most 1.
Source  Results presented to all levels build culture: Antwerp. Losses weigh more: Slovic 1993 (2-5 : 1 is an
        assumption, as is the exponent of recall).
"""

from sim.bounded import cut
from sim.compiler import compiled, kernel, step
from sim.elementary import power
from sim.parameters import Grade, Parameters, declare
from sim.processes.experience import Experience, shift_trust
from sim.processes.staffing import is_first_of_department
from sim.state import CHALLENGED, DELIVERED, FAILED, SUCCESSFUL, TRUST, Chart, World


class Feedback(Parameters):
    """How results are felt."""

    active: bool = declare("switch of the mechanism", default=True, without="results had moved nobody")
    lesson: float = declare(
        "share of missing collaboration skill gained by delivering a project", default=0.10, bounds=(0, 1)
    )
    gain: float = declare(
        "share of missing trust and readiness won by a success fully felt", default=0.10, bounds=(0, 1)
    )
    loss_weight: float = declare(
        "how much more a failure weighs than a success",
        default=3.0,
        bounds=(1, 10),
        source="2-5 in many models; no defensible single number",
    )
    partial: float = declare("how much of a success a challenged delivery is", default=0.3, bounds=(0, 1))
    recall: float = declare("exponent of how strongly a result is felt over its effort", default=0.5, bounds=(0, 1))
    memory: float = declare(
        "time in which what was felt of results is half forgotten", default=26.0, unit="weeks", bounds=(1, 520)
    )
    presented: float = declare(
        "how widely results are presented",
        default=1.0,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Antwerp: employees present results to all levels",
    )


@compiled
def felt(effort: float, departments: int, headcount: int, p: Feedback) -> float:
    """Return how strongly a department of ``headcount`` people feels a result, in [0, 1]."""
    return min(1.0, p.presented * power(effort / (departments * headcount * 52.0), p.recall))


@step
def present_results(world: World, chart: Chart, p: Feedback, experience: Experience) -> None:
    """Let this week's finished projects teach their members and be felt in their departments."""
    finished = world.portfolio[0].finished
    if not p.active:
        return
    kept = power(0.5, 1.0 / p.memory)
    for d in range(len(world.departments)):
        world.departments[d].mood *= kept
    if finished == 0:
        return
    for f in range(finished):
        k = world.finished[f]
        _spread_news(k, world, chart, p)
        if world.projects[k].status == DELIVERED:
            _teach_members(k, world, p)
    for d in range(len(world.departments)):
        _feel_news(d, world, chart, p, experience)


@kernel
def _spread_news(k: int, world: World, chart: Chart, p: Feedback) -> None:
    project = world.projects[k]
    for m in range(project.team):
        if is_first_of_department(k, m, world, chart):
            d = chart.department[world.members[project.team_start + m]]
            headcount = chart.department_start[d + 1] - chart.department_start[d]
            news = felt(project.effort, project.departments, headcount, p)
            if project.outcome == FAILED:
                world.departments[d].bad_news += news
            elif project.outcome == SUCCESSFUL or project.outcome == CHALLENGED:
                world.departments[d].good_news += news if project.outcome == SUCCESSFUL else p.partial * news
    if project.audience > 0.0:
        _tell_everybody(k, world, chart, p)


@kernel
def _tell_everybody(k: int, world: World, chart: Chart, p: Feedback) -> None:
    project = world.projects[k]
    if project.outcome == FAILED:
        return
    weight = project.audience if project.outcome == SUCCESSFUL else p.partial * project.audience
    for d in range(len(world.departments)):
        headcount = chart.department_start[d + 1] - chart.department_start[d]
        world.departments[d].good_news += weight * felt(project.effort, len(world.departments), headcount, p)


@kernel
def _teach_members(k: int, world: World, p: Feedback) -> None:
    project = world.projects[k]
    for m in range(project.team):
        seat = world.seats[world.members[project.team_start + m]]
        seat.collaboration_skill += p.lesson * (1.0 - seat.collaboration_skill)


@kernel
def _feel_news(d: int, world: World, chart: Chart, p: Feedback, experience: Experience) -> None:
    department = world.departments[d]
    up = p.gain * min(1.0, department.good_news)
    down = min(1.0, p.gain * p.loss_weight * department.bad_news)
    felt_now = department.good_news - p.loss_weight * department.bad_news
    department.mood = min(1.0, max(-1.0, department.mood + felt_now))
    department.good_news = 0.0
    department.bad_news = 0.0
    if up == 0.0 and down == 0.0:
        return
    for i in range(chart.department_start[d], chart.department_start[d + 1]):
        trust = world.traits[i, TRUST]
        shift_trust(i, up * (1.0 - trust) - down * trust, world, experience)
        readiness = world.seats[i].readiness
        world.seats[i].readiness = cut(readiness + up * (1.0 - readiness) - down * readiness)
