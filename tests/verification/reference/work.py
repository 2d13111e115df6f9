"""What a team gives in a week: coordination, start-up, rework and progress, in this order."""

from dataclasses import dataclass

from sim.processes.hidden_errors import HiddenErrors
from sim.streams import PROJECT_WEEK
from tests.verification.reference.exchanges import exchanges, pair_failure, partners, time_lost
from tests.verification.reference.exposure import meet_the_world
from tests.verification.reference.ladders import mastered
from tests.verification.reference.learning import novice_dip
from tests.verification.reference.numbers import poisson, uniforms
from tests.verification.reference.onboarding import is_taken_on
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.practising import practise
from tests.verification.reference.tracking import sight
from tests.verification.reference.workload import is_there, project_time_factor


@dataclass
class Effort:
    """What a team gives in a week, in person-weeks, and the failures to be expected in it."""

    time: float = 0.0
    work: float = 0.0
    failures: float = 0.0


def work_on_projects(place: Place) -> None:
    """Let every running project meet the world and its team work for a week."""
    for project in (place.projects[k] for k in place.running):
        practise(project, place)
        meet_the_world(project, place)
        given = work(project, place)
        review(project, given, place)


def work(project: Record, place: Place) -> float:
    """Let a team work, talk and fail for a week; return the time that it gave."""
    effort = team_effort(project, place)
    slow_down(project, effort, place)
    used, rework, progress = spend(project, effort, place)
    luck = uniforms(place.luck, PROJECT_WEEK, place.week, project.key)[1]
    failures = poisson(used * effort.failures * project.complexity, luck)
    make_errors(project, failures, rework, progress, place)
    project.failed_exchanges += failures
    project.failures_now = failures / max(1.0, effort.time * exchanges(project.team, place) * needed(project, place))
    return effort.time


def needed(project: Record, place: Place) -> float:
    """Return the share of exchanges that is needed where responsibility is decentralized."""
    return float(1.0 - project.independence)


def team_effort(project: Record, place: Place) -> Effort:
    """Add up what the members give."""
    effort = Effort()
    overhead = time_lost(project, place) * needed(project, place)
    rate = exchanges(project.team, place) * needed(project, place)
    for i, j in partners(project, place):
        time = time_given(i, place)
        effort.time += time
        effort.work += time * (1.0 - overhead) * productivity(i, place)
        effort.failures += time * rate * pair_failure(project, i, j, place)
    return effort


def productivity(i: int, place: Place) -> float:
    """Return how much more or less somebody does who practises something."""
    factor = 1.0
    for m in place.practised:
        factor *= novice_dip(m, i, place) * (1.0 + place.measures[m].focus * mastered(m, i, place))
    return factor


def time_given(i: int, place: Place) -> float:
    """Return the share of a week that a member gives to a project."""
    kept = 1.0 - place.scenario.onboarding.share * brought(i, place)
    agreed = place.scenario.project.allocation if is_there(i, place) else 0.0
    return float(agreed * project_time_factor(place.seats[i].workload) * kept)


def brought(i: int, place: Place) -> float:
    """Return how fully a practice is done that is being brought to somebody's unit, the fullest."""
    unit = place.chart.unit[i]
    return max((place.measures[m].practice for m in place.practised if is_taken_on(m, unit, place)), default=0.0)


def slow_down(project: Record, effort: Effort, place: Place) -> None:
    """Let work fill the time that is left before the deadline."""
    weeks = project.planned_weeks_last - (place.week - project.start)
    left = project.startup_left + project.rework_known + project.scope - project.done
    if weeks > 1.0 and left < effort.work * weeks:
        kept = 1.0 - place.scenario.deadline.filled * (1.0 - left / (effort.work * weeks))
        effort.time, effort.work, effort.failures = effort.time * kept, effort.work * kept, effort.failures * kept


def spend(project: Record, effort: Effort, place: Place) -> tuple[float, float, float]:
    """Use the week, as much of it as is needed; return which part that is, rework and progress."""
    if effort.work == 0.0:
        project.elapsed_weeks = place.week - project.start + 1.0
        return 0.0, 0.0, 0.0
    left, overhead = effort.work, time_lost(project, place) * needed(project, place)
    startup = min(left, project.startup_left)
    rework = min(left - startup, project.rework_known)
    progress = min(left - startup - rework, project.scope - project.done)
    used = (startup + rework + progress) / effort.work
    project.startup_left -= startup
    project.rework_known -= rework
    project.done += progress
    time_per_work = effort.time * (1.0 - overhead) / effort.work
    project.spent_startup += startup * time_per_work
    project.spent_rework += rework * time_per_work
    project.spent_progress += progress * time_per_work
    project.spent_coordination += effort.time * used * overhead
    before = project.spent
    project.spent = project.spent_startup + project.spent_rework + project.spent_progress + project.spent_coordination
    place.portfolio.spent += project.spent - before
    project.elapsed_weeks = place.week - project.start + used
    return used, rework, progress


def make_errors(project: Record, failures: int, rework: float, progress: float, place: Place) -> None:
    """Add this week's wrong work."""
    p = place.scenario.hidden_errors
    if not p.active:
        return
    chain = project.complexity * (1.0 - project.modularity)
    wrong = (
        failures * p.size
        + bred_errors(progress, project.hidden, project.done, chain, p)
        + rework * min(1.0, p.ripple * chain)
    )
    project.hidden = min(project.done, project.hidden + min(rework + progress, wrong))


def bred_errors(progress: float, hidden: float, done: float, chain: float, p: HiddenErrors) -> float:
    """Return the work of this week that is wrong because it is built on wrong work."""
    return progress * min(1.0, p.interdependence * chain * hidden / done) if done > 0.0 else 0.0


def review(project: Record, time: float, place: Place) -> None:
    """Find a share of the hidden errors and queue their repair."""
    p = place.scenario.hidden_errors
    if p.active:
        seen = project.visibility + place.effects.risk_review + sight(project, place)
        find(project, min(1.0, p.review_rate * time / project.team * (1.0 + seen)), place)


def find(project: Record, share: float, place: Place) -> None:
    """Turn a share of the hidden errors into known rework."""
    found = project.hidden * share
    project.hidden -= found
    project.rework_known += found * place.scenario.hidden_errors.repair
