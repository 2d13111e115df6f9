"""The casts of ``sim.compiler.bits`` to the compiler: no instruction at all, only another type."""

from collections.abc import Callable, Sequence
from typing import Any

import numba
import numba.extending
from llvmlite import ir

Value = Any  # what Numba and LLVM hand over; they have no types for a type checker
Code = tuple[Value, Callable[[Value, Value, Value, Sequence[Value]], Value]]

_types: Any = numba.types
_extending: Any = numba.extending


def _cast(result: Value, given: Value, kind: ir.Type) -> Code:
    def code(_context: Value, builder: Value, _signature: Value, values: Sequence[Value]) -> Value:
        return builder.bitcast(values[0], kind)

    return result(given), code


@_extending.intrinsic  # type: ignore[untyped-decorator]
def bits_of(_context: Value, value: Value) -> Code | None:
    """Read a number as its bits."""
    return _cast(_types.int64, value, ir.IntType(64)) if value == _types.float64 else None


@_extending.intrinsic  # type: ignore[untyped-decorator]
def number_of(_context: Value, value: Value) -> Code | None:
    """Read bits as the number they are."""
    return _cast(_types.float64, value, ir.DoubleType()) if value == _types.int64 else None
