"""What the optimizer is told of memory, so that a loop over everybody handles several people at once.

No number of a column is one of another column or of anything else. Without knowing that, the optimizer has to look
again at everything after each number that is written. And what a compiled function is given is there, so that it may be
read before it is known whether it is needed.

Source  LLVM language reference: "noalias" and "alias.scope" metadata, "dereferenceable" (https://llvm.org/docs/LangRef).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from llvmlite import ir

Value = Any  # what Numba and LLVM hand over; they have no types for a type checker

DOMAIN = "columns"
BYTE = WORD = 8  # bits of the one, bytes of the other
GIVEN = "arg."  # begins the names of what a function is given, apart from where its result goes
_known: dict[str, None] = {}


def register(columns: Iterable[str]) -> None:
    """Make the names of columns known, before anything is compiled that reads or writes them."""
    _known.update(dict.fromkeys(columns))


def apart(builder: Value, access: Value, column: str) -> Value:
    """Say that what is read or written lies in one column, and in no other."""
    access.set_metadata("alias.scope", _scopes(builder.module, [column]))
    access.set_metadata("noalias", _scopes(builder.module, [other for other in _known if other != column]))
    return access


def tell_of_memory(module: Value) -> None:
    """Say of all that a module is given that it is there, and of what it reads and writes elsewhere: in no column."""
    elsewhere = _scopes(module, list(_known)) if _known else None
    for function in module.functions:
        for given in function.args if function.blocks else ():
            _say_that_it_is_there(given)
        for block in function.blocks if elsewhere else ():
            for access in block.instructions:
                if isinstance(access, ir.LoadInstr | ir.StoreInstr) and "alias.scope" not in access.metadata:
                    access.set_metadata("noalias", elsewhere)


def bytes_of(kind: Value) -> int:
    """Return the bytes of a value, or fewer where something lies between its parts."""
    if isinstance(kind, ir.ArrayType):
        return int(kind.count) * bytes_of(kind.element)
    if isinstance(kind, ir.Aggregate):
        return sum(map(bytes_of, kind.elements))
    if isinstance(kind, ir.IntType):
        return int(kind.width) // BYTE
    return WORD // 2 if isinstance(kind, ir.FloatType) else WORD


def _scopes(module: Value, columns: Sequence[str]) -> Value:
    domain = module.add_metadata([DOMAIN])
    return module.add_metadata([module.add_metadata([column, domain]) for column in columns])


def _say_that_it_is_there(given: Value) -> None:
    kind = given.type.pointee if given.type.is_pointer else None
    if isinstance(kind, ir.Aggregate):
        given.attributes.dereferenceable = bytes_of(kind)
        if isinstance(kind, ir.LiteralStructType) and given.name.startswith(GIVEN):
            given.attributes.align = WORD
