"""The same total change work in every scenario, cut into projects of the chosen size, or into microprojects."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from sim.interventions.microprojects import Microprojects
from sim.processes.portfolio import ProjectPlan

FIRST_MICRO_KEY = 2**24


@dataclass(frozen=True)
class Wish:
    """A project as it is wanted.

    Key, effort in person-weeks, team, departments and the week from which it may start.
    """

    key: int
    effort: float
    team: int
    departments: int
    wanted: int


def wishes(p: ProjectPlan, micro: Microprojects, people: int, departments: int, weeks: int) -> list[Wish]:
    """Cut the work into pieces, in the order in which they are wanted, regular ones first."""
    rate = p.share * people
    small = small_work(micro, rate, min(micro.cap, p.size), weeks)
    found = []
    for k, effort, middle in cut(rate * weeks - small, p.size):
        found.append(
            wish(k, effort, regular_due(middle, rate, rate * weeks - small, weeks, micro), p, people, departments)
        )
    for k, effort, middle in cut(small, min(micro.cap, p.size)):
        due = first_week(micro) + middle / (rate * micro.strength)
        found.append(wish(FIRST_MICRO_KEY + k, effort, due, p, people, departments))
    return sorted(found, key=lambda wish: wish.wanted)


def first_week(micro: Microprojects) -> int:
    """Return the week from which work is cut into microprojects."""
    return micro.start_week + micro.delay


def small_work(micro: Microprojects, rate: float, size: float, weeks: int) -> float:
    """Return how much work is cut into microprojects.

    Whole ones only, unless no other work is left to take the rest.
    """
    work = micro.strength * rate * max(0, weeks - first_week(micro))
    return work if micro.strength == 1.0 else floor(work / size + 1e-9) * size


def cut(total: float, size: float) -> Iterator[tuple[int, float, float]]:
    """Cut work into pieces; yield number, effort, and how much work is due before the middle of it is."""
    if total < 1e-9:
        return
    count = max(1, floor(total / size + 0.5))
    for k in range(count):
        effort = size if k < count - 1 else total - k * size
        yield k, effort, k * size + effort / 2.0


def regular_due(middle: float, rate: float, total: float, weeks: int, micro: Microprojects) -> float:
    """Return when so much regular work is due; what is left of it is spread evenly from when microprojects begin."""
    before, start = rate * first_week(micro), first_week(micro)
    if middle <= before or micro.strength == 0.0 or start >= weeks:
        return middle / rate
    return start + (middle - before) / (total - before) * (weeks - start)


def wish(key: int, effort: float, due: float, p: ProjectPlan, people: int, departments: int) -> Wish:
    """Return a project, wanted when it is due plus the lead time of its approval."""
    lead = p.approval_factor * effort**p.approval_exponent
    team = min(people, max(2, round(p.team_factor * effort**p.team_exponent)))
    involved = min(departments, team, max(1, round(p.departments_factor * effort**p.departments_exponent)))
    return Wish(key, effort, team, involved, int(due + lead))
