"""Records kept column by column: all first fields, then all second ones, in one block of memory.

A mechanism reads and writes ``seats[i].workload`` whether seats are an array of records or columns: what it is given
says which. Of records kept as columns a processor handles several at once where a loop does the same for everybody.
"""

from typing import ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

LINE = 64  # bytes that memory hands over at once


class _Parts(NamedTuple):
    """What compiled code is given: the memory, for how many records every column has room, and their sizes."""

    block: NDArray[np.uint8]
    room: int
    shape: tuple[int, ...]


class Columns(_Parts):
    """Records of one type in a shape of one or two sizes, for compiled code alone; a class for each type of records."""

    kind: ClassVar["np.dtype[np.void]"]

    @classmethod
    def zeros(cls, shape: tuple[int, ...]) -> Self:
        """Return records that are all zeros; every column begins at the beginning of a line of memory."""
        room = -(-int(np.prod(shape)) // LINE) * LINE
        size = room * sum(cls.kind[field].itemsize for field in cls.before())
        memory = np.zeros(size + LINE, np.uint8)
        first = -memory.ctypes.data % LINE
        return cls(memory[first : first + size], room, shape)

    @classmethod
    def before(cls) -> dict[str, int]:
        """Return for every field the bytes a record of the columns before it; large ones come first, to be aligned."""
        sizes = {field: cls.kind[field].itemsize for field in cls.kind.names or ()}
        order = sorted(sizes, key=lambda field: -sizes[field])
        return {field: sum(sizes[other] for other in order[:place]) for place, field in enumerate(order)}

    @property
    def nbytes(self) -> int:
        """The bytes that all columns take."""
        return self.block.nbytes
