"""Rows replayed against rows kept: bit for bit, and what is not, whether it differs by more than rounding."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.store.arrow import list_values, values
from experiments.verify.closeness import apart
from experiments.verify.tables import rows_by_key

KEYS = {
    "runs": ("design", "replicate"),
    "series": ("design", "week", "statistic"),
    "weeks": ("design", "replicate"),
    "projects": ("design", "replicate", "project"),
}
NOT_DETERMINED = ("seconds",)
MISSING = "no such row"
Key = tuple[Any, ...]


class Mismatch(NamedTuple):
    """One value of a table that is not what was replayed: which row and column, what is kept, what was replayed."""

    table: str
    key: Key
    column: str
    kept: object
    replayed: object


def key_names(mismatch: Mismatch) -> tuple[str, ...]:
    """Return the names of what tells the row of a mismatch, and the week of a list, from the others."""
    names = KEYS[mismatch.table]
    return names if len(mismatch.key) == len(names) else (*names, "week")


def compared_columns(table: str, rows: pa.Table) -> list[str]:
    """Return the columns of a table that a run determines."""
    return [name for name in rows.column_names if name not in KEYS[table] and name not in NOT_DETERMINED]


def count_of_values(table: str, rows: pa.Table) -> int:
    """Return how many values of a table a run determines; every week of a list is one."""
    columns = [rows[name] for name in compared_columns(table, rows)]
    return sum(len(list_values(one)[0]) if pa.types.is_list(one.type) else len(one) for one in columns)


class Compared(NamedTuple):
    """How a table compares: how many values, how many of them differ by rounding only, and all that differ by more."""

    values: int
    close: int
    mismatches: list[Mismatch]


Found = tuple[int, list[Mismatch]]


def compared(table: str, kept: pa.Table, replayed: pa.Table) -> Compared:
    """Compare what a study keeps with what was replayed, row by row of ``replayed``."""
    theirs, mine = rows_by_key(kept, KEYS[table]), rows_by_key(replayed, KEYS[table])
    common = [key for key in mine if key in theirs]
    found = [Mismatch(table, key, "", MISSING, "a row") for key in mine if key not in theirs]
    theirs_at, ours_at = (np.array([places[key] for key in common], np.int64) for places in (theirs, mine))
    close = 0
    for name in compared_columns(table, replayed):
        if _holds_lists(replayed, name):
            near, far = _in_lists(table, name, _lists(kept, name, theirs_at), _lists(replayed, name, ours_at), common)
        else:
            near, far = _in_column(table, name, _taken(kept, name, theirs_at), _taken(replayed, name, ours_at), common)
        close += near
        found += far
    return Compared(count_of_values(table, replayed), close, sorted(found, key=lambda mismatch: mismatch.key))


def _holds_lists(table: pa.Table, name: str) -> bool:
    return bool(pa.types.is_list(table.schema.field(name).type))


def _taken(table: pa.Table, name: str, places: NDArray[np.int64]) -> NDArray[Any]:
    """Return rows of a column: numbers as they are, anything else as objects; no rows where there is no such column."""
    if name not in table.column_names:
        return np.zeros(0, object)
    column = table[name]
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return values(column)[places]
    return np.array(column.to_pylist(), object)[places]


def _in_column(table: str, name: str, kept: NDArray[Any], ours: NDArray[Any], keys: Sequence[Key]) -> Found:
    if len(keys) and (kept.dtype, len(kept)) != (ours.dtype, len(ours)):
        return 0, [Mismatch(table, keys[0], name, f"a column of another kind ({kept.dtype})", str(ours.dtype))]
    found = apart(kept, ours)
    far = [Mismatch(table, keys[place], name, _plain(kept[place]), _plain(ours[place])) for place in found.far.tolist()]
    return found.close, far


def _lists(table: pa.Table, name: str, places: NDArray[np.int64]) -> list[NDArray[Any]]:
    """Return the lists in rows of a column; empty ones where there is no such column of lists."""
    if name not in table.column_names or not _holds_lists(table, name):
        return [np.zeros(0, np.float32)] * len(places)
    content, lengths = list_values(table[name])
    ends = np.cumsum(lengths)
    return [content[ends[place] - lengths[place] : ends[place]] for place in places.tolist()]


def _in_lists(
    table: str, name: str, kept: Sequence[NDArray[Any]], ours: Sequence[NDArray[Any]], keys: Sequence[Key]
) -> Found:
    """Compare every week; the number of one that differs stands behind the key of its row."""
    close, far = 0, []
    for key, mine, theirs in zip(keys, ours, kept, strict=True):
        if (len(mine), mine.dtype) != (len(theirs), theirs.dtype):
            far.append(Mismatch(table, key, name, f"{len(theirs)} weeks", f"{len(mine)} weeks"))
            continue
        found = apart(theirs, mine)
        close += found.close
        far += [
            Mismatch(table, (*key, week), name, _plain(theirs[week]), _plain(mine[week])) for week in found.far.tolist()
        ]
    return close, far


def _plain(value: Any) -> object:  # noqa: ANN401 - a number of NumPy, a text or None
    return value.item() if isinstance(value, np.generic) else value
