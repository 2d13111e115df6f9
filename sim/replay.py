"""A run lived again, a week at a time: how everything was before a week and how it is after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine import Plan, begin, lucks_of, make_plan, one_week
from sim.organization.chart import Organization
from sim.outcomes.dictionary import SERIES_NAMES
from sim.scenario import Scenario
from sim.state import World


@dataclass(frozen=True)
class Life:
    """One replicate of a scenario in one organization: all that determines a run."""

    scenario: Scenario
    organization: Organization
    replicate: int

    @cached_property
    def plan(self) -> Plan:
        """The scenario made ready for the organization."""
        return make_plan(self.scenario, self.organization)

    @cached_property
    def luck(self) -> np.void:
        """The key of every draw of this run."""
        luck: np.void = lucks_of(self.plan.seed, np.array([self.replicate]))[0]
        return luck


class Moment(NamedTuple):
    """One week: the world before it (a copy), the world after it (live, it goes on changing), and the week's record."""

    week: int
    before: World
    after: World
    record: NDArray[np.float64]


def live(life: Life) -> Iterator[Moment]:
    """Live a run and yield every week of it; the same bits as in a batch."""
    world = _begun(life)
    for week in range(life.plan.weeks):
        before = World(*(array.copy() for array in world))
        yield Moment(week, before, world, _one_week(week, world, life))


def end_of(life: Life) -> tuple[World, NDArray[np.float64]]:
    """Live a run and return its last world and the record of its last week."""
    world = _begun(life)
    record = np.zeros(len(SERIES_NAMES))
    for week in range(life.plan.weeks):
        record = _one_week(week, world, life)
    return world, record


def _begun(life: Life) -> World:
    plan, world = life.plan, life.plan.new_world()
    begin(world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.silo, life.luck)
    return world


def _one_week(week: int, world: World, life: Life) -> NDArray[np.float64]:
    plan, record = life.plan, np.zeros(len(SERIES_NAMES))
    one_week(week, world, plan.chart, plan.parameters, plan.on_board, plan.silo, life.luck, record)
    return record
