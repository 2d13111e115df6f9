"""A run replayed, a week at a time: how everything was before a week and how it is after it.

The bits are those of the run in a batch: both live the same compiled week.
"""

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

Record = NDArray[np.float64]


class Moment(NamedTuple):
    """One week: the world before it (a copy), the world after it (live, it goes on changing), and the week's record."""

    week: int
    before: World
    after: World
    record: Record


@dataclass(frozen=True)
class Replay:
    """One replicate of a scenario in one organization: all that determines a run, ready to be run again."""

    scenario: Scenario
    organization: Organization
    replicate: int = 0

    @cached_property
    def plan(self) -> Plan:
        """The scenario made ready for the organization."""
        return make_plan(self.scenario, self.organization)

    @cached_property
    def luck(self) -> np.void:
        """The key of every draw of this run."""
        luck: np.void = lucks_of(self.plan.seed, np.array([self.replicate]))[0]
        return luck

    def beginning(self) -> World:
        """Return a world of its own, as it is before the first week."""
        plan, world = self.plan, self.plan.new_world()
        begin(world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.silo, self.luck)
        return world

    def follow(self, world: World) -> Iterator[tuple[int, Record]]:
        """Move a world that is at its beginning on by a week at a time, and yield each week with its record.

        Nothing is copied: the world is the one that was given, and changes with every week that is asked for.
        """
        for week in range(self.plan.weeks):
            yield week, self._one_week(week, world)

    def weeks(self) -> Iterator[Moment]:
        """Replay the run and yield every week with the world before and after it."""
        world = self.beginning()
        for week in range(self.plan.weeks):
            before = World(*(array.copy() for array in world))
            yield Moment(week, before, world, self._one_week(week, world))

    def end(self) -> tuple[World, Record]:
        """Replay the run and return its last world and the record, float64 (len(SERIES)), of its last week."""
        world, record = self.beginning(), np.zeros(len(SERIES_NAMES))
        for week in range(self.plan.weeks):
            record = self._one_week(week, world)
        return world, record

    def _one_week(self, week: int, world: World) -> Record:
        plan, record = self.plan, np.zeros(len(SERIES_NAMES))
        one_week(week, world, plan.chart, plan.parameters, plan.schedule, plan.silo, self.luck, record)
        return record
