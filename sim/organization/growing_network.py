"""The unfinished network while it grows: who holds which ties, and how clustered it is so far.

Triangles are counted as ties are made, so that the mean local clustering (Watts & Strogatz 1998; 0 for people with
fewer than two contacts) is known at every moment. The eight numbers of a seat lie in one half of a cache line.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiler import by_reference, kernel
from sim.organization.target_degrees import Quota, Wishes

ACROSS, WITHIN = 0, 1
SLOT, DEPARTMENT, HELD, WISH, ROOM = 0, 1, 2, 4, 6
MARK, SHARED = 0, 1
PATHS = 256

Integers = NDArray[np.int32]


@by_reference()
class Wiring(NamedTuple):
    """Work arrays for n seats; columns HELD, WISH and ROOM of ``seats`` are pairs (across, within).

    ``wishers`` names every seat once for each tie it wishes: those inside department k lie in ``wisher_start[k:k+2]``,
    those across behind the last department. ``left`` is the quota not used yet. Of the ``notes`` on a seat, MARK is the
    stamp of the last turn whose seat knew it, and SHARED counts the contacts it has in common with the seat whose turn
    it is; ``paths`` (2, PATHS) lists those candidates, across and within, once for every contact in common.
    """

    seats: Integers
    contacts: Integers
    department_start: NDArray[np.int64]
    wishers: Integers
    wisher_start: NDArray[np.int64]
    left: NDArray[np.int64]
    triangles: Integers
    clustering: NDArray[np.float64]
    notes: Integers
    paths: Integers
    path_count: NDArray[np.int64]


def empty_wiring(department_start: NDArray[np.int64], quota: Quota, wishes: Wishes) -> Wiring:
    """Return a network without ties, with slots for each seat's wish and an eighth (at least one) more."""
    n = len(wishes.within)
    seats = np.zeros((n, 8), np.int32)
    seats[:, DEPARTMENT] = np.repeat(np.arange(len(department_start) - 1), np.diff(department_start))
    for side, wish, most in ((ACROSS, wishes.across, wishes.most_across), (WITHIN, wishes.within, wishes.most_within)):
        seats[:, WISH + side] = wish
        seats[:, ROOM + side] = np.minimum(most, wish + wish // 8 + 1)
    slots = np.concatenate([[0], np.cumsum(seats[:, ROOM:].sum(axis=1, dtype=np.int64))])
    seats[:, SLOT] = slots[:-1]
    people = np.arange(n, dtype=np.int32)
    return Wiring(
        seats=seats,
        contacts=np.empty(slots[-1], np.int32),
        department_start=department_start,
        wishers=np.concatenate([np.repeat(people, wishes.within), np.repeat(people, wishes.across)]),
        wisher_start=np.concatenate([[0], np.cumsum(wishes.within)])[department_start],
        left=np.array(quota),
        triangles=np.zeros(n, np.int32),
        clustering=np.zeros(1),
        notes=np.zeros((n, 2), np.int32),
        paths=np.empty((2, PATHS), np.int32),
        path_count=np.zeros(2, np.int64),
    )


@kernel
def contact_range(seats: Integers, seat: int) -> tuple[int, int]:
    """Return where the contacts of a seat begin and end in ``contacts``."""
    start = seats[seat, SLOT]
    return start, start + seats[seat, HELD] + seats[seat, HELD + 1]


@kernel
def connect(wiring: Wiring, seat: int, other: int, side: int, stamp: int) -> None:
    """Tie ``seat``, whose contacts carry the mark ``stamp``, to ``other`` and keep the clustering up to date."""
    _, seat_end = contact_range(wiring.seats, seat)
    start, end = contact_range(wiring.seats, other)
    common, growth = 0, 0.0
    for slot in range(start, end):
        third = wiring.contacts[slot]
        if wiring.notes[third, MARK] == stamp:
            common += 1
            growth += _more_clustering(wiring.seats, third, 0, wiring.triangles, 1)
    growth += _more_clustering(wiring.seats, seat, 1, wiring.triangles, common)
    growth += _more_clustering(wiring.seats, other, 1, wiring.triangles, common)
    wiring.clustering[0] += growth
    wiring.contacts[seat_end] = other
    wiring.contacts[end] = seat
    wiring.seats[seat, HELD + side] += 1
    wiring.seats[other, HELD + side] += 1
    wiring.notes[other, MARK] = stamp
    wiring.left[side] -= 1


@kernel
def _more_clustering(seats: Integers, seat: int, contacts: int, triangles: Integers, common: int) -> float:
    """Give a seat more contacts and triangles; return by how much its local clustering grows."""
    held = seats[seat, HELD] + seats[seat, HELD + 1]
    before = 2.0 * triangles[seat] / max(1.0, held * (held - 1.0))
    triangles[seat] += common
    held += contacts
    return float(2.0 * triangles[seat] / max(1.0, held * (held - 1.0)) - before)
