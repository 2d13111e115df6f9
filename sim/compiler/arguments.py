"""What an entry point is given, to machine code: addresses, sizes and numbers, eight bytes each.

An array is handed over as Numba's own calls do it: two words for whoever owns it (nobody: the caller holds it), how
many numbers, the bytes of one, where they are, its shape and its strides. A named tuple is the address of the words of
its fields, a record the address of its bytes.
"""

from array import array
from collections.abc import Sequence
from ctypes import c_double, c_int64, c_size_t, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.compiler.columns import Columns

Kind = Any  # what code is compiled for: told apart by ==, and by its text from one process to another
CONTIGUOUS = "C"
OBJECT = object.__basicsize__  # bytes that every object of Python begins with


def kind_of(value: Any) -> Kind:  # noqa: ANN401 - anything that an entry point takes
    """Return what machine code has to know of a value beforehand; raise TypeError for what it cannot be given."""
    if isinstance(value, np.ndarray):
        flags = value.flags
        return (value.dtype, value.ndim, CONTIGUOUS if flags.carray else _odd(flags))
    if isinstance(value, Columns):
        return (type(value), value.kind, len(value.shape))
    if isinstance(value, tuple):
        return (type(value), *map(kind_of, value))
    if isinstance(value, np.void):
        return (value.dtype,)
    if isinstance(value, float):
        return float
    if isinstance(value, int | np.signedinteger) and not isinstance(value, bool):
        return int
    raise TypeError(f"an entry point takes numbers, arrays, records and tuples of arrays, no {type(value).__name__}")


def text_of(kind: Kind) -> str:
    """Return the text of a kind, the same in every process."""
    if isinstance(kind, type):
        return f"{kind.__module__}.{kind.__qualname__}"
    return f"({', '.join(map(text_of, kind))})" if isinstance(kind, tuple) else repr(kind)


def words_of(value: Any, held: list[Any]) -> Sequence[int | float]:  # noqa: ANN401 - anything that has a kind
    """Return the words of a value; what they point to is valid while ``held`` lives.

    Raise OverflowError for an integer of more than 64 bits.
    """
    if isinstance(value, np.ndarray):
        return (0, 0, value.size, value.itemsize, address_of(value), *value.shape, *value.strides)
    if isinstance(value, Columns):
        return (address_of(value.block), value.room, *value.shape)
    if isinstance(value, tuple):
        words: list[Any] = []
        for part in value:
            words += words_of(part, held)
        block = array("q", words)
        held.append(block)
        return (block.buffer_info()[0],)
    if isinstance(value, np.void):
        memory = np.frombuffer(value, np.uint8)
        held.append(memory)
        return (address_of(memory),)
    return (value,) if isinstance(value, float) else (int(np.int64(value)),)


def passed_as(words: Sequence[int | float]) -> list[Any]:
    """Return how words are passed to C: the place for the result, the place for an error, then one by one."""
    return [c_void_p, c_void_p, *(c_double if isinstance(word, float) else c_int64 for word in words)]


def address_of(numbers: NDArray[Any]) -> int:
    """Return where the numbers of an array begin in memory: what an array of NumPy says first of itself.

    A call hands over some fifty arrays, and ``numbers.ctypes.data`` takes longer than all the rest of it.

    Source  NumPy C-API, "PyArrayObject" (https://numpy.org/doc/stable/reference/c-api/types-and-structures.html).
    """
    return c_size_t.from_address(id(numbers) + OBJECT).value


def _odd(flags: Any) -> tuple[bool, ...]:  # noqa: ANN401 - NumPy's flags of an array
    return (flags.c_contiguous, flags.f_contiguous, flags.writeable, flags.aligned)
