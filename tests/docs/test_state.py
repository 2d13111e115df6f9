"""Every state variable has a meaning, and every meaning its variable."""

import pytest

from docs.generator.errors import DocumentationError
from docs.generator.meanings import MEANINGS
from docs.generator.state import declared_fields, state_table, state_variables
from sim.state import PROJECT, SEAT

FIELDS = {"BOX": ("lid", "floor")}


def test_the_state_of_the_model_is_described_completely() -> None:
    found = state_variables(declared_fields(), MEANINGS)
    assert tuple(variable.name for variable in found["SEAT"]) == SEAT.names
    assert tuple(variable.name for variable in found["PROJECT"]) == PROJECT.names
    assert all(variable.unit and variable.meaning for variables in found.values() for variable in variables)


def test_a_table_has_a_row_a_variable() -> None:
    assert "| `patience` | hazard | hazard at which the person moves on" in state_table("SEAT")


@pytest.mark.parametrize(
    ("meanings", "complaint"),
    [
        ({}, "says nothing about BOX"),
        ({"BOX": "lid | cm | its height"}, "BOX: no meaning for floor"),
        ({"BOX": "lid | cm | its height\nfloor | 1 | down\nwall | 1 | side"}, "has no field wall"),
    ],
)
def test_what_does_not_fit_stops_the_build(meanings: dict[str, str], complaint: str) -> None:
    with pytest.raises(DocumentationError, match=complaint):
        state_variables(FIELDS, meanings)
