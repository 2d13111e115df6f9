"""Writes the 32-bit words of the keyed streams to standard output, key after key along one axis, without end."""

import sys

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point
from sim.streams import philox

KEYS = 1 << 18


@entry_point
def words_along(axis: int, block: int, count: int) -> NDArray[np.uint32]:
    """Return the four words of ``count`` keys: 0 people of a week, 1 weeks of a person, 2 decisions of both."""
    out = np.empty(4 * count, np.uint32)
    for step in range(count):
        k = block * count + step
        subject = k if axis == 0 else (7 if axis == 1 else k // 4096)
        week = k if axis == 1 else 11
        decision = k % 4096 if axis == 2 else 1
        counter = np.uint64(decision * 1048576 + week % 1048576)
        replicate = np.uint64(week // 1048576)
        words = philox(np.uint64(subject), np.uint64(0), counter, replicate, np.uint64(1), np.uint64(0))
        for lane in range(4):
            out[4 * step + lane] = words[lane]
    return out


def main() -> None:
    """Write until nobody reads any more."""
    axis = ("people", "weeks", "decisions").index(sys.argv[1])
    block = 0
    while True:
        try:
            sys.stdout.buffer.write(words_along(axis, block, KEYS).tobytes())
        except BrokenPipeError:
            return
        block += 1


if __name__ == "__main__":
    main()
