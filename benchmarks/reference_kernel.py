"""The fixed piece of work that the guard holds the engine against. Its text never changes.

A change would move the baseline.

It does in small what a week of the engine does: reads rows of contacts at random, hashes a counter, takes logarithms,
branches on thresholds and updates records. It shares no code with ``sim``, so that nothing done there can move it.
"""

import numba
import numpy as np
from numpy.typing import NDArray

PEOPLE = 1200
CONTACTS = 16
ROWS = 4
MULTIPLIER = 0x9E3779B97F4A7C15
MIXER = 0xD1B54A32D192ED03


@numba.njit(nogil=True, error_model="numpy")
def live_reference(
    weeks: int, rows: NDArray[np.float32], contacts: NDArray[np.int32], clocks: NDArray[np.float64]
) -> float:
    """Live some weeks on float32 (PEOPLE, ROWS) and return a number that depends on all of them."""
    total = 0.0
    for week in range(weeks):
        for i in range(len(rows)):
            mean = 0.0
            users = 0.0
            for k in range(contacts.shape[1]):
                j = contacts[i, k]
                mean += rows[j, 0] * rows[j, 1]
                users += rows[j, 3]
            word = np.uint64(week * PEOPLE + i) * np.uint64(MULTIPLIER)
            word = (word ^ (word >> np.uint64(29))) * np.uint64(MIXER)
            luck = (np.float64(word >> np.uint64(11)) + 0.5) * 2.0**-53
            clocks[i] -= np.log(luck) * mean / len(rows)
            if clocks[i] > 1.0:
                clocks[i] -= 1.0
                rows[i, 3] = 1.0 - rows[i, 3]
            rows[i, 0] += 0.03 * (users / contacts.shape[1] - rows[i, 0])
            total += clocks[i]
    return total


def make_reference() -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.float64]]:
    """Return rows, contacts and clocks, the same every time."""
    person = np.arange(PEOPLE, dtype=np.int64)
    contacts = (person[:, None] * 7919 + (np.arange(CONTACTS) + 1) ** 3 * 104729) % PEOPLE
    rows = (person[:, None] * np.array([3, 5, 7, 11]) % 13 / 13).astype(np.float32)
    rows[:, 3] = person % 50 == 0
    return rows, contacts.astype(np.int32), np.zeros(PEOPLE)
