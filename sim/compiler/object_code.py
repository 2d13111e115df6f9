"""Machine code of an entry point: as it is kept, loaded by LLVM's linker alone, and called as a function of C.

Numba is not needed for it, whose import and registries take longer than all the rest of a small run. Calls let other
threads of Python run meanwhile.
"""

import json
import sys
from collections.abc import Sequence
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, c_int32, c_int64, c_void_p, string_at
from functools import cache
from itertools import count
from typing import Any, NamedTuple, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from sim.compiler.arguments import passed_as, words_of
from sim.compiler.memory import functions, let_go

ARRAY_WORDS = 5  # owner, parent, how many, bytes of one, where; then shape and strides
NUMBER = "number"

_names = count()


class ObjectCode(NamedTuple):
    """Machine code as it is kept.

    Attributes:
        symbol: the name of the function in the object file.
        gives: None for nothing, NUMBER for a float64, else the dtype and dimensions of every array.
        several: whether the arrays come in a tuple, rather than one alone.
        content: the object file.

    """

    symbol: str
    gives: str | list[tuple[str, int]] | None
    several: bool
    content: bytes

    def to_bytes(self) -> bytes:
        """Return what a file of it holds: a line about it, then the object file."""
        return json.dumps([self.symbol, self.gives, self.several]).encode() + b"\n" + self.content

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Return the machine code that a file holds."""
        about, content = kept.split(b"\n", 1)
        symbol, gives, several = json.loads(about)
        return cls(symbol, gives, several, content)


class _Failure(Structure):
    """What compiled code leaves behind where it raises an error: its class and words, pickled when it was compiled."""

    _fields_ = [("data", c_void_p), ("size", c_int32)]


class MachineCode:
    """Machine code in memory, for arguments of one kind."""

    def __init__(self, code: ObjectCode) -> None:
        self._code = code
        self._loaded = _loaded(code)
        self._function: Any = None
        arrays = [ARRAY_WORDS + 2 * sizes for _, sizes in code.gives] if isinstance(code.gives, list) else [1]
        self._result = c_int64 * sum(arrays)

    def __call__(self, arguments: Sequence[object]) -> Any:  # noqa: ANN401 - whatever the function returns
        """Call the function; raise what it raises."""
        held: list[Any] = []
        words = [word for argument in arguments for word in words_of(argument, held)]
        if self._function is None:
            self._function = CFUNCTYPE(c_int32, *passed_as(words))(self._loaded[self._code.symbol])
        result, failure = self._result(), POINTER(_Failure)()
        if self._function(addressof(result), addressof(failure), *words) > 0:
            _raise(failure.contents)
        return self._taken(result)

    def _taken(self, result: Any) -> Any:  # noqa: ANN401 - words of machine code, and what they mean
        gives = self._code.gives
        if not isinstance(gives, list):
            return float(np.frombuffer(result, np.float64)[0]) if gives == NUMBER else None
        arrays, first = [], 0
        for dtype, sizes in gives:
            last = first + ARRAY_WORDS + 2 * sizes
            arrays.append(_array(result[first:last], np.dtype(dtype), sizes))
            first = last
        return tuple(arrays) if self._code.several else arrays[0]


def _array(words: Sequence[int], dtype: "np.dtype[Any]", sizes: int) -> NDArray[Any]:
    """Return a copy of an array that machine code made, and let go of its memory."""
    owner, _, many, width, place = words[:ARRAY_WORDS]
    shape = tuple(words[ARRAY_WORDS : ARRAY_WORDS + sizes])
    copy = np.frombuffer(string_at(place, many * width), dtype).reshape(shape).copy()
    if owner:
        let_go(owner)
    return copy


def _raise(failure: _Failure) -> NoReturn:
    from numba.cloudpickle import loads

    kind, words, *_ = loads(string_at(failure.data, failure.size))
    raise kind(*words)


def _loaded(code: ObjectCode) -> Any:  # noqa: ANN401 - what holds the code in memory
    """Link the code into this process; raise RuntimeError for what is no object file of this machine."""
    from llvmlite.binding import JITLibraryBuilder

    builder = JITLibraryBuilder().add_object_img(code.content).export_symbol(code.symbol).add_current_process()
    for name, address in functions().items():
        builder.import_symbol(name, address)
    return builder.link(_linker(), f"orgchange-{next(_names)}")


@cache
def _linker() -> Any:  # noqa: ANN401 - a linker of LLVM
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.create_lljit_compiler(use_jit_link=sys.platform != "win32")
