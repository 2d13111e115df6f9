"""What a team gives in a week: coordination, start-up, rework and progress, in this order."""

from dataclasses import dataclass

from sim.processes.hidden_errors import HiddenErrors
from sim.state import USE
from sim.streams import PROJECT_WEEK
from tests.verification.reference.exchanges import exchanges, overhead_share, pair_failure, partners
from tests.verification.reference.exposure import meet_the_world
from tests.verification.reference.learning import novice_dip
from tests.verification.reference.numbers import poisson, uniforms
from tests.verification.reference.plain import Place, Record, mean
from tests.verification.reference.practice import focus, visibility
from tests.verification.reference.workload import project_time_factor


@dataclass
class Effort:
    """What a team gives in a week, in person-weeks, and the failures to be expected in it."""

    time: float = 0.0
    work: float = 0.0
    failures: float = 0.0


def work_on_projects(place: Place) -> None:
    """Let every running project meet the world and its team work for a week."""
    for k in place.running:
        project = place.projects[k]
        change, amount, sponsor, _ = uniforms(place.luck, PROJECT_WEEK, place.week, k, 1)
        failed = uniforms(place.luck, PROJECT_WEEK, place.week, k)[1]
        meet_the_world(project, place, change, amount, sponsor)
        effort = team_effort(k, project, place)
        worked, progress = spend(project, effort, place)
        failures = poisson(effort.failures * project.complexity, failed)
        make_errors(project, failures, worked, progress, place)
        review(project, place)
        planned = effort.time * exchanges(project.team, place)
        project.failed_exchanges += failures
        project.failures_now = failures / max(1.0, planned)


def team_effort(k: int, project: Record, place: Place) -> Effort:
    """Add up what the members give."""
    effort = Effort()
    overhead = overhead_share(project.team, place)
    rate = exchanges(project.team, place)
    for i, j in partners(k, project, place):
        seat = place.seats[i]
        time = place.scenario.project.allocation * project_time_factor(seat.workload)
        gain = focus(place.traits[i][USE], seat.proficiency, place.scenario.intervention.okr)
        effort.time += time
        effort.work += time * (1.0 - overhead) * novice_dip(seat, place) * (1.0 + gain)
        effort.failures += time * rate * pair_failure(i, j, place)
    return effort


def spend(project: Record, effort: Effort, place: Place) -> tuple[float, float]:
    """Use the week, as much of it as is needed; return rework and progress together, and progress alone."""
    left = effort.work
    startup = min(left, project.startup_left)
    rework = min(left - startup, project.rework_known)
    progress = min(left - startup - rework, project.scope - project.done)
    used = (startup + rework + progress) / effort.work
    project.startup_left -= startup
    project.rework_known -= rework
    project.done += progress
    time_per_work = effort.time * (1.0 - overhead_share(project.team, place)) / effort.work
    project.spent_startup += startup * time_per_work
    project.spent_rework += rework * time_per_work
    project.spent_progress += progress * time_per_work
    project.spent_coordination += effort.time * used * overhead_share(project.team, place)
    before = project.spent
    project.spent = project.spent_startup + project.spent_rework + project.spent_progress + project.spent_coordination
    place.portfolio.spent += project.spent - before
    project.elapsed_weeks += used
    return rework + progress, progress


def make_errors(project: Record, failures: int, worked: float, progress: float, place: Place) -> None:
    """Add this week's wrong work."""
    p = place.scenario.hidden_errors
    if not p.active:
        return
    bred = bred_errors(progress, project.hidden, project.done, project.complexity, p)
    project.hidden = min(project.done, project.hidden + min(worked, failures * p.size + bred))


def bred_errors(progress: float, hidden: float, done: float, complexity: float, p: HiddenErrors) -> float:
    """Return the work of this week that is wrong because it is built on wrong work."""
    return progress * min(1.0, p.interdependence * complexity * hidden / done) if done > 0.0 else 0.0


def team_visibility(project: Record, place: Place) -> float:
    """Return by how much earlier a team's errors and status are seen."""
    p = place.scenario.intervention.okr
    return mean(visibility(place.traits[i][USE], p) for i in place.team_of(project))


def review(project: Record, place: Place) -> None:
    """Find a share of the hidden errors and queue their repair."""
    p = place.scenario.hidden_errors
    if p.active:
        find(project, min(1.0, p.review_rate * (1.0 + team_visibility(project, place))), place)


def find(project: Record, share: float, place: Place) -> None:
    """Turn a share of the hidden errors into known rework."""
    found = project.hidden * share
    project.hidden -= found
    project.rework_known += found * place.scenario.hidden_errors.repair
