"""The portfolio: the same total change work in every scenario, cut into projects of the chosen size.

Rule    total = share * people * weeks; project k is wanted when the middle of its piece of the work is due, so that
        the mean due date of the work does not depend on the size. A rest below half a project is part of the last one.
        Part of the work can be a stream of its own, cut in another way and due from a week until another; what is left
        is due the more slowly meanwhile.
        Approval takes a lead time that grows with size. team = max(2, round(team_factor * size^team_exponent));
        departments grow like size^departments_exponent.
Source  Approval lead ~ size^0.35: Melbourne Water, 445 projects. Team 2, 3, 7, 14 by size quartile: Ahonen et al. 2015.
        Duration ~ effort^0.34 to 0.47: China, Desharnais (the team rule implies 0.45).
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.elementary import power
from sim.parameters import Grade, Parameters, Role, declare
from sim.state import PROJECT

NOTHING = 1e-9


class ProjectPlan(Parameters):
    """How change work is cut into projects."""

    size: float = declare(
        "nominal effort of a project",
        default=80.0,
        unit="person-weeks",
        bounds=(1, 20_000),
        role=Role.LEVER,
        grade=Grade.SEED,
        source="Antwerp: microprojects against large projects",
    )
    share: float = declare(
        "share of all working time that is wanted as change work", default=0.08, bounds=(0, 0.5), role=Role.CONSTANT
    )
    allocation: float = declare(
        "share of a member's week agreed for the project", default=0.5, bounds=(0.05, 1), role=Role.CONSTANT
    )
    team_factor: float = declare("factor of the team-size rule", default=0.6, bounds=(0.1, 3), role=Role.CONSTANT)
    team_exponent: float = declare(
        "exponent of the team-size rule",
        default=0.55,
        bounds=(0, 1),
        grade=Grade.DATA,
        source="Ahonen et al. 2015; China and Desharnais durations",
    )
    departments_factor: float = declare("factor of the rule for departments involved", default=0.45, bounds=(0, 5))
    departments_exponent: float = declare("exponent of the rule for departments involved", default=0.35, bounds=(0, 1))
    engaged_limit: float = declare("share of people who can be on projects at once", default=0.35, bounds=(0.01, 1))
    approval_factor: float = declare(
        "approval lead of a project of one person-week", default=1.0, unit="weeks", bounds=(0, 20)
    )
    approval_exponent: float = declare(
        "exponent of approval lead over size",
        default=0.35,
        bounds=(0, 1),
        grade=Grade.DATA,
        source="Melbourne Water, 445 projects: need to approval ~ size^0.35",
    )


class Stream(NamedTuple):
    """Part of the wanted work that is cut into projects of its own.

    Attributes:
        work: all of it, in person-weeks.
        rate: person-weeks that are due a week; 0 where there is no such stream.
        size: effort of a project, in person-weeks.
        first_week: week from which it is due.
        last_week: week until which it is due.
        first_key: key of its first project; the others count on, far beyond the regular ones.
        given: what its projects begin with, by field of PROJECT.

    """

    work: float
    rate: float
    size: float
    first_week: int
    last_week: int
    first_key: int
    given: Mapping[str, float]


def team_size(p: ProjectPlan, effort: float, people: int) -> int:
    """Return how many people work on a project of ``effort`` person-weeks, at least 2 where there are 2."""
    return min(people, max(2, round(p.team_factor * power(effort, p.team_exponent))))


def usual_team(effort: float, people: int) -> int:
    """Return how many people usually work on a project of ``effort`` person-weeks, by the rule as it is declared."""
    return team_size(ProjectPlan(), effort, people)


def departments_involved(p: ProjectPlan, effort: float, departments: int, people: int) -> int:
    """Return how many departments a project of ``effort`` person-weeks needs."""
    wanted = max(1, round(p.departments_factor * power(effort, p.departments_exponent)))
    return min(wanted, departments, team_size(p, effort, people))


def approval_lead(p: ProjectPlan, effort: float) -> float:
    """Return the weeks from wanting a project of ``effort`` person-weeks to its approval."""
    return p.approval_factor * power(effort, p.approval_exponent)


def total_work(p: ProjectPlan, people: int, weeks: int) -> float:
    """Return the change work wanted over the whole run, in person-weeks."""
    return p.share * people * weeks


def pieces(total: float, size: float) -> NDArray[np.float64]:
    """Return ``total`` person-weeks cut into pieces of ``size``; a rest below half a piece is part of the last one."""
    count = max(1, math.floor(total / size + 0.5)) if total > NOTHING else 0
    efforts = np.full(count, size)
    efforts[-1:] = total - size * (count - 1)
    return efforts


def _middles(efforts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much work of its stream is due before the middle of each piece."""
    size = efforts[0] if len(efforts) else 0.0
    return np.arange(len(efforts)) * size + efforts / 2.0


def _due_regular(
    efforts: NDArray[np.float64], p: ProjectPlan, apart: Stream, people: int, weeks: int
) -> NDArray[np.float64]:
    """Return when the middle of each piece is due (weeks).

    While the stream apart is due, less regular work is.
    """
    rate, middles, start, end = p.share * people, _middles(efforts), apart.first_week, apart.last_week
    before, beside = rate * start, math.fsum(efforts) - rate * (start + weeks - end)
    if apart.rate == 0.0 or start >= end or beside <= 0.0:
        return middles / rate
    slower = start + (middles - before) / beside * (end - start)
    due = np.where(middles <= before, middles / rate, slower)
    return np.where(middles <= before + beside, due, end + (middles - before - beside) / rate)


def plan_portfolio(p: ProjectPlan, apart: Stream, people: int, departments: int, weeks: int) -> NDArray[np.void]:
    """Return the projects of a run, PROJECT records in the order in which they are wanted.

    The work of the stream ``apart`` is cut in its own way, the rest into regular projects, whose keys are their
    numbers: cutting part of the work differently leaves the other projects their luck.
    """
    regular = pieces(total_work(p, people, weeks) - apart.work, p.size)
    others = pieces(apart.work, apart.size)
    due_others = apart.first_week + _middles(others) / apart.rate if len(others) else np.zeros(0)
    projects = np.zeros(len(regular) + len(others), PROJECT)
    projects["effort"] = np.concatenate([regular, others])
    projects["key"] = np.concatenate([np.arange(len(regular)), apart.first_key + np.arange(len(others))])
    projects["worth"] = 1.0
    for name, value in apart.given.items():
        projects[name][len(regular) :] = value
    due = np.concatenate([_due_regular(regular, p, apart, people, weeks), due_others])
    _size_up(projects, due, p, people, departments)
    projects = projects[np.argsort(projects["wanted"], kind="stable")]
    projects["team_start"] = np.cumsum(projects["team"]) - projects["team"]
    return projects


def _size_up(
    projects: NDArray[np.void], due: NDArray[np.float64], p: ProjectPlan, people: int, departments: int
) -> None:
    """Write when each project is wanted, and how many people and departments it needs."""
    for effort in np.unique(projects["effort"]):
        same = projects["effort"] == effort
        projects["wanted"][same] = np.floor(due[same] + approval_lead(p, effort)).astype(np.int32)
        projects["team"][same] = team_size(p, effort, people)
        projects["usual_team"][same] = usual_team(effort, people)
        projects["departments"][same] = departments_involved(p, effort, departments, people)
