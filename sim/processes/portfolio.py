"""The portfolio: the same total change work in every scenario, cut into projects of the chosen size.

Rule    total = share * people * weeks; project k is wanted when the middle of its piece of the work is due, so that
        the mean due date of the work does not depend on the size. Approval takes a lead time that grows with size.
        team = max(2, round(team_factor * size^team_exponent)); departments grow like size^departments_exponent.
Source  Approval lead ~ size^0.35: Melbourne Water, 445 projects. Team 2, 3, 7, 14 by size quartile: Ahonen et al. 2015.
        Duration ~ effort^0.34 to 0.47: China, Desharnais (the team rule implies 0.45).
"""

import math

import numpy as np

from sim.parameters import Grade, Parameters, Role, declare
from sim.state import Array


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
    share: float = declare("share of all working time that is wanted as change work", default=0.08, bounds=(0, 0.5), role=Role.CONSTANT)
    allocation: float = declare("share of a member's week agreed for the project", default=0.5, bounds=(0.05, 1), role=Role.CONSTANT)
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
    approval_factor: float = declare("approval lead of a project of one person-week", default=1.0, unit="weeks", bounds=(0, 20))
    approval_exponent: float = declare(
        "exponent of approval lead over size",
        default=0.35,
        bounds=(0, 1),
        grade=Grade.DATA,
        source="Melbourne Water, 445 projects: need to approval ~ size^0.35",
    )


def team_size(p: ProjectPlan, effort: float, people: int) -> int:
    """Return how many people work on a project of ``effort`` person-weeks, at least 2 where there are 2."""
    return min(people, max(2, round(p.team_factor * effort**p.team_exponent)))


def departments_involved(p: ProjectPlan, effort: float, departments: int, people: int) -> int:
    """Return how many departments a project of ``effort`` person-weeks needs."""
    wanted = max(1, round(p.departments_factor * effort**p.departments_exponent))
    return min(wanted, departments, team_size(p, effort, people))


def approval_lead(p: ProjectPlan, effort: float) -> float:
    """Return the weeks from wanting a project of ``effort`` person-weeks to its approval."""
    return p.approval_factor * effort**p.approval_exponent


def total_work(p: ProjectPlan, people: int, weeks: int) -> float:
    """Return the change work wanted over the whole run, in person-weeks."""
    return p.share * people * weeks


def portfolio_pieces(p: ProjectPlan, people: int, weeks: int) -> tuple[int, float]:
    """Return the number of projects and the effort of the last one, which takes what is left."""
    total = total_work(p, people, weeks)
    count = math.ceil(total / p.size - 1e-9)
    return count, total - p.size * (count - 1)


def plan_portfolio(projects: Array, p: ProjectPlan, people: int, departments: int, weeks: int) -> None:
    """Write effort and due week of every project into ``projects``, a zeroed PROJECT array of the right length."""
    count, last = portfolio_pieces(p, people, weeks)
    if count == 0:
        return
    efforts = np.full(count, p.size)
    efforts[-1] = last
    due = (np.arange(count) * p.size + efforts / 2.0) / (p.share * people)
    leads = np.array([approval_lead(p, effort) for effort in (p.size, last)])
    teams = np.array([team_size(p, effort, people) for effort in (p.size, last)])
    involved = np.array([departments_involved(p, effort, departments, people) for effort in (p.size, last)])
    is_last = (np.arange(count) == count - 1).astype(np.int64)
    projects["effort"] = efforts
    projects["wanted"] = np.floor(due + leads[is_last]).astype(np.int32)
    projects["team"] = teams[is_last]
    projects["team_start"] = np.cumsum(projects["team"]) - projects["team"]
    projects["departments"] = involved[is_last]
