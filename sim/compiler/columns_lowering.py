"""The records of ``sim.compiler.columns`` to the compiler: a row is a place in the columns, a field of it one number.

No number of a column is one of another column or of anything else, which ``sim.compiler.apart`` tells the optimizer.
"""

import operator
from collections.abc import Sequence
from functools import cache
from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel.models import StructModel
from numba.core.extending import (
    NativeValue,
    lower_builtin,
    lower_getattr_generic,
    lower_setattr_generic,
    register_model,
    unbox,
)
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_getattr, infer_global, signature

from sim.compiler.apart import apart, bytes_of, register
from sim.compiler.columns import Columns

Value = Any  # what Numba and LLVM hand over; they have no types for a type checker

BYTE = ir.IntType(8)


class ColumnsType(types.Type):
    """The type of records kept column by column: their class and how many sizes their shape has."""

    def __init__(self, owner: type[Columns], sizes: int) -> None:
        self.owner = owner.__name__
        self.sizes = sizes
        self.before = owner.before()
        self.fields = {field: numba.from_dtype(owner.kind[field]) for field in self.before}
        register(map(self.scope_of, self.before))
        super().__init__(f"{self.owner}({sizes}, {self.fields})")

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """Return the short name that stands in the names of compiled functions."""
        return self.owner, ()

    def scope_of(self, field: str) -> str:
        """Return the name by which the optimizer knows a column."""
        return f"{self.owner}.{field}"


class RowType(types.Type):
    """The type of one record in columns."""

    def __init__(self, columns: ColumnsType) -> None:
        self.columns = columns
        super().__init__(f"Row({columns.name})")

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """Return the short name that stands in the names of compiled functions."""
        return f"Row.{self.columns.owner}", ()


def type_of_columns(columns: Columns) -> ColumnsType:
    """Return the type by which compiled functions know records kept column by column."""
    owner: Any = type(columns)
    return _known(owner, len(columns.shape))


@cache
def _known(owner: Any, sizes: int) -> ColumnsType:  # noqa: ANN401 - a class of columns
    return ColumnsType(owner, sizes)


@register_model(ColumnsType)
class _ColumnsModel(StructModel):
    def __init__(self, manager: Value, kind: ColumnsType) -> None:
        sizes = types.UniTuple(types.int64, kind.sizes)
        members = [("address", types.voidptr), ("room", types.int64), ("shape", sizes)]
        super().__init__(manager, kind, members)


@register_model(RowType)
class _RowModel(StructModel):
    def __init__(self, manager: Value, kind: RowType) -> None:
        members = [("address", types.voidptr), ("room", types.int64), ("row", types.int64)]
        super().__init__(manager, kind, members)


@unbox(ColumnsType)
def _unbox_columns(kind: ColumnsType, given: Value, c: Value) -> NativeValue:
    """Read where the block is; whoever called holds it."""
    memory = types.Array(types.uint8, 1, "C")
    parts = (memory, types.int64, types.UniTuple(types.int64, kind.sizes))
    block, room, shape = (c.unbox(part, c.pyapi.tuple_getitem(given, place)) for place, part in enumerate(parts))
    columns = cgutils.create_struct_proxy(kind)(c.context, c.builder)
    columns.address = c.context.make_array(memory)(c.context, c.builder, block.value).data
    columns.room, columns.shape = room.value, shape.value
    c.context.nrt.decref(c.builder, memory, block.value)
    failed = c.builder.or_(block.is_error, c.builder.or_(room.is_error, shape.is_error))
    return NativeValue(columns._getvalue(), is_error=failed)  # noqa: SLF001 - as Numba's own code does


@infer_global(operator.getitem)
class _RowTyping(AbstractTemplate):
    def generic(self, args: Sequence[Value], kws: Value) -> Value:
        columns, place = args
        if not isinstance(columns, ColumnsType) or kws:
            return None
        places = _parts(place)
        if len(places) == columns.sizes and all(isinstance(one, types.Integer) for one in places):
            return signature(RowType(columns), columns, place)
        return None


def _parts(place: Value) -> tuple[Value, ...]:
    """Return the types of the numbers that name a row."""
    found: Value = place if isinstance(place, types.BaseTuple) else (place,)
    return tuple(found)


@infer_global(len)
class _LengthTyping(AbstractTemplate):
    def generic(self, args: Sequence[Value], _kws: Value) -> Value:
        return signature(types.int64, *args) if isinstance(args[0], ColumnsType) else None


@infer_getattr
class _Fields(AttributeTemplate):
    key = RowType

    def generic_resolve(self, row: RowType, name: str) -> Any:  # type: ignore[override]  # noqa: ANN401 - as Numba calls it
        return row.columns.fields.get(name)


@lower_builtin(len, ColumnsType)
def _length(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
    columns = cgutils.create_struct_proxy(called.args[0])(context, builder, given[0])
    return builder.extract_value(columns.shape, 0)


@lower_builtin(operator.getitem, ColumnsType, types.Integer)
@lower_builtin(operator.getitem, ColumnsType, types.BaseTuple)
def _row(context: Value, builder: Value, called: Value, given: Sequence[Value]) -> Value:
    columns = cgutils.create_struct_proxy(called.args[0])(context, builder, given[0])
    place = called.args[1]
    parts = cgutils.unpack_tuple(builder, given[1]) if isinstance(place, types.BaseTuple) else [given[1]]
    wide = [context.cast(builder, one, kind, types.int64) for one, kind in zip(parts, _parts(place), strict=True)]
    number = wide[-1]
    if len(wide) > 1:
        rows = builder.mul(wide[0], builder.extract_value(columns.shape, 1), flags=["nsw"])
        number = builder.add(rows, number, flags=["nsw"])
    row = cgutils.create_struct_proxy(called.return_type)(context, builder)
    row.address, row.room, row.row = columns.address, columns.room, number
    return row._getvalue()  # noqa: SLF001 - as Numba's own code does


@lower_getattr_generic(RowType)
def _read(context: Value, builder: Value, kind: RowType, given: Value, name: str) -> Value:
    place = _place(context, builder, kind, given, name)
    return apart(builder, builder.load(place, align=bytes_of(place.type.pointee)), kind.columns.scope_of(name))


@lower_setattr_generic(RowType)
def _write(context: Value, builder: Value, called: Value, given: Sequence[Value], name: str) -> None:
    kind, value = called.args
    number = context.cast(builder, given[1], value, kind.columns.fields[name])
    place = _place(context, builder, kind, given[0], name)
    apart(builder, builder.store(number, place, align=bytes_of(place.type.pointee)), kind.columns.scope_of(name))


def _place(context: Value, builder: Value, kind: RowType, given: Value, name: str) -> Value:
    """Return the address of a field of a row."""
    row = cgutils.create_struct_proxy(kind)(context, builder, given)
    before = builder.mul(row.room, row.room.type(kind.columns.before[name]), flags=["nsw"])
    column = builder.gep(row.address, [before], inbounds=True)
    number = context.get_data_type(kind.columns.fields[name])
    return builder.gep(builder.bitcast(column, number.as_pointer()), [row.row], inbounds=True)
