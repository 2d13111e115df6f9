"""The gather bound: what a week must read and write and nothing else, at the speed of this machine.

For every tie the number, the weight and the 16-byte row of traits are read, in the order of the case; for every person
one row of sums is written. No competitor can be faster without reading less or, where rows lie in memory, asking for
them ahead.
"""

from functools import cache
from typing import Any

import numba
import numpy as np
from numba import config
from numpy.typing import NDArray

from benchmarks.common_work import Case, State
from benchmarks.network import DEGREE

SIGNATURE = "void(float32[:, ::1], uint32[::1], float32[::1], float32[:, ::1])"


def _read_rows(
    rows: NDArray[np.float32], numbers: NDArray[np.uint32], weights: NDArray[np.float32], sums: NDArray[np.float32]
) -> None:
    """Write the weighted sum of the DEGREE rows that are numbered for each person; all arrays are read once."""
    tie = np.uint64(0)
    for i in range(len(sums)):
        a, b, c, d = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
        for _ in range(DEGREE):
            row, weight = rows[np.uint64(numbers[tie])], weights[tie]
            a += weight * row[0]
            b += weight * row[1]
            c += weight * row[2]
            d += weight * row[3]
            tie += np.uint64(1)
        sums[i, 0], sums[i, 1], sums[i, 2], sums[i, 3] = a, b, c, d


@cache
def row_reader() -> Any:  # noqa: ANN401 - a compiled function
    """Return the compiled loop.

    All four traits in one instruction, which Numba leaves off unless told, for this loop alone.
    """
    settings: Any = config
    before = settings.SLP_VECTORIZE
    settings.SLP_VECTORIZE = 1
    try:
        return numba.njit(SIGNATURE, nogil=True, fastmath=True, error_model="numpy")(_read_rows)
    finally:
        settings.SLP_VECTORIZE = before


class ReadingOnly:
    """The reading of a week, as often as there are weeks; it decides nothing."""

    def __init__(self, case: Case) -> None:
        self.rows = np.column_stack([case.traits, case.user]).astype(np.float32)
        self.numbers = case.contacts.ravel().astype(np.uint32)
        self.weights = np.full(len(self.numbers), 1 / DEGREE, np.float32)
        self.sums = np.zeros_like(self.rows)

    def live(self, weeks: int) -> None:
        """Read what some weeks must read."""
        read = row_reader()
        for _ in range(max(weeks, 1)):
            read(self.rows, self.numbers, self.weights, self.sums)

    def state(self) -> State:
        """Return the averages that were read, which is all there is."""
        return State(self.sums[:, :3].copy(), self.sums[:, 3] > 0)


def build(case: Case) -> ReadingOnly:
    """Build the arrays."""
    return ReadingOnly(case)
