"""The four numbers of ``sim.compiler.simd`` to the compiler: type, operators, how rows are read and written."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numba
import numba.core.imputils
import numba.extending
from llvmlite import ir

Value = Any  # what Numba and LLVM hand over; they have no types for a type checker
Code = tuple[Value, Callable[[Value, Value, Value, Sequence[Value]], Value]]

_types: Any = numba.types
_extending: Any = numba.extending
_typing: Any = numba.core.typing.templates
_lower_builtin: Any = numba.core.imputils.lower_builtin

_WIDTH = 4
_INTEGER = ir.IntType(32)
_DOUBLES = ir.VectorType(ir.DoubleType(), _WIDTH)
_SINGLES = ir.VectorType(ir.FloatType(), _WIDTH)
_NUMBERS = _types.UniTuple(_types.float64, _WIDTH)


class _FourType(_types.Type):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(name="Four")


_four: Any = _FourType()


@_extending.register_model(_FourType)
class _FourModel(_extending.models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Value, kind: Value) -> None:
        super().__init__(manager, kind, _DOUBLES)


def _teach(operation: Callable[..., Any], instruction: str) -> None:
    kinds = ((_four, _four), (_types.float64, _four), (_four, _types.float64))

    class Typing(_typing.ConcreteTemplate):  # type: ignore[misc]
        cases = [_typing.signature(_four, *pair) for pair in kinds]  # noqa: RUF012 - Numba asks for a list

    def lower(_context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        fours = [
            one if kind is _four else _built(builder, [one] * _WIDTH)
            for kind, one in zip(called.args, given, strict=True)
        ]
        return getattr(builder, instruction)(*fours)

    _typing.infer_global(operation)(Typing)
    for pair in kinds:
        _lower_builtin(operation, *pair)(lower)


def _built(builder: Value, numbers: Sequence[Value]) -> Value:
    whole = ir.Constant(_DOUBLES, ir.Undefined)
    for place, number in enumerate(numbers):
        whole = builder.insert_element(whole, number, _INTEGER(place))
    return whole


def _four_of(_context: Value, a: Value, b: Value, c: Value, d: Value) -> Code:
    def generate(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        return _built(
            builder,
            [context.cast(builder, one, kind, _types.float64) for one, kind in zip(given, called.args, strict=True)],
        )

    return _four(a, b, c, d), generate


def _numbers_of(_context: Value, four: Value) -> Code:
    def generate(context: Value, builder: Value, _called: Value, given: Sequence[Value]) -> Value:
        return context.make_tuple(
            builder, _NUMBERS, [builder.extract_element(given[0], _INTEGER(k)) for k in range(_WIDTH)]
        )

    return _NUMBERS(four), generate


def _number_in(_context: Value, rows: Value, i: Value, k: Value) -> Code:
    def generate(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        row = builder.bitcast(
            _place(context, builder, called, given), ir.ArrayType(ir.FloatType(), _WIDTH).as_pointer()
        )
        number = context.cast(builder, given[2], called.args[2], _types.int64)
        return builder.load(builder.gep(row, [_INTEGER(0), number], inbounds=True), align=_WIDTH)

    return _types.float32(rows, i, k), generate


def _row_of(_context: Value, rows: Value, i: Value) -> Code:
    def generate(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        row = builder.load(_place(context, builder, called, given), align=_WIDTH)
        return row if row.type == _DOUBLES else builder.fpext(row, _DOUBLES)

    return _four(rows, i), generate


def _write_row(_context: Value, rows: Value, i: Value, four: Value) -> Code:
    def generate(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        place = _place(context, builder, called, given)
        numbers = given[2] if place.type.pointee == _DOUBLES else builder.fptrunc(given[2], _SINGLES)
        builder.store(numbers, place, align=_WIDTH)
        return context.get_dummy_value()

    return _types.void(rows, i, four), generate


def _fetch_row(_context: Value, rows: Value, i: Value) -> Code:
    def generate(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
        place = builder.bitcast(_place(context, builder, called, given), ir.IntType(8).as_pointer())
        kinds = [place.type, _INTEGER, _INTEGER, _INTEGER]
        prefetch = builder.module.declare_intrinsic(
            "llvm.prefetch", [place.type], ir.FunctionType(ir.VoidType(), kinds)
        )
        builder.call(prefetch, [place, _INTEGER(0), _INTEGER(3), _INTEGER(1)])  # to read, to keep near, data
        return context.get_dummy_value()

    return _types.void(rows, i), generate


def _place(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
    """Return the address of row or record ``given[1]`` of the array ``given[0]``."""
    row = context.cast(builder, given[1], called.args[1], _types.int64)
    kind = called.args[0]
    values = context.make_array(kind)(context, builder, given[0]).data
    numbers = (_DOUBLES if kind.dtype == _types.float64 else _SINGLES).as_pointer()
    if not isinstance(kind.dtype, _types.Record):
        values = builder.bitcast(values, numbers)
    return builder.bitcast(builder.gep(values, [row], inbounds=True), numbers)


for _operation, _instruction in (
    (operator.add, "fadd"),
    (operator.iadd, "fadd"),
    (operator.sub, "fsub"),
    (operator.mul, "fmul"),
    (operator.truediv, "fdiv"),
):
    _teach(_operation, _instruction)

fetch_row: Any = _extending.intrinsic(_fetch_row)
four_of: Any = _extending.intrinsic(_four_of)
number_in: Any = _extending.intrinsic(_number_in)
numbers_of: Any = _extending.intrinsic(_numbers_of)
row_of: Any = _extending.intrinsic(_row_of)
write_row: Any = _extending.intrinsic(_write_row)
