"""Where two runs with the same luck part: bit by bit, field by field, after every week.

Both runs draw the same numbers for the same decisions, so they stay the same in every bit until something that was
chosen differently acts; what is found first is where it acted first.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.wording.state_fields import FIELDS, place_of
from sim.interventions.catalogue import MEASURES
from sim.state import Array, World

NEVER_APART = -1
PLACEMENT = (  # where a team is kept says nothing about it, nor that somebody could climb and has not
    "projects.team_start",
    *("ladders.patience", "ladders.stage_entries", "ladders.stage_week"),
)
SCRATCH = (  # what a week needs only while it is computed
    *("traits_next", "running", "finished", "effects", "measures", "practised"),
)
BY_MEASURE = ("ladders", "units")  # people and teams, once for every measure


Pair = tuple[Mapping[str, Array], Mapping[str, Array]]


class FieldDifference(NamedTuple):
    """A field that differs: in how many of how many rows, and in the first of these, here and in the counterpart.

    ``measure`` is the measure whose field it is, where every measure has one of its own.
    """

    name: str
    differing: int
    rows: int
    row: int
    here: float
    counterpart: float
    counts: bool
    measure: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from other fields."""
        return self.name, self.measure


class Parting(NamedTuple):
    """The first week after which something differs, and every field that does."""

    week: int
    fields: tuple[FieldDifference, ...]


def differences(here: Mapping[str, Array], counterpart: Mapping[str, Array]) -> list[FieldDifference]:
    """Return every field that differs between the same rows of two worlds, in the order in which a week writes them."""
    found = [difference for array in here for difference in _of_array(array, here[array], counterpart[array])]
    return sorted(found, key=lambda difference: place_of(difference.name))


def _of_array(array: str, here: Array, counterpart: Array) -> list[FieldDifference]:
    if here.shape != counterpart.shape:
        return [FieldDifference(array, 1, 1, 0, len(here), len(counterpart), counts=True)]
    if array in BY_MEASURE:
        sides = zip(MEASURES, here, counterpart, strict=True)
        return [each._replace(measure=m) for m, one, other in sides for each in _of_table(array, one, other)]
    return _of_table(array, here, counterpart)


def _of_table(array: str, here: Array, counterpart: Array) -> list[FieldDifference]:
    found = [_difference(name, a, b, counts=counts) for name, a, b, counts in _columns(array, here, counterpart)]
    return [difference for difference in found if difference is not None]


def _columns(array: str, here: Array, counterpart: Array) -> Iterator[tuple[str, Array, Array, bool]]:
    """Yield name and values of every field, and whether it is a count or a choice rather than a measure."""
    if here.dtype.names:
        for name in here.dtype.names:
            if f"{array}.{name}" in PLACEMENT:
                continue
            yield f"{array}.{name}", here[name], counterpart[name], here.dtype[name].kind in "iub"
    elif FIELDS[array].fields:
        for column, field in enumerate(FIELDS[array].fields):
            yield f"{array}.{field.name}", here[:, column], counterpart[:, column], field.name == "use"
    else:
        yield array, here, counterpart, here.dtype.kind in "iub"


def _difference(name: str, here: Array, counterpart: Array, *, counts: bool) -> FieldDifference | None:
    apart = here != counterpart
    if apart.ndim > 1:
        here, counterpart, apart = here.max(axis=1), counterpart.max(axis=1), apart.any(axis=1)
    rows = np.flatnonzero(apart)
    if not len(rows):
        return None
    row = int(rows[0])
    return FieldDifference(name, len(rows), len(here), row, float(here[row]), float(counterpart[row]), counts=counts)


class Divergence:
    """Watches two worlds: what differs from the beginning, and what differs first in something and anywhere after that.

    Attributes:
        beginning, own_beginning: fields that differ before the first week, anywhere and in what is asked about; they
            are left out of what follows.
        anywhere, here: the first difference in the organization and in what is asked about; None while there is none.
        counted: the first difference of what is asked about in something counted or chosen (a stage, a failed
            exchange).
        seats_apart: int64 (n), the week after which a seat differed first; NEVER_APART where none has.

    """

    def __init__(self, here: World, counterpart: World, parts: Pair) -> None:
        self.beginning = differences(_arrays(here), _arrays(counterpart))
        self.own_beginning = differences(*parts)
        self.anywhere: Parting | None = None
        self.here: Parting | None = None
        self.counted: Parting | None = None
        self.seats_apart: NDArray[np.int64] = np.full(len(here.seats), NEVER_APART, np.int64)

    def see(self, week: int, worlds: tuple[World, World], parts: Pair) -> None:
        """Compare the worlds after a week, and the parts of them that are asked about."""
        if self.anywhere is None:
            self.anywhere = _parting(week, differences(_arrays(worlds[0]), _arrays(worlds[1])), self.beginning)
        if self.anywhere is None:
            return
        self._note_seats(week, *worlds)
        if self.here is None or self.counted is None:
            found = differences(*parts)
            self.here = self.here or _parting(week, found, self.own_beginning)
            counted = [difference for difference in found if difference.counts]
            self.counted = self.counted or _parting(week, counted, self.own_beginning)

    def _note_seats(self, week: int, here: World, counterpart: World) -> None:
        apart = (
            (here.traits != counterpart.traits).any(axis=1)
            | (here.stances != counterpart.stances)
            | (here.seats != counterpart.seats)
            | (here.ladders["stage"] != counterpart.ladders["stage"]).any(axis=0)
            | (here.ladders["proficiency"] != counterpart.ladders["proficiency"]).any(axis=0)
        )
        self.seats_apart[apart & (self.seats_apart == NEVER_APART)] = week


def _parting(week: int, found: Sequence[FieldDifference], old: Sequence[FieldDifference]) -> Parting | None:
    known = {difference.key for difference in old}
    new = tuple(difference for difference in found if difference.key not in known)
    return Parting(week, new) if new else None


def _arrays(world: World) -> dict[str, Array]:
    return {name: array for name, array in world._asdict().items() if name not in SCRATCH}
