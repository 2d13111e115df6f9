"""Fields of the world as a reader of one run meets them: in which order, in which words, and with which values.

A difference found after a week may touch many fields at once; the one that comes first here names where it began: by
the step that first makes it differ, what is shared before what belongs to one person, what is chosen or counted before
what is measured. What is only booked for the record comes last, and what nobody who follows a run asks for after that.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from experiments.wording.names import project_name
from sim.state import BEFORE, WORLD, Field, state_fields
from sim.week import order_of_the_week

FIELDS: dict[str, Field] = dict(state_fields())
BOOKED = "portfolio"
UNSET = {"units.joined": "never", "seats.project": "none"}


class Place(NamedTuple):
    """What puts one field before another; the lower comes first."""

    unnamed: bool
    booked: bool
    step: int
    part: bool
    array: int
    measured: int
    declared: int


@cache
def place_of(name: str) -> Place:
    """Return the place of a field in the order of a week."""
    field, array = FIELDS[name], name.partition(".")[0]
    steps = [*BEFORE, *(step.name for step in order_of_the_week())]
    return Place(
        unnamed=not field.label,
        booked=array == BOOKED and field.parted_by != BEFORE,
        step=steps.index(field.parted_by[0]),
        part=name != array,
        array=-[table.name for table in WORLD].index(array),
        measured=0 if field.choices else 1 if np.dtype(field.kind).kind in "iub" else 2,
        declared=list(FIELDS).index(name),
    )


def in_words(name: str) -> str:
    """Return what a field is, as shortly as it is said."""
    return FIELDS[name].label or FIELDS[name].meaning


def is_told(name: str) -> bool:
    """Return whether somebody who follows a run asks for a field."""
    return bool(FIELDS[name].label)


def step_of(name: str) -> str:
    """Return the steps of the week that make a field differ, or nothing where it is settled before."""
    parted_by = FIELDS[name].parted_by
    return "" if parted_by == BEFORE else " or ".join(parted_by)


def shown(name: str, value: float, digits: int) -> str:
    """Return a value of a field for people, a measure with so many digits."""
    choices = FIELDS[name].choices
    if choices:
        return choices[int(value)]
    if name in UNSET and value < 0:
        return UNSET[name]
    if name == "seats.project":
        return project_name(int(value))
    return f"{value:.{digits}g}"
