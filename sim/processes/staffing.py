"""Staffing: approved projects start, in the order they were wanted, as soon as enough people are free.

Rule    The first department is that of a keyed random seat, further ones likewise; each gives an equal part of the
        team, taken from a keyed place in it, so that people of one team tend to be asked together. A department that
        has too few free people is helped out by the next. No more than ``engaged_limit`` of all people are on projects.
Source  model.md (team and departments grow with size); the limit is an assumption.
"""

from typing import NamedTuple

from sim.compiler import kernel, step
from sim.processes.coordination import Coordination, time_lost
from sim.processes.estimation import Estimation, set_baselines
from sim.processes.fixed_costs import FixedCosts, fixed_work
from sim.processes.hidden_errors import HiddenErrors, complexity_of
from sim.processes.legacy import Legacy, legacy_factor
from sim.processes.portfolio import ProjectPlan
from sim.processes.practising import choose_way, practise
from sim.processes.tracking import Tracking, draw_tracking
from sim.state import NO_PROJECT, RUNNING, THIS_WEEK, Array, Chart, World
from sim.streams import PROJECT_LUCK, STAFFING, exponential, four_uniforms, normal

TRIES = 8


class StartRules(NamedTuple):
    """The mechanisms that meet in a project that starts."""

    coordination: Coordination
    fixed_costs: FixedCosts
    estimation: Estimation
    legacy: Legacy
    hidden_errors: HiddenErrors
    tracking: Tracking


@step
def start_projects(week: int, world: World, chart: Chart, p: ProjectPlan, rules: StartRules, luck: Array) -> None:
    """Start every wanted project for which people are free, first come, first served."""
    portfolio = world.portfolio[0]
    people = len(world.seats)
    while portfolio.next < portfolio.wanted:
        k = portfolio.next
        project = world.projects[k]
        limit = max(p.engaged_limit * people, 1.0 * project.team)
        if project.wanted > week or portfolio.engaged + project.team > limit:
            return
        _gather_team(k, world, chart, luck)
        project.departments = count_project(k, 1, world, chart)
        _begin(k, week, world, p.allocation, rules, luck)
        world.running[portfolio.running] = k
        portfolio.running += 1
        portfolio.engaged += project.team
        portfolio.next += 1


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
    project.steering_patience = exponential(draws[2])
    project.use_luck = draws[3]


@kernel
def _gather_team(k: int, world: World, chart: Chart, luck: Array) -> None:
    project = world.projects[k]
    department = chart.department[_keyed_seat(k, 0, world, luck)]
    project.lead = department
    placed = 0
    for d in range(project.departments):
        share = (project.team - placed) // (project.departments - d)
        placed += _ask_department(k, department, placed, share, world, chart, luck)
        department = _another_department(k, d + 1, placed, world, chart, luck)
    while placed < project.team:
        placed += _ask_department(k, department, placed, project.team - placed, world, chart, luck)
        department = (department + 1) % len(world.departments)


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
