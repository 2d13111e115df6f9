"""What a recorder notes: events, what became of something, and reasons; all as plain values."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.replay import Moment, Replay
from sim.state import Array, World

Figure = bool | int | float | str | None
Figures = Mapping[str, Figure]
NO_PRACTICES: Mapping[str, float] = MappingProxyType({})


class Event(NamedTuple):
    """Something that happened in a week: its kind, in a few words, in a sentence, and the figures in it."""

    week: int
    kind: str
    brief: str
    text: str
    figures: Figures


class Reason(NamedTuple):
    """Why something became what it became, in one respect."""

    topic: str
    text: str
    figures: Figures


class SubjectOutcome(NamedTuple):
    """What became of something: in a word, in a sentence, and on a scale on which its variants can be compared.

    ``by_practice`` is what of the scale belongs to each practice, of people and groups.
    """

    word: str
    text: str
    scale: float
    by_practice: Mapping[str, float] = NO_PRACTICES


class Recorder(Protocol):
    """Watches one subject through a run and remembers what happened to it."""

    def see(self, moment: Moment) -> None:
        """Note what one week changed."""

    def events(self) -> list[Event]:
        """Return what happened, in its order."""

    def reasons(self) -> list[Reason]:
        """Return why it became what it became."""

    def table(self) -> list[Figures]:
        """Return how it went at a few dates, a row a date; empty where that would say nothing."""


class Subject(Protocol):
    """Something that can be asked about, the same in every run that shares its organization."""

    @property
    def replay(self) -> Replay:
        """The run it is in."""

    @property
    def kind(self) -> str:
        """What it is: project, unit, department or employee."""

    @property
    def number(self) -> int:
        """Its number, counted from 0."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def practices(self) -> Sequence[int]:
        """The places among the measures of the practices it is told about; none where it takes up nothing."""

    def parts(self, world: World) -> Mapping[str, Array]:
        """Return the rows of the world's arrays that are it, by name of the array."""

    def outcome(self, world: World) -> SubjectOutcome:
        """Return what has become of it."""

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether a variant in which another outcome is met made a difference."""

    def listens_to(self, world: World, /) -> NDArray[np.int64]:
        """Return the seats through which the rest of the organization reaches it."""

    def recorder(self) -> Recorder:
        """Return a new recorder for it."""


def in_order(events: Sequence[Event]) -> list[Event]:
    """Return events by week; those of one week stay in the order in which they were noted."""
    return sorted(events, key=lambda event: event.week)
