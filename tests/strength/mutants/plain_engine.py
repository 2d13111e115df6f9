"""The model run as the plain Python it is written in: slow, but to compile a changed line takes longer.

A plugin of pytest: ``pytest -p tests.strength.mutants.plain_engine``. Only for small runs.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.compiler import simd
from sim.compiler.decorators import Compiled, Lowered
from sim.state.world import IN_COLUMNS
from sim.streams import philox
from tests.verification.reference.numbers import philox as plain_philox
from tests.verification.views import Table, Value, shown


class Four(np.ndarray[Any, Any]):
    """Four numbers that are computed with at once."""


def _called(self: Compiled, *arguments: Value) -> Value:
    return self.py_func(*map(shown, arguments))


def _four(*numbers: float) -> Value:
    return np.array(numbers, np.float64).view(Four)


def _row_of(rows: Table, i: int) -> Value:
    row = rows._array[int(i)]
    return _four(*(row if row.dtype.names is None else [row[name] for name in row.dtype.names[:4]]))


def _write_row(rows: Table, i: int, four: Value) -> None:
    rows._array[int(i)] = four


_LOWERED: dict[Lowered, Callable[..., Value]] = {
    simd.four_of: _four,
    simd.number_in: lambda rows, i, k: rows[int(i), k],
    simd.numbers_of: lambda four: four.tolist(),
    simd.row_of: _row_of,
    simd.write_row: _write_row,
    simd.fetch_row: lambda *_: None,
}


def _lowered(self: Lowered, *arguments: Value) -> Value:
    return _LOWERED[self](*arguments)


def _philox(*words: int) -> tuple[int, ...]:
    c0, c1, c2, c3, k0, k1 = map(int, words)
    return plain_philox((c0, c1, c2, c3), (k0, k1))


Compiled.__call__ = _called  # type: ignore[method-assign]
Lowered.__call__ = _lowered  # type: ignore[method-assign]
philox.py_func = _philox  # type: ignore[attr-defined]
IN_COLUMNS.clear()  # plain Python reads records
