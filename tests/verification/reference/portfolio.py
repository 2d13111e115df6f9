"""The same total change work in every scenario, cut into projects of the chosen size."""

from dataclasses import dataclass
from math import ceil

from sim.processes.portfolio import ProjectPlan


@dataclass(frozen=True)
class Wish:
    """A project as it is wanted: effort in person-weeks, team, departments and the week from which it may start."""

    effort: float
    team: int
    departments: int
    wanted: int


def wishes(p: ProjectPlan, people: int, departments: int, weeks: int) -> list[Wish]:
    """Cut the work into pieces; each is wanted when the middle of it is due, plus the lead time of its approval."""
    total = p.share * people * weeks
    found = []
    for k in range(ceil(total / p.size)):
        effort = min(p.size, total - k * p.size)
        due = (k * p.size + effort / 2.0) / (p.share * people)
        lead = p.approval_factor * effort**p.approval_exponent
        team = min(people, max(2, round(p.team_factor * effort**p.team_exponent)))
        involved = min(departments, team, max(1, round(p.departments_factor * effort**p.departments_exponent)))
        found.append(Wish(effort, team, involved, int(due + lead)))
    return found
