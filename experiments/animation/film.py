"""A run as frames: who is shown, with which mark in which week, and what each week is in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.animation.colours import MEASURED, STAGE, Mark, bands_of, marks_of, values_of
from experiments.explain.practices import practice_name
from experiments.wording.calendar import Calendar
from experiments.wording.quantities import percent
from sim.organization.chart import Organization
from sim.replay import Replay
from sim.state import ADOPTED, STAGES, World

MOST_DOTS = 4000


class Block:
    """A department: its name, its people, and those of them who are shown."""

    def __init__(self, name: str, seats: NDArray[np.int64], step: int) -> None:
        self.name = name
        self.seats = seats
        self.shown = seats[::step]


@dataclass(frozen=True)
class Look:
    """By what people are coloured: ``colour``, and for stages the place of the practice among the measures."""

    colour: str
    practice: int

    @property
    def title(self) -> str:
        """What is shown, in words."""
        return f"stage of adoption of {practice_name(self.practice)}" if self.colour == STAGE else self.word

    @property
    def word(self) -> str:
        """What a value of it is called."""
        return MEASURED[self.colour].label if self.colour in MEASURED else self.colour

    @property
    def meaning(self) -> str:
        """What it is, in a sentence."""
        if self.colour == STAGE:
            return "How far people are with the practice: from not knowing of it to having made it their own."
        meaning = MEASURED[self.colour].meaning
        return f"{meaning[0].upper()}{meaning[1:]}, from 0 to 1."

    def marks(self, world: World) -> NDArray[np.uint8]:
        """Return the number of everybody's mark, uint8 (seats)."""
        if self.colour == STAGE:
            return np.asarray(world.ladders["stage"][self.practice], dtype=np.uint8)
        return bands_of(values_of(self.colour, world))


@dataclass(frozen=True)
class Film:
    """What an animation shows.

    Attributes:
        look, marks: by what people are coloured, and how each mark looks.
        blocks: the departments in their order.
        per_dot: how many people one dot stands for.
        weeks: what each week is called.
        frames: uint8 (weeks, dots), the mark of every dot, department by department.
        counts: int64 (weeks, marks), how many people have each mark.
        said: what each week is, in a sentence; ``figures``: in a few words, of every department (weeks, departments).

    """

    look: Look
    marks: Sequence[Mark]
    blocks: Sequence[Block]
    per_dot: int
    weeks: Sequence[str]
    frames: NDArray[np.uint8]
    counts: NDArray[np.int64]
    said: Sequence[str]
    figures: Sequence[Sequence[str]]


def film_of(replay: Replay, look: Look, calendar: Calendar | None = None, most: int = MOST_DOTS) -> Film:
    """Live a run again and return it as frames, with ``most`` dots or a few more."""
    marks, step = marks_of(look.colour), max(1, -(-replay.organization.headcount // most))
    blocks = _blocks(replay.organization, step)
    shown = np.concatenate([block.shown for block in blocks])
    weeks: list[str] = []
    frames, counts, said, figures = [], [], [], []
    world = replay.beginning()
    for week, _ in replay.follow(world):
        name = f"week {week}" if calendar is None else calendar.in_text(f"week {week}")
        now = look.marks(world)
        weeks.append(name)
        frames.append(now[shown])
        counts.append(np.bincount(now, minlength=len(marks)))
        said.append(f"{name[0].upper()}{name[1:]}: {_sentence(look, world, counts[-1])}")
        figures.append([_figure(look, world, block.seats) for block in blocks])
    return Film(look, marks, blocks, step, weeks, np.array(frames), np.array(counts), said, figures)


def _blocks(organization: Organization, step: int) -> list[Block]:
    starts = organization.department_start
    return [
        Block(name, np.arange(starts[k], starts[k + 1], dtype=np.int64), step)
        for k, name in enumerate(organization.department_names)
    ]


def _sentence(look: Look, world: World, counts: NDArray[np.int64]) -> str:
    """Return how everybody is in a week."""
    people = int(counts.sum())
    if look.colour == STAGE:
        others = ", ".join(
            f"{count:,} {stage}" for stage, count in zip(STAGES, counts, strict=True) if stage != "adopted"
        )
        return f"{counts[ADOPTED]:,} of {people:,} people have adopted ({percent(counts[ADOPTED] / people)}); {others}."
    values = values_of(look.colour, world)
    low, high = np.quantile(values, [0.1, 0.9])
    return f"{look.word} is {values.mean():.2f} on average; eight in ten people are between {low:.2f} and {high:.2f}."


def _figure(look: Look, world: World, seats: NDArray[np.int64]) -> str:
    """Return how a department is in a week."""
    if look.colour == STAGE:
        adopted = int((world.ladders["stage"][look.practice, seats] == ADOPTED).sum())
        return f"{adopted:,} of {len(seats):,} adopted"
    return f"{values_of(look.colour, world)[seats].mean():.2f} on average"
