"""Small organizations made by hand or from the recipe, and the engine stepped through them week by week."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import numpy as np

from sim.organization.builder import build_organization
from sim.organization.chart import NOBODY, Organization
from sim.organization.tie_blocks import in_blocks
from sim.organization.tie_layout import TieLayout
from sim.replay import Replay
from sim.scenario import Scenario

Heard = Callable[[int, int], bool]

NO_PROJECTS = {"project.share": 0.0}
NO_TURNOVER = {"turnover.active": False}
EQUAL_PEOPLE = {"people.spread": 0.0, "people.climate": 0.0}
QUIET = {  # nothing unforeseen but what a test lets happen
    **NO_TURNOVER,
    "workload.active": False,
    "exposure.active": False,
    "legacy.active": False,
    "estimation.spread": 0.0,
    "estimation.task_spread": 0.0,
    "estimation.bias": 0.0,
}


@cache
def recipe(headcount: int = 48, departments: int = 4, contacts: float = 8.0) -> Organization:
    """Return an organization from the recipe, with teams of about five."""
    changes = {"headcount": headcount, "departments": departments, "contacts": contacts, "team_size": 5}
    return build_organization(
        Scenario().with_values({f"organization.{name}": value for name, value in changes.items()}).organization, 1, 0
    )


def by_hand(departments: int, size: int, team: int, heard: Heard, *, managed: bool = True) -> Organization:
    """Return departments of one size, cut into teams; ``heard(i, j)`` says whether seat i has a tie to seat j."""
    n = departments * size
    seats = np.arange(n)
    department = seats // size
    targets = [
        [*ties_of(i, heard, range(i // size * size, (i // size + 1) * size)), *ties_of(i, heard, outside(i, n, size))]
        for i in range(n)
    ]
    starts = np.cumsum([0, *map(len, targets)])
    inside = [sum(j // size == i // size for j in targets[i]) for i in range(n)]
    manager = np.where(seats % size == 0, np.where(seats == 0, NOBODY, 0), department * size)
    return Organization(
        seat_names=tuple(map(str, seats)),
        department_names=tuple(map(str, range(departments))),
        department=department.astype(np.int32),
        unit=(seats // team).astype(np.int32),
        manager=(manager if managed else np.full(n, NOBODY)).astype(np.int32),
        level=np.where(seats == 0, 0, np.where(seats % size == 0, 1, 2)).astype(np.int32),
        department_start=np.arange(0, n + 1, size, dtype=np.int32),
        unit_start=np.arange(0, n + 1, team, dtype=np.int32),
        unit_department=(np.arange(0, n, team) // size).astype(np.int32),
        change_oriented=np.zeros(departments, np.bool_),
        ties=in_blocks(
            TieLayout(
                tie_start=starts.astype(np.int64),
                tie_split=starts[:-1] + np.array(inside, np.int64),
                tie_target=np.array([j for row in targets for j in row], np.int32),
                tie_weight=np.ones(starts[-1], np.float32),
            )
        ),
        traits=np.full((n, 3), np.nan),
    )


def ties_of(i: int, heard: Heard, others: Iterable[int]) -> list[int]:
    """Return which of the others seat i has a tie to."""
    return [j for j in others if j != i and heard(i, j)]


def outside(i: int, n: int, size: int) -> list[int]:
    """Return the seats of other departments than that of seat i."""
    return [j for j in range(n) if j // size != i // size]


class Stepwise:
    """A replay whose world is moved on by hand, so that it can be looked at, and changed, between any two weeks."""

    def __init__(self, scenario: Scenario, organization: Organization, replicate: int = 0) -> None:
        self.scenario, self.organization, self.replicate = scenario, organization, replicate
        replay = Replay(scenario, organization, replicate)
        self.plan = replay.plan
        self.world = replay.beginning()
        self.week = 0
        self._weeks = replay.follow(self.world)

    def live(self, weeks: int = 1) -> None:
        """Live some weeks."""
        for _ in range(weeks):
            next(self._weeks)
            self.week += 1


def changed(*changes: Mapping[str, object], **named: object) -> dict[str, object]:
    """Return changes as one, ``project__size=5`` meaning ``project.size``; the last word counts."""
    merged: dict[str, object] = {}
    for change in changes:
        merged.update(change)
    merged.update({name.replace("__", "."): value for name, value in named.items()})
    return merged


def scenario_with(*changes: Mapping[str, object], **named: object) -> Scenario:
    """Return a scenario with changes, ``project__size=5`` meaning ``project.size``."""
    return Scenario().with_values(changed(*changes, **named))
