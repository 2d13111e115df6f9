"""Staffing: approved projects start, in the order they were wanted, as soon as enough people are free.

Rule    Of those that may start the one of the highest rank is next, among equals the one that was wanted first; nobody
        overtakes a project that waits for people. The first department is that of a keyed random seat, further ones
        likewise, where no list of projects names them; each gives an equal part of the team, taken from a keyed place
        in it, so that people of one team tend to be asked together. A department that has too few free people is helped
        out by the next. No more than ``engaged_limit`` of all people are on projects.
Source  model.md (team and departments grow with size); the limit is an assumption.
"""

from typing import NamedTuple

from sim.compiler import kernel, step
from sim.processes.budget import Budget
from sim.processes.coordination import Coordination, time_lost
from sim.processes.estimation import Estimation, set_baselines
from sim.processes.fixed_costs import FixedCosts, fixed_work
from sim.processes.hidden_errors import HiddenErrors, complexity_of
from sim.processes.legacy import Legacy, legacy_factor
from sim.processes.portfolio import ProjectPlan
from sim.processes.practising import choose_way, practise
from sim.processes.ties import note_ties_inside
from sim.processes.tracking import Tracking, draw_tracking
from sim.state import NO_PROJECT, PLANNED, RUNNING, THIS_WEEK, Array, Chart, Schedule, World
from sim.streams import PROJECT_LUCK, STAFFING, exponential, four_uniforms, normal

TRIES = 8
NOT_GIVEN_UP = 1e300  # hazard that no project lives through


class StartRules(NamedTuple):
    """The mechanisms that meet in a project that starts."""

    coordination: Coordination
    fixed_costs: FixedCosts
    estimation: Estimation
    legacy: Legacy
    hidden_errors: HiddenErrors
    tracking: Tracking


@step
def start_projects(
    week: int,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: ProjectPlan,
    budget: Budget,
    rules: StartRules,
    luck: Array,
) -> None:
    """Start every wanted project for which people, and money where it needs some, are there."""
    portfolio = world.portfolio[0]
    people = len(world.seats)
    short_of_money = portfolio.stopped and budget.project_week > 0.0
    while portfolio.next < portfolio.wanted:
        k = _most_urgent(week, short_of_money, world)
        project = world.projects[k]
        limit = max(p.engaged_limit * people, 1.0 * project.team)
        waits = project.wanted > week or (short_of_money and not project.mandatory)
        if waits or portfolio.engaged + project.team > limit:
            return
        _gather_team(k, schedule, world, chart, luck)
        note_ties_inside(k, world, chart)
        project.departments = count_project(k, 1, world, chart)
        _begin(k, week, world, p.allocation, rules, luck)
        world.running[portfolio.running] = k
        portfolio.running += 1
        portfolio.engaged += project.team
        while portfolio.next < portfolio.wanted and world.projects[portfolio.next].status != PLANNED:
            portfolio.next += 1


@kernel
def _most_urgent(week: int, only_mandatory: bool, world: World) -> int:
    """Return the project that is next to start: the highest rank of those that may, the first of equals."""
    portfolio = world.portfolio[0]
    found = portfolio.next
    if not portfolio.ranked:
        return found
    for k in range(portfolio.next, portfolio.wanted):
        project = world.projects[k]
        if project.wanted > week:
            break
        if project.status == PLANNED and _comes_before(project, world.projects[found], only_mandatory):
            found = k
    return found


@kernel
def _comes_before(one: Array, other: Array, only_mandatory: bool) -> bool:
    if only_mandatory and one.mandatory != other.mandatory:
        return bool(one.mandatory)
    return one.rank > other.rank


@step
def _begin(k: int, week: int, world: World, allocation: float, p: StartRules, luck: Array) -> None:
    project = world.projects[k]
    effects = world.effects[THIS_WEEK]
    draws = four_uniforms(luck, PROJECT_LUCK, 0, project.key, 0)
    project.status = RUNNING
    project.sponsored = True
    project.start = week
    overhead = time_lost(project.team, project.usual_team, p.coordination)
    choose_way(project, world, luck)
    practise(project, world)
    fixed = fixed_work(p.fixed_costs) * (1.0 - project.reuse)
    set_baselines(project, fixed, overhead, allocation, draws[0], effects.estimate_care, p.estimation)
    project.scope *= legacy_factor(world.departments[project.lead].legacy, p.legacy)
    project.complexity = complexity_of(normal(draws[1]), project.concise, p.hidden_errors)
    draw_tracking(project, effects.tracking, p.tracking, luck)
    project.steering_patience = NOT_GIVEN_UP if project.mandatory else exponential(draws[2])
    project.use_luck = draws[3]


@kernel
def _gather_team(k: int, schedule: Schedule, world: World, chart: Chart, luck: Array) -> None:
    project = world.projects[k]
    department = schedule.asked[project.team_start]
    if department < 0:
        department = chart.department[_keyed_seat(k, 0, world, luck)]
    project.lead = department
    placed = 0
    for d in range(project.departments):
        share = (project.team - placed) // (project.departments - d)
        placed += _ask_department(k, department, placed, share, world, chart, luck)
        department = _asked_next(k, d + 1, placed, schedule, world, chart, luck)
    while placed < project.team:
        placed += _ask_department(k, department, placed, project.team - placed, world, chart, luck)
        department = (department + 1) % len(world.departments)


@kernel
def _asked_next(k: int, d: int, placed: int, schedule: Schedule, world: World, chart: Chart, luck: Array) -> int:
    project = world.projects[k]
    named = schedule.asked[project.team_start + d] if d < project.departments else -1
    return named if named >= 0 else _another_department(k, d, placed, world, chart, luck)


@kernel
def _keyed_seat(k: int, attempt: int, world: World, luck: Array) -> int:
    return int(four_uniforms(luck, STAFFING, attempt, world.projects[k].key, 0)[0] * len(world.seats))


@kernel
def _another_department(k: int, d: int, placed: int, world: World, chart: Chart, luck: Array) -> int:
    department = 0
    for attempt in range(TRIES):
        department = chart.department[_keyed_seat(k, d * TRIES + attempt, world, luck)]
        if not _is_involved(k, department, placed, world, chart):
            return department
    return department


@kernel
def clear_departments(world: World) -> None:
    """Let no department have running projects, news, savings or a mood."""
    for d in range(len(world.departments)):
        department = world.departments[d]
        department.projects = 0
        department.good_news = 0.0
        department.bad_news = 0.0
        department.saved = 0.0
        department.mood = 0.0


@kernel
def is_first_of_department(k: int, m: int, world: World, chart: Chart) -> bool:
    """Return whether no earlier member of project ``k`` comes from the department of its member ``m``."""
    member = world.members[world.projects[k].team_start + m]
    return not _is_involved(k, chart.department[member], m, world, chart)


@kernel
def count_project(k: int, change: int, world: World, chart: Chart) -> int:
    """Add ``change`` to the running projects of every department involved; return how many these are."""
    involved = 0
    for m in range(world.projects[k].team):
        if is_first_of_department(k, m, world, chart):
            department = chart.department[world.members[world.projects[k].team_start + m]]
            world.departments[department].projects += change
            involved += 1
    return involved


@kernel
def _is_involved(k: int, department: int, placed: int, world: World, chart: Chart) -> bool:
    start = world.projects[k].team_start
    for m in range(placed):
        if chart.department[world.members[start + m]] == department:
            return True
    return False


@kernel
def _ask_department(k: int, department: int, placed: int, wanted: int, world: World, chart: Chart, luck: Array) -> int:
    first = chart.department_start[department]
    size = chart.department_start[department + 1] - first
    offset = int(four_uniforms(luck, STAFFING, department, world.projects[k].key, 1)[0] * size)
    start = world.projects[k].team_start + placed
    found = 0
    for place in range(size):
        if found == wanted:
            break
        i = first + (offset + place) % size
        if world.seats[i].project == NO_PROJECT:
            world.seats[i].project = k
            world.members[start + found] = i
            found += 1
    return found
