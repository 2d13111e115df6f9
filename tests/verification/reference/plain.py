"""The world of one replicate as plain Python objects that round to the engine's precision when something is stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.scenario import Scenario
from sim.state import Chart, Schedule, World
from tests.verification.reference.numbers import Luck

TAKEN = ("on_board", "reached", "asked", "turns", "divisions")  # all else of a schedule is found anew


class Record:
    """One record of the engine; a value is rounded to its field's type when it is stored and is plain when read."""

    def __init__(self, types: Mapping[str, type[np.generic]], values: Iterable[Any]) -> None:
        object.__setattr__(self, "types", types)
        object.__setattr__(self, "values", dict(zip(types, values, strict=True)))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a number, a count or a switch
        return self.values[name]

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401 - the same
        self.values[name] = self.types[name](value).item()


class Numbers:
    """An array of the engine as a list that rounds what is stored to the array's type."""

    def __init__(self, values: Any) -> None:  # noqa: ANN401 - an array of any type
        self._type = values.dtype.type
        self._values = values.tolist()

    def __getitem__(self, i: int) -> Any:  # noqa: ANN401 - a number or a count
        return self._values[i]

    def __setitem__(self, i: int, value: Any) -> None:  # noqa: ANN401 - the same
        self._values[i] = self._type(value).item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass
class Place:
    """The world and everything a week needs to know about where and when it is."""

    scenario: Scenario
    luck: Luck
    week: int
    schedule: Any
    silo: float
    chart: Any
    traits: list[Numbers]
    stances: list[Record]
    seats: list[Record]
    ladders: list[list[Record]]
    formed_target: list[Numbers]
    formed_strength: list[Numbers]
    units: list[list[Record]]
    departments: list[Record]
    projects: list[Record]
    members: Numbers
    running: list[int]
    finished: list[int]
    portfolio: Record
    shocks: Record
    effects: Record
    measures: list[Record]
    practised: list[int]
    rollouts: list[Record]

    def team_of(self, project: Record) -> list[int]:
        """Return the seats of a project's team."""
        return [self.members[place] for place in range(project.team_start, project.team_start + project.team)]

    def unit_of(self, measure: int, i: int) -> Record:
        """Return what a measure knows of the unit of a seat."""
        unit: int = self.chart.unit[i]
        return self.units[measure][unit]

    def seats_of(self, department: int) -> range:
        """Return the seats of a department."""
        return range(self.chart.department_start[department], self.chart.department_start[department + 1])


@cache
def types_of(record: np.dtype[np.void]) -> dict[str, type[np.generic]]:
    """Return the type of every field of a record."""
    return {name: record[name].type for name in record.names or ()}


def records(array: Any) -> list[Record]:  # noqa: ANN401 - records of any type
    """Return the records of an array."""
    types = types_of(array.dtype)
    return [Record(types, row) for row in array.tolist()]


def rows(array: Any) -> list[Numbers]:  # noqa: ANN401 - a table of any type
    """Return the rows of a table."""
    return [Numbers(row) for row in array]


def place_of(
    world: World, chart: Chart, scenario: Scenario, luck: Luck, week: int, schedule: Schedule, silo: float
) -> Place:
    """Copy the engine's world into plain objects."""
    count = int(world.portfolio["running"][0])
    return Place(
        scenario=scenario,
        luck=luck,
        week=week,
        schedule=Schedule(*(getattr(schedule, name).tolist() if name in TAKEN else [] for name in Schedule._fields)),
        silo=silo,
        chart=Chart(*(array.tolist() for array in chart)),
        traits=rows(world.traits),
        stances=records(world.stances),
        seats=records(world.seats),
        ladders=[records(ladder) for ladder in world.ladders],
        formed_target=rows(world.formed_target),
        formed_strength=rows(world.formed_strength),
        units=[records(units) for units in world.units],
        departments=records(world.departments),
        projects=records(world.projects),
        members=Numbers(world.members),
        running=world.running[:count].tolist(),
        finished=world.finished[: int(world.portfolio["finished"][0])].tolist(),
        portfolio=records(world.portfolio[:1])[0],
        shocks=records(world.shocks[:1])[0],
        effects=records(world.effects[:1])[0],
        measures=records(world.measures[0]),
        practised=world.practised[: int(world.portfolio["practices"][0])].tolist(),
        rollouts=records(world.rollouts),
    )


def mean(values: Iterable[float]) -> float:
    """Return the mean, added up in the order given."""
    total, count = 0.0, 0
    for value in values:
        total += value
        count += 1
    return total / count
