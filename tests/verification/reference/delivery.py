"""A finished project is tested, handed over, used or not, and yields the benefits it can."""

from math import exp

from sim.processes.delivery import Delivery
from sim.state import CANCELLED, CHALLENGED, DELIVERED, FAILED, NO_PROJECT, PROCESS, SILO, SUCCESSFUL, TRUST, UNUSED
from sim.streams import BENEFITS_LUCK
from tests.verification.reference.effects import both
from tests.verification.reference.numbers import normal, uniforms
from tests.verification.reference.plain import Place, Record, mean
from tests.verification.reference.steering import gives_up
from tests.verification.reference.tracking import kept
from tests.verification.reference.work import find

NOTHING_LEFT = 1e-9


def finish_projects(place: Place) -> None:
    """Cancel what steering gives up, hand over what passes the test, keep the rest running."""
    place.finished = []
    place.portfolio.finished = 0
    for k in list(place.running):
        project = place.projects[k]
        if gives_up(project, place):
            project.status, project.outcome = CANCELLED, FAILED
            end(k, project, place)
        elif passes(project, place):
            hand_over(project, place)
            end(k, project, place)


def passes(project: Record, place: Place) -> bool:
    """Test a complete project; return whether it can be handed over."""
    tolerated = place.scenario.delivery.tolerated * project.scope
    left = max(project.startup_left, project.scope - project.done)
    if left > NOTHING_LEFT or project.rework_known > tolerated:
        return False
    find(project, place.scenario.delivery.test_finds, place)
    return bool(project.rework_known <= tolerated)


def hand_over(project: Record, place: Place) -> None:
    """Decide use, benefits and outcome of a delivered project."""
    p = place.scenario.delivery
    project.defects = (project.hidden + project.rework_known) / project.scope
    team = place.team_of(project)
    openness = mean(place.traits[i][TRUST] for i in team) * (1.0 - mean(place.traits[i][SILO] for i in team))
    project.reach = reach_of(project.departments, openness, p)
    ready = mean(place.seats[i].readiness for i in place.seats_of(project.lead))
    if project.use_luck >= p.use - p.refusal * (1.0 - place.effects.user_care) * (1.0 - ready):
        project.status, project.outcome = UNUSED, FAILED
        return
    project.status = DELIVERED
    held = both(project.outcome_focus, kept(project, place))
    process = mean(place.traits[i][PROCESS] for i in team) * (1.0 - held)
    luck = normal(uniforms(place.luck, BENEFITS_LUCK, 0, project.key)[0])
    project.benefit_rate = benefit_rate(project.defects, process, project.reach, alone(project, place), p)
    project.benefit_rate *= exp(p.luck * luck - p.luck**2 / 2.0)
    on_plan = all(overrun <= p.tolerance for overrun in (cost_overrun(project), schedule_overrun(project)))
    project.outcome = SUCCESSFUL if on_plan and project.benefit_rate >= p.needed else CHALLENGED


def cost_overrun(project: Record) -> float:
    """Return spending over the first budget, minus 1."""
    return float(project.spent / project.budget_first - 1.0)


def schedule_overrun(project: Record) -> float:
    """Return working time over the first schedule, minus 1."""
    return float(project.elapsed_weeks / project.planned_weeks_first - 1.0)


def reach_of(involved: int, openness: float, p: Delivery) -> float:
    """Return how much of the benefits across departments can be had."""
    met = min(1.0, (involved - 1) / (p.together - 1))
    return met + (1.0 - met) * openness


def alone(project: Record, place: Place) -> float:
    """Return how far a project went without a sponsor."""
    if place.scenario.exposure.successor == 0.0:
        return float(not project.sponsored)
    return float(min(1.0, project.unsponsored_weeks / max(1.0, project.elapsed_weeks)))


def benefit_rate(defects: float, process: float, reach: float, alone: float, p: Delivery) -> float:
    """Return benefits over planned benefits, before luck."""
    sponsor = 1.0 - p.orphan * alone
    return exp(-p.harm * defects) * (1.0 - p.plan_focus * process) * (1.0 - p.cross * (1.0 - reach)) * sponsor


def end(k: int, project: Record, place: Place) -> None:
    """Take a project off the running ones and let its team go."""
    project.finish = place.week
    place.running.remove(k)
    place.finished.append(k)
    place.portfolio.finished += 1
    for i in place.team_of(project):
        place.seats[i].project = NO_PROJECT
    for department in {place.chart.department[i] for i in place.team_of(project)}:
        place.departments[department].projects -= 1
    place.portfolio.running -= 1
    place.portfolio.engaged -= project.team
    if project.status == DELIVERED:
        place.portfolio.delivered_work += project.effort
