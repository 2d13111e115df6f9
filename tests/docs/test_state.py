"""The tables of state variables hold every field that is declared."""

import re

import pytest

from docs.generator.state import RECORDS, fields_of, state_table
from sim.state import CHART, WORLD

FIRST_CELL = re.compile(r"^\| `(\w+)` \|", flags=re.MULTILINE)


@pytest.mark.parametrize("record", [*RECORDS, "World", "Chart"])
def test_a_table_has_a_row_a_variable(record: str) -> None:
    assert FIRST_CELL.findall(state_table(record)) == [field.name for field in fields_of(record)]


def test_the_tables_hold_all_there_is() -> None:
    shown = [field for record in [*RECORDS, "World", "Chart"] for field in fields_of(record)]
    assert shown == [*(field for array in WORLD for field in array.fields), *WORLD, *CHART]


def test_a_row_says_unit_meaning_and_who_writes_it() -> None:
    assert (
        "| `patience` | hazard | hazard at which the person moves on, drawn when the stage began | "
        "`open_agenda`, `replace_leavers`, `adopt` |"
    ) in state_table("LADDER")
    assert "| `key` | number | part of the key of all its draws" in state_table("PROJECT")


def test_what_never_changes_has_no_column_for_who_writes_it() -> None:
    assert "written by" not in state_table("Chart")
    assert "written by" in state_table("World")
