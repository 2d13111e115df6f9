"""Records kept column by column: compiled code reads and writes what it would in an array of records."""

from typing import Any, NamedTuple

import numpy as np

from sim.compiler import Columns, by_reference, entry_point
from sim.state import Array
from tests.columns import records_of

ROWS, TABLE = 37, (3, 37)


class Cells(Columns):
    """Numbers of every size, the smallest first."""

    kind = np.dtype([("tiny", np.int8), ("large", np.float64), ("short", np.int16), ("half", np.float32)], align=True)


@by_reference()
class Cupboard(NamedTuple):
    """Records in a row and in a table, and an array beside them."""

    row: Array
    table: Array
    sums: Array


@entry_point
def tidy_up(cupboard: Cupboard) -> None:
    """Write into every field, out of others, from both ends."""
    for i in range(len(cupboard.row)):
        cell = cupboard.row[i]
        cell.tiny = i - 3
        cell.large += 0.1 * cell.tiny
        cell.half = cell.large / 3.0
        cell.short += 7 * i
    for m in range(len(cupboard.table)):
        for i in range(len(cupboard.row)):
            cupboard.table[m, i].large = m + cupboard.row[i].half
            cupboard.table[m, i].short = cupboard.row[len(cupboard.row) - 1 - i].short if m > 0 else i
            cupboard.sums[m] += cupboard.table[m, i].large


def test_columns_are_aligned_and_do_not_overlap() -> None:
    cells = Cells.zeros(TABLE)
    ends = []
    for field, before in Cells.before().items():
        assert (cells.block.ctypes.data + before * cells.room) % 64 == 0
        ends.append((before, before + Cells.kind[field].itemsize))
    assert [first for first, _ in ends] == [0, *(last for _, last in ends[:-1])]
    assert cells.nbytes == ends[-1][1] * cells.room
    assert ends[-1][1] == 15 < Cells.kind.itemsize


def test_compiled_code_does_the_same_in_columns_as_in_records() -> None:
    kinds: Any = Cells.kind
    columns = Cupboard(Cells.zeros((ROWS,)), Cells.zeros(TABLE), np.zeros(3))
    records = Cupboard(np.zeros(ROWS, kinds), np.zeros(TABLE, kinds), np.zeros(3))
    for cupboard in (columns, records):
        tidy_up(cupboard)
        tidy_up(cupboard)
    assert records.row["tiny"].tolist() == [i - 3 for i in range(ROWS)]
    assert records.table["short"][2].tolist() == records.row["short"][::-1].tolist() != [0] * ROWS
    for name in kinds.names:
        assert records_of(columns.row)[name].tobytes() == records.row[name].tobytes(), name
        assert records_of(columns.table)[name].tobytes() == records.table[name].tobytes(), name
    assert columns.sums.tolist() == records.sums.tolist()
    assert records.sums.all()
