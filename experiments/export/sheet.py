"""A sheet: rows under columns that say what they are, in parts, so that it may be larger than memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.wording.readable import readable

Values: TypeAlias = "Sequence[Any] | NDArray[Any] | pa.Array[Any]"
Part: TypeAlias = Sequence[Values]
TEXT, WHOLE, NUMBER, SMALL = pa.string(), pa.int64(), pa.float64(), pa.float32()
YES_NO, DAY = pa.bool_(), pa.date32()
ROWS_AT_ONCE = 50_000
UNIT, MEANING = "unit", "meaning"


@dataclass(frozen=True)
class Column:
    """A column: name, kind of its values, unit (empty where it has none), and what it is."""

    name: str
    kind: pa.DataType
    unit: str
    meaning: str


class Value(NamedTuple):
    """A value of a column: which column, the value, its unit, what it is, and whether more or less of it is better."""

    column: str
    name: str
    unit: str
    meaning: str
    better: str


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes:
        name: what it is called; ``meaning``: what a row is.
        columns: its columns.
        parts: returns its rows, some at a time, a sequence of values a column.
        about: what is true of all rows, such as the study and the run.
        values: what the values of a column are that have units and meanings of their own.

    """

    name: str
    meaning: str
    columns: Sequence[Column]
    parts: Callable[[], Iterable[Part]]
    about: Mapping[str, str]
    values: Sequence[Value] = ()

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow has them, with their units and meanings, and what is true of all rows."""
        fields = [pa.field(readable(each.name), each.kind, metadata=_described(each)) for each in self.columns]
        told = {"table": self.name, MEANING: self.meaning, **self.about}
        return pa.schema(fields, metadata={"orgchange": json.dumps(told)})

    def tables(self) -> Iterator[pa.Table]:
        """Yield the rows, many at a time."""
        schema, waiting, rows = self.schema, list[pa.Table](), 0
        for part in self.parts():
            waiting.append(
                pa.Table.from_arrays([_array(*each) for each in zip(part, schema, strict=True)], schema=schema)
            )
            rows += len(waiting[-1])
            if rows >= ROWS_AT_ONCE:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting, rows = [], 0
        if waiting:
            yield pa.concat_tables(waiting).combine_chunks()


def rows_of(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Part:
    """Return rows as values a column."""
    listed = list(rows)
    return [[row[place] for row in listed] for place in range(len(columns))]


def repeated(value: object, rows: int) -> list[object]:
    """Return the values of a column that says the same in every row."""
    return [value] * rows


def missing(values: NDArray[Any], absent: NDArray[np.bool_]) -> "pa.Array[Any]":
    """Return numbers of which some are not there."""
    found: pa.Array[Any] = pa.array(np.ascontiguousarray(values), mask=absent)
    return found


def worded(words: Sequence[str], codes: NDArray[Any], absent: NDArray[np.bool_] | None = None) -> "pa.Array[Any]":
    """Return ``words[codes]``, of which some are not there."""
    indices = pa.array(np.ascontiguousarray(codes), mask=absent).cast(pa.int32())
    found = pa.DictionaryArray.from_arrays(indices, pa.array(map(readable, words), TEXT)).cast(TEXT)
    return cast("pa.Array[Any]", found)


def _array(values: Values, field: "pa.Field[Any]") -> "pa.Array[Any]":
    """Return values as Arrow has them; numbers that are none are empty."""
    if isinstance(values, np.ndarray):
        known = np.isfinite(values) if values.dtype.kind == "f" else np.ones(len(values), np.bool_)
        values = missing(values, ~known)
    if isinstance(values, pa.Array):
        return cast("pa.Array[Any]", values.cast(field.type))
    found: pa.Array[Any] = pa.array(list(map(_known, values)), field.type)
    return found


def _known(value: Any) -> Any:  # noqa: ANN401 - a value of a column
    if isinstance(value, str):
        return readable(value) or None
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _described(column: Column) -> dict[str, str]:
    return {UNIT: readable(column.unit), MEANING: readable(column.meaning)}
