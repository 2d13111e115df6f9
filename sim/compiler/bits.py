"""The 64 bits of a number, for functions put together from them: in compiled code and in plain Python alike."""

import struct
from typing import Any, cast

from sim.compiler.decorators import Lowered

_NUMBER, _BITS = struct.Struct("<d"), struct.Struct("<q")


class _Cast(Lowered):
    """Reads 8 bytes as another type; compiled code does it in place."""

    def __init__(self, name: str, given: struct.Struct, taken: struct.Struct) -> None:
        super().__init__("sim.compiler.bits_lowering", name)
        self._given, self._taken = given, taken

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - a float or an int, and the other one back
        return self._taken.unpack(self._given.pack(value))[0]


bits_of = cast("Any", _Cast("bits_of", _NUMBER, _BITS))
number_of = cast("Any", _Cast("number_of", _BITS, _NUMBER))
