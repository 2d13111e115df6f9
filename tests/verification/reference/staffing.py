"""Approved projects start, in the order they were wanted, as soon as enough people are free."""

from math import exp, hypot, sqrt

from sim.processes.hidden_errors import HiddenErrors
from sim.state import NO_PROJECT, PLANNED, RUNNING
from sim.streams import PROJECT_LUCK, STAFFING
from tests.verification.reference.exchanges import time_lost
from tests.verification.reference.legacy import legacy_factor
from tests.verification.reference.numbers import exponential, normal, uniforms
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.practising import choose_way, practise
from tests.verification.reference.tracking import is_tracked

TRIES = 8
NOBODY_NAMED = -1


def start_projects(place: Place) -> None:
    """Start every wanted project for which people are free."""
    portfolio = place.portfolio
    while k := next_to_start(place):
        k -= 1
        project = place.projects[k]
        limit = max(place.scenario.project.engaged_limit * len(place.seats), project.team)
        if portfolio.engaged + project.team > limit:
            return
        team = gather_team(k, project, place)
        involved = {place.chart.department[i] for i in team}
        for department in involved:
            place.departments[department].projects += 1
        project.departments = len(involved)
        begin(project, place)
        place.running.append(k)
        portfolio.running += 1
        portfolio.engaged += project.team
        waiting = [k for k, project in enumerate(place.projects) if project.status == PLANNED]
        portfolio.next = min(waiting, default=len(place.projects))


def next_to_start(place: Place) -> int:
    """Return the number, counted from 1, of the project that is next: the highest rank, then the first; 0: none is."""
    short = place.portfolio.stopped and place.scenario.budget.project_week > 0.0
    ready = [
        (-project.rank, k)
        for k, project in enumerate(place.projects)
        if project.status == PLANNED and project.wanted <= place.week and (project.mandatory or not short)
    ]
    return min(ready)[1] + 1 if ready else 0


def gather_team(k: int, project: Record, place: Place) -> list[int]:
    """Ask one keyed department after another for an equal part of the team; neighbours help out."""
    team: list[int] = []
    asked = place.schedule.asked[project.team_start : project.team_start + project.departments]
    department = asked[0] if asked[0] >= 0 else department_of_keyed_seat(project, 0, place)
    project.lead = department
    for d in range(project.departments):
        team += ask(k, department, (project.team - len(team)) // (project.departments - d), place)
        named = asked[d + 1] if d + 1 < len(asked) else NOBODY_NAMED
        department = named if named >= 0 else another_department(project, d + 1, team, place)
    while len(team) < project.team:
        team += ask(k, department, project.team - len(team), place)
        department = (department + 1) % len(place.departments)
    for m, i in enumerate(team):
        place.members[project.team_start + m] = i
    return team


def department_of_keyed_seat(project: Record, attempt: int, place: Place) -> int:
    """Return the department of a keyed random seat."""
    seat = int(uniforms(place.luck, STAFFING, attempt, project.key)[0] * len(place.seats))
    return int(place.chart.department[seat])


def another_department(project: Record, d: int, team: list[int], place: Place) -> int:
    """Return a keyed department that is not in the team yet, or the last one tried."""
    department = 0
    for attempt in range(TRIES):
        department = department_of_keyed_seat(project, d * TRIES + attempt, place)
        if all(place.chart.department[i] != department for i in team):
            break
    return department


def ask(k: int, department: int, wanted: int, place: Place) -> list[int]:
    """Take up to ``wanted`` free people of a department, from a keyed place on."""
    seats = list(place.seats_of(department))
    offset = int(uniforms(place.luck, STAFFING, department, place.projects[k].key, 1)[0] * len(seats))
    free = [i for i in seats[offset:] + seats[:offset] if place.seats[i].project == NO_PROJECT][:wanted]
    for i in free:
        place.seats[i].project = k
    return free


def begin(project: Record, place: Place) -> None:
    """Give a project its luck and its first baselines."""
    scope, complexity, steering, use = uniforms(place.luck, PROJECT_LUCK, 0, project.key)
    project.status, project.sponsored, project.start = RUNNING, True, place.week
    choose_way(project, place)
    practise(project, place)
    set_baselines(project, normal(scope), place)
    project.complexity = complexity_of(normal(complexity), project.concise, place.scenario.hidden_errors)
    project.tracked = is_tracked(project, place)
    project.steering_patience, project.use_luck = 1e300 if project.mandatory else exponential(steering), use


def set_baselines(project: Record, z: float, place: Place) -> None:
    """Give a project its true scope, budget and schedule."""
    p, fixed = place.scenario.estimation, fixed_work(project, place)
    spread = hypot(p.spread, p.task_spread / sqrt(project.effort)) * (1.0 - place.effects.estimate_care)
    error = exp(p.bias + spread * z)
    project.scope = project.effort * error * legacy_factor(place.departments[project.lead].legacy, place)
    project.startup_left = fixed * error
    project.budget_first = project.budget_last = (fixed + project.effort) / (1.0 - time_lost(project, place))
    project.planned_weeks_first = project.budget_first / (project.team * place.scenario.project.allocation)
    if project.deadline > 0:
        project.planned_weeks_first = max(1, project.deadline - place.week)
    project.planned_weeks_last = project.planned_weeks_first


def complexity_of(z: float, concise: float, p: HiddenErrors) -> float:
    """Return a lognormal complexity with mean 1, and half the spread where the scope is concise."""
    spread = p.complexity_spread * (1.0 - concise / 2.0)
    return exp(spread * z - spread**2 / 2.0)


def fixed_work(project: Record, place: Place) -> float:
    """Return the fixed work of a project, less what a practising team can reuse."""
    p = place.scenario.fixed_costs
    return (p.startup + p.integration) * (1.0 - project.reuse) if p.active else 0.0
