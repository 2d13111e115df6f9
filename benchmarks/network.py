"""The fixed network of the common work: sixteen directed contacts a person, half of them in the own department."""

import numpy as np
from numpy.typing import NDArray

from sim.streams import STAFFING, TIES, uniforms

DEPARTMENT = 50
INSIDE = 8
ACROSS = 8
DEGREE = INSIDE + ACROSS
LANES = 4  # numbers that come from one key
ROWS = 100_000  # people drawn at a time, to bound the memory

Contacts = NDArray[np.int32]


def draw_contacts(people: int, seed: int) -> Contacts:
    """Return who listens to whom, int32 (people, DEGREE), each row without repetition and sorted.

    ``people`` is a multiple of DEPARTMENT and at least four departments.
    """
    blocks = [_draw_rows(np.arange(first, min(first + ROWS, people)), people, seed) for first in range(0, people, ROWS)]
    return np.concatenate(blocks)


def shuffled(contacts: Contacts, place: NDArray[np.int64]) -> Contacts:
    """Return the same network with person ``i`` in row ``place[i]``."""
    moved = np.empty_like(contacts)
    moved[place] = np.sort(place[contacts], axis=1)
    return moved


def new_places(people: int, seed: int) -> NDArray[np.int64]:
    """Return a random order, int64 (people)."""
    return np.argsort(uniforms(seed, 1, STAFFING, np.arange(people), np.zeros(people, np.int64))[:, 0])


def _draw_rows(rows: NDArray[np.int64], people: int, seed: int) -> Contacts:
    first = (rows // DEPARTMENT * DEPARTMENT)[:, None]
    colleague = 1 + np.argpartition(_lots(rows, DEPARTMENT - 1, 0, seed), INSIDE, axis=1)[:, :INSIDE]
    inside = first + (rows[:, None] - first + colleague) % DEPARTMENT
    across = (first + DEPARTMENT + _distinct(rows, people - DEPARTMENT, seed)) % people
    return np.sort(np.concatenate([inside, across], axis=1), axis=1).astype(np.int32)


def _distinct(rows: NDArray[np.int64], among: int, seed: int) -> NDArray[np.int64]:
    """Draw ACROSS different numbers below ``among`` for every row, drawing rows with a repetition again."""
    drawn = np.zeros((len(rows), ACROSS), np.int64)
    left = np.arange(len(rows))
    attempt = 1
    while len(left):
        drawn[left] = _lots(rows[left], ACROSS, attempt * DEPARTMENT, seed) * among
        ordered = np.sort(drawn[left], axis=1)
        left = left[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        attempt += 1
    return drawn


def _lots(rows: NDArray[np.int64], columns: int, first_key: int, seed: int) -> NDArray[np.float64]:
    """Return uniform numbers, float64 (rows, columns)."""
    keys = first_key + np.arange(-(-columns // LANES))
    subjects, others = np.repeat(rows, len(keys)), np.tile(keys, len(rows))
    return uniforms(seed, 0, TIES, subjects, others).reshape(len(rows), -1)[:, :columns]
