"""One declaration a field of the state: name, type, unit, meaning, and the steps of the week that write it.

The same declaration makes the records that the engine works on, the tables of the documentation, the words in which a
run is explained, and the columns of the table of projects. Nothing about a field is said a second time elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any  # the fields of a record are known to the compiler of the engine, not to a type checker

BEFORE = ("begin",)  # stands for the steps where a field is settled before the first week
NEWCOMER = "replace_leavers"  # writes all there is about a seat anew


@dataclass(frozen=True)
class Field:
    """A field of a record, a column of the traits, or an array; raises ValueError where nothing is said about it.

    Attributes:
        name: its name.
        kind: its type in NumPy; the type of a record for an array of records.
        unit: unit or range.
        meaning: what it is, in a line.
        written_by: the steps of the week that write it, in their order; ``BEFORE`` where none does.
        label: what it is in a few words, for whoever follows a run; without one it is named last, by its meaning.
        parted_by: the steps after which it can be the first thing in which two runs with the same luck differ; without
            any all that write it, apart from the arrival of a newcomer, which is told by the people of the seat.
        choices: names of its values where it is a choice.
        exported: for a field of a project, whether the table that a study keeps of its projects has it.
        shape: sizes of an array, each a number or what is counted; empty in a record.
        fields: the fields of a row, for an array of records and for the traits.

    """

    name: str
    kind: Any
    unit: str
    meaning: str
    written_by: tuple[str, ...]
    label: str = ""
    parted_by: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    exported: bool = True
    shape: tuple[str | int, ...] = ()
    fields: tuple["Field", ...] = ()

    def __post_init__(self) -> None:
        if not (self.unit and self.meaning and self.written_by):
            raise ValueError(f"the field '{self.name}' needs a unit, a meaning and a step that writes it")
        if not self.parted_by:
            others = tuple(step for step in self.written_by if step != NEWCOMER)
            object.__setattr__(self, "parted_by", others or self.written_by)


def record_of(fields: Iterable[Field]) -> np.dtype[np.void]:
    """Return the type of the records that have these fields, aligned as compiled code reads them."""
    return np.dtype([(field.name, field.kind) for field in fields], align=True)
