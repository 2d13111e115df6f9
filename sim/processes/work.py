"""Project work: what a team gives in a week goes into coordination, start-up, rework and progress, in this order.

Rule    work = sum over members who are there of allocation * time factor * (1 - overhead) * productivity. Every member
        talks with one teammate this week (a keyed rotation of the team); the chances that these exchanges fail give the
        mean of a Poisson count of failures, each of which puts wrong work into the project; a week used in part has
        that part of them. Spending is time given, whatever it yields. A project ages by the calendar, its last week
        counting as far as it is used.
Source  Backlog, rework and coordination as in the Virtual Design Team (Levitt et al. 1999); see the mechanisms.
"""

from typing import NamedTuple

import numpy as np

from sim.bounded import combined
from sim.compiler import allocates, compiled, kernel, step
from sim.processes.coordination import Coordination, exchanges, time_lost_by
from sim.processes.deadline import Deadline, pace_kept
from sim.processes.exposure import Exposure, meet_the_world
from sim.processes.hidden_errors import HiddenErrors, make_errors, review
from sim.processes.learning import novice_dip
from sim.processes.miscommunication import Miscommunication, failure_probability, more_often
from sim.processes.onboarding import Onboarding, tell_time_left
from sim.processes.practising import practise
from sim.processes.ties import may_be_tied, sit_apart, standing_tie, tie_between
from sim.processes.tracking import Tracking
from sim.processes.workload import project_time_factor
from sim.state import NEVER, SILO, THIS_WEEK, TRUST, Array, Chart, Schedule, World
from sim.streams import PROJECT_WEEK, four_uniforms, poisson


class WorkRules(NamedTuple):
    """The mechanisms that meet in a week of project work."""

    coordination: Coordination
    exposure: Exposure
    tracking: Tracking
    miscommunication: Miscommunication
    hidden_errors: HiddenErrors
    onboarding: Onboarding
    deadline: Deadline


@allocates
@step
def work_on_projects(
    week: int, schedule: Schedule, world: World, chart: Chart, allocation: float, p: WorkRules, luck: Array
) -> None:
    """Let every running project meet the world and its team work for a week."""
    election = world.portfolio[0].election
    effects = world.effects[THIS_WEEK]
    left = np.empty(world.units.shape[1])
    tell_time_left(week, left, schedule, world, p.onboarding)
    team, talks = 0, 0.0
    for r in range(world.portfolio[0].running):
        k = world.running[r]
        project = world.projects[k]
        if project.team != team:  # mostly that of the project before
            team, talks = project.team, exchanges(project.team, p.coordination)
        practise(project, world)
        events = four_uniforms(luck, PROJECT_WEEK, week, project.key, 1)
        meet_the_world(
            project,
            week,
            election,
            events,
            _absorbed(project, effects, p.tracking),
            effects.sponsor_care,
            world.shocks[0].sponsor_loss,
            p.exposure,
        )
        _work_a_week(k, week, talks, left, schedule, world, chart, allocation, p, luck)


@kernel
def _absorbed(project: Array, effects: Array, p: Tracking) -> float:
    kept_out = combined(project.concise, project.agility)
    kept_out = combined(kept_out, effects.scope_control)
    return combined(kept_out, p.refused if project.tracked else 0.0)


@compiled
def partner_offset(team: int, u: float) -> int:
    """Return how far around the team everybody's partner of this week sits, 1 to team - 1."""
    return 1 + int(u * (team - 1)) if team > 1 else 0


@compiled
def around(place: int, team: int) -> int:
    """Return a place less than twice around the team as a place in it; the remainder of a division is slow."""
    return place - team if place >= team else place


@kernel
def _work_a_week(
    k: int,
    week: int,
    full_talks: float,
    left: Array,
    schedule: Schedule,
    world: World,
    chart: Chart,
    allocation: float,
    p: WorkRules,
    luck: Array,
) -> None:
    """``full_talks`` are the exchanges a person-week of a team in which everybody needs the others."""
    project = world.projects[k]
    effects = world.effects[THIS_WEEK]
    draws = four_uniforms(luck, PROJECT_WEEK, week, project.key, 0)
    offset = partner_offset(project.team, draws[0])
    needed = 1.0 - project.independence
    overhead = time_lost_by(project.team, project.usual_team, full_talks, p.coordination) * needed
    talks = full_talks * needed
    time, work, failing = 0.0, 0.0, 0.0
    for m in range(project.team):
        place, other = project.team_start + m, project.team_start + around(m + offset, project.team)
        i, j = world.members[place], world.members[other]
        given = allocation * project_time_factor(world.seats[i].workload)
        given *= 1.0 if week >= world.seats[i].away_until else 0.0
        given *= left[chart.unit[i]]
        time += given
        work += given * (1.0 - overhead) * _productivity(i, world)
        standing = standing_tie(i, j, world, chart) if may_be_tied(place, other, world) else 0.0
        failing += given * _pair_failure(project, i, j, standing, world, chart, schedule, p.miscommunication)
    kept = _pace(project, week, work, p.deadline)
    time, work, failing = time * kept, work * kept, failing * kept
    before = project.spent
    used, rework, progress = _spend(project, week, time, work, overhead)
    world.portfolio[0].spent += project.spent - before
    failures = poisson(used * failing * talks * project.complexity, draws[1])
    project.failed_exchanges += failures
    project.failures_now = failures / max(1.0, time * talks)
    make_errors(project, failures, rework, progress, project.modularity, p.hidden_errors)
    sight = project.visibility + effects.risk_review + (p.tracking.sight if project.tracked else 0.0)
    review(project, sight, time / project.team, p.hidden_errors)


@kernel
def _pace(project: Array, week: int, work: float, p: Deadline) -> float:
    """Return the share of its pace that a team keeps with a deadline still ahead."""
    left = project.startup_left + project.rework_known + project.scope - project.done
    return pace_kept(left, project.planned_weeks_last - (week - project.start), work, p)


@kernel
def _productivity(i: int, world: World) -> float:
    factor = 1.0
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        practice, ladder = world.measures[THIS_WEEK, m], world.ladders[m, i]
        mastered = practice.focus * ladder.use * ladder.proficiency
        factor *= novice_dip(ladder.use, ladder.proficiency, practice.dip) * (1.0 + mastered)
    return factor


@kernel
def _pair_failure(
    project: Array, i: int, j: int, standing: float, world: World, chart: Chart, schedule: Schedule, p: Miscommunication
) -> float:
    across = sit_apart(i, j, world, chart, schedule)
    tie = tie_between(i, j, standing, world) if across else 1.0
    one, other = world.seats[i], world.seats[j]
    overload = 0.5 * (one.workload + other.workload)
    chance = failure_probability(
        0.5 * (world.traits[i, SILO] + world.traits[j, SILO]),
        0.5 * (world.traits[i, TRUST] + world.traits[j, TRUST]),
        tie,
        across,
        0.5 * (one.collaboration_skill + other.collaboration_skill),
        p,
    )
    often = more_often(overload, _differ(i, j, world) if p.mixed > 0.0 else 0.0, p)
    return min(1.0, chance * _unclear(project, i, j, world) * often)


@kernel
def _differ(i: int, j: int, world: World) -> float:
    """Return whether one of two people uses a practice that the other does not, 0 or 1."""
    differ = 0.0
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        differ = max(differ, abs(world.ladders[m, i].use - world.ladders[m, j].use))
    return differ


@kernel
def _unclear(project: Array, i: int, j: int, world: World) -> float:
    """Return the share of failures that remains where two people practise the same, in [0, 1]."""
    factor = 1.0 if project.run_by == NEVER else 1.0 - world.measures[THIS_WEEK, project.run_by].clarity
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        one, other = world.ladders[m, i], world.ladders[m, j]
        both = min(one.proficiency * one.use, other.proficiency * other.use)
        factor *= 1.0 - world.measures[THIS_WEEK, m].clarity * both
    return factor


@kernel
def _spend(project: Array, week: int, time: float, work: float, overhead: float) -> tuple[float, float, float]:
    left = work
    startup = min(left, project.startup_left)
    project.startup_left -= startup
    left -= startup
    rework = min(left, project.rework_known)
    project.rework_known -= rework
    left -= rework
    progress = min(left, project.scope - project.done)
    project.done += progress
    left -= progress
    used = (work - left) / work if work > 0.0 else 0.0
    _book(project, time * used, overhead, startup, rework, progress)
    project.elapsed_weeks = week - project.start + (used if left > 0.0 else 1.0)
    return used, rework, progress


@kernel
def _book(project: Array, time: float, overhead: float, startup: float, rework: float, progress: float) -> None:
    worked = startup + rework + progress
    if worked <= 0.0:
        return
    direct = time * (1.0 - overhead) / worked
    project.spent += time
    project.spent_coordination += time * overhead
    project.spent_startup += direct * startup
    project.spent_rework += direct * rework
    project.spent_progress += direct * progress
