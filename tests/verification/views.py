"""Views of records and arrays whose elements are plain numbers: what the model's functions take where nothing compiles.

Compiled code reads a float32 as a number it computes with in float64, and a field by its name; so do these.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

Value = Any  # a number, a record, an array, or a view of one of them


class Row:
    """A record whose fields are read as plain numbers and written in place."""

    __slots__ = ("_kept", "_record")
    _kept: dict[str, Value]
    _record: Any

    def __init__(self, record: Any) -> None:  # noqa: ANN401 - a record of any type
        object.__setattr__(self, "_record", record)
        object.__setattr__(self, "_kept", {})

    def __getattr__(self, name: str) -> Value:
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        found = self._record[name]
        if isinstance(found, np.generic) and not isinstance(found, np.void):
            return found.item()
        self._kept[name] = shown(found)  # a view, which stays what it is
        return self._kept[name]

    __getitem__ = __getattr__

    def __setattr__(self, name: str, value: Value) -> None:
        self._record[name] = value


class Table:
    """An array whose elements are read as plain numbers or records and written in place."""

    __slots__ = ("_array", "_rows", "dtype", "shape")

    def __init__(self, array: Any) -> None:  # noqa: ANN401 - an array of any type
        self._array, self.shape, self.dtype = array, array.shape, array.dtype
        self._rows: dict[Any, Value] = {}

    def __len__(self) -> int:
        return len(self._array)

    def __iter__(self) -> Iterator[Value]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, place: Any) -> Value:  # noqa: ANN401 - a number or several
        if place in self._rows:
            return self._rows[place]
        found = self._array[place]
        if isinstance(found, np.generic) and not isinstance(found, np.void):
            return found.item()
        self._rows[place] = shown(found)
        return self._rows[place]

    def __setitem__(self, place: Any, value: Value) -> None:  # noqa: ANN401 - the same
        self._array[place] = value._record if isinstance(value, Row) else value


def shown(value: Value) -> Value:
    """Return what a function of the model is given: records, arrays and tuples of arrays as views."""
    if isinstance(value, np.void):
        return Row(value)
    if type(value) is np.ndarray:
        return Table(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return value if isinstance(value[0], Row | Table) else type(value)(*map(shown, value))
    return value.item() if isinstance(value, np.generic) else value
