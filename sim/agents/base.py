"""What the Mesa face takes from Mesa, and the base of its agents: live views on the arrays of a world.

A view holds no state of its own but its number. Reading an attribute reads the engine's array of that moment, and
writing one writes it, so that a view can never be out of date and costs nothing while nobody looks.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from typing import Any, NoReturn, Protocol, Self, overload

from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.scenario import Scenario
from sim.state import World

_START_METHOD = multiprocessing.get_start_method(allow_none=True)

from mesa import DataCollector, Model, batch_run  # noqa: E402 - Mesa 3.3 changes the start method while it is imported
from mesa.agent import Agent, AgentSet  # noqa: E402 - the same

multiprocessing.set_start_method(_START_METHOD, force=True)

__all__ = [
    "Agent",
    "AgentSet",
    "DataCollector",
    "Everyone",
    "Figure",
    "Model",
    "OfLadder",
    "Share",
    "Society",
    "View",
    "batch_run",
    "leading_ladder",
]


class Everyone(Protocol):
    """The views of a model by kind, each in the order of the rows they show."""

    @property
    def employees(self) -> Sequence[Any]:
        """The seats."""

    @property
    def departments(self) -> Sequence[Any]:
        """The departments."""

    @property
    def projects(self) -> Sequence[Any]:
        """The projects."""


class Society(Protocol):
    """What a view needs of the model it belongs to."""

    @property
    def world(self) -> World:
        """The arrays of this moment."""

    @property
    def organization(self) -> Organization:
        """Who is there."""

    @property
    def settings(self) -> Scenario:
        """The scenario as it stands."""

    @property
    def everybody(self) -> Everyone:
        """All other views."""

    @property
    def random(self) -> Any:  # noqa: ANN401 - Mesa's own generator, which orders its sets of agents
        """What Mesa shuffles with."""


class View(Agent):
    """An agent that shows row ``number`` of the world's arrays.

    Attributes:
        model: the model it belongs to.
        number: its row, counted from 0.
        unique_id: its number among all agents of the model, counted from 1.

    """

    model: Society  # type: ignore[assignment]  # Mesa promises a model of its own class; a view needs no more than this

    def __init__(self, model: Society, number: int) -> None:
        super().__init__(model)  # type: ignore[arg-type]  # the same
        self.number = number

    @property
    def name(self) -> str:
        """What people call it."""
        raise NotImplementedError

    def remove(self) -> NoReturn:
        """Refuse: who is there is fixed while a scenario runs."""
        raise ScenarioError(
            f"{self.name} cannot be removed: seats, departments and projects are fixed while a scenario runs"
        )


class Figure:
    """A number that the model computes, read live from ``column`` of an array of the world."""

    def __init__(self, array: str, column: int | str) -> None:
        self._array = array
        self._column = column

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, view: None, owner: type) -> Self: ...
    @overload
    def __get__(self, view: View, owner: type) -> float: ...
    def __get__(self, view: View | None, owner: type) -> Self | float:
        if view is None:
            return self
        return float(getattr(view.model.world, self._array)[view.number][self._column])

    def __set__(self, view: View, value: float) -> None:
        raise ScenarioError(f"{self._name} of {view.name} is computed by the model and cannot be set")


class OfLadder(Figure):
    """A number about the practice that was first to be done, read live from the ladder of that practice."""

    def __init__(self, column: str) -> None:
        super().__init__("ladders", column)

    def __get__(self, view: View | None, owner: type) -> Any:  # noqa: ANN401 - itself from the class, a number from a view
        if view is None:
            return self
        return float(leading_ladder(view.model.world)[view.number][self._column])


def leading_ladder(world: World) -> Any:  # noqa: ANN401 - records; their fields are known to the engine's compiler
    """Return where everybody stands with the practice that was first to be done; nobody anywhere before one is."""
    return world.ladders[max(0, int(world.portfolio["leading"][0]))]


class Share(Figure):
    """A number in [0, 1] that may also be set; the model goes on from there."""

    def __set__(self, view: View, value: float) -> None:
        if not 0.0 <= value <= 1.0:
            raise ScenarioError(f"{self._name} of {view.name} = {value:g} is out of bounds: allowed is 0 to 1")
        getattr(view.model.world, self._array)[view.number][self._column] = value
