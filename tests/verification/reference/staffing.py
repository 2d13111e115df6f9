"""Approved projects start, in the order they were wanted, as soon as enough people are free."""

from math import exp

from sim.state import NO_PROJECT, RUNNING
from sim.streams import PROJECT_LUCK, STAFFING
from tests.verification.reference.exchanges import overhead_share
from tests.verification.reference.numbers import exponential, normal, uniforms
from tests.verification.reference.plain import Place, Record

TRIES = 8


def start_projects(place: Place) -> None:
    """Start every wanted project for which people are free."""
    portfolio = place.portfolio
    while portfolio.next < portfolio.wanted:
        k = portfolio.next
        project = place.projects[k]
        limit = max(place.scenario.project.engaged_limit * len(place.seats), project.team)
        if project.wanted > place.week or portfolio.engaged + project.team > limit:
            return
        team = gather_team(k, project, place)
        involved = {place.chart.department[i] for i in team}
        for department in involved:
            place.departments[department].projects += 1
        project.departments = len(involved)
        begin(k, project, place)
        place.running.append(k)
        portfolio.running += 1
        portfolio.engaged += project.team
        portfolio.next += 1


def gather_team(k: int, project: Record, place: Place) -> list[int]:
    """Ask one keyed department after another for an equal part of the team; neighbours help out."""
    team: list[int] = []
    department = department_of_keyed_seat(k, 0, place)
    project.lead = department
    for d in range(project.departments):
        team += ask(k, department, (project.team - len(team)) // (project.departments - d), place)
        department = another_department(k, d + 1, team, place)
    while len(team) < project.team:
        team += ask(k, department, project.team - len(team), place)
        department = (department + 1) % len(place.departments)
    for m, i in enumerate(team):
        place.members[project.team_start + m] = i
    return team


def department_of_keyed_seat(k: int, attempt: int, place: Place) -> int:
    """Return the department of a keyed random seat."""
    seat = int(uniforms(place.luck, STAFFING, attempt, k)[0] * len(place.seats))
    return int(place.chart.department[seat])


def another_department(k: int, d: int, team: list[int], place: Place) -> int:
    """Return a keyed department that is not in the team yet, or the last one tried."""
    department = 0
    for attempt in range(TRIES):
        department = department_of_keyed_seat(k, d * TRIES + attempt, place)
        if all(place.chart.department[i] != department for i in team):
            break
    return department


def ask(k: int, department: int, wanted: int, place: Place) -> list[int]:
    """Take up to ``wanted`` free people of a department, from a keyed place on."""
    seats = list(place.seats_of(department))
    offset = int(uniforms(place.luck, STAFFING, department, k, 1)[0] * len(seats))
    free = [i for i in seats[offset:] + seats[:offset] if place.seats[i].project == NO_PROJECT][:wanted]
    for i in free:
        place.seats[i].project = k
    return free


def begin(k: int, project: Record, place: Place) -> None:
    """Give a project its luck and its first baselines."""
    p, allocation = place.scenario.estimation, place.scenario.project.allocation
    scope, complexity, steering, use = uniforms(place.luck, PROJECT_LUCK, 0, k)
    project.status, project.sponsored, project.start = RUNNING, True, place.week
    project.scope = project.effort * exp(p.bias + p.spread * normal(scope))
    project.startup_left = fixed_work(place)
    project.budget_first = project.budget_last = (fixed_work(place) + project.effort) / (1.0 - overhead_share(project.team, place))
    project.planned_weeks_first = project.planned_weeks_last = project.budget_first / (project.team * allocation)
    project.complexity = exp(place.scenario.hidden_errors.complexity_spread * normal(complexity))
    project.steering_patience, project.use_luck = exponential(steering), use


def fixed_work(place: Place) -> float:
    """Return the fixed work of a project."""
    p = place.scenario.fixed_costs
    return p.startup + p.integration if p.active else 0.0
