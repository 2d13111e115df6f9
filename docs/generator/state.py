"""State variables: the records of ``sim.state`` beside their meanings, and the check that every field has one."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from docs.generator.errors import DocumentationError
from docs.generator.markdown import code, plain, table
from docs.generator.meanings import MEANINGS
from sim import state

PLACE = "docs/generator/meanings.py"
TRAITS = ("silo", "trust", "process_orientation", "use")  # the columns of World.traits, which has no field names

Fields = Mapping[str, Collection[str]]


class Variable(NamedTuple):
    """A state variable with its unit and its meaning."""

    name: str
    unit: str
    meaning: str


def declared_fields() -> Fields:
    """Return the names of all fields that the model's state has, by record."""
    records = {name: dtype.names for name, dtype in vars(state).items() if isinstance(dtype, np.dtype) and dtype.names}
    return {"TRAITS": TRAITS, **records, "World": state.World._fields, "Chart": state.Chart._fields}


def state_variables(fields: Fields, meanings: Mapping[str, str]) -> dict[str, list[Variable]]:
    """Return every state variable by record.

    Raise DocumentationError where fields and meanings do not fit each other.
    """
    if missing := fields.keys() - meanings.keys():
        raise DocumentationError(
            f"{PLACE} says nothing about {', '.join(sorted(missing))} of sim/state.py; add a block of that name"
        )
    return {record: _variables(record, names, read_meanings(meanings[record])) for record, names in fields.items()}


def _variables(record: str, names: Collection[str], told: Mapping[str, Variable]) -> list[Variable]:
    if missing := set(names) - told.keys():
        raise DocumentationError(
            f"{PLACE}, {record}: no meaning for {', '.join(sorted(missing))}; add a line 'name | unit | meaning'"
        )
    if stale := told.keys() - set(names):
        raise DocumentationError(
            f"{PLACE}, {record}: sim/state.py has no field {', '.join(sorted(stale))}; remove or rename the line"
        )
    return [told[name] for name in names]


def read_meanings(text: str) -> dict[str, Variable]:
    """Return what a block of lines tells about each field, by name."""
    told = (Variable(*(part.strip() for part in line.split("|", 2))) for line in text.strip().splitlines())
    return {variable.name: variable for variable in told}


def state_table(record: str) -> str:
    """Return the table of one record, for people."""
    rows = state_variables(declared_fields(), MEANINGS)[record]
    return table(
        ["variable", "unit or range", "meaning"],
        ([code(row.name), plain(row.unit), plain(row.meaning)] for row in rows),
    )
