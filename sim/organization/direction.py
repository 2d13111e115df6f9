"""Which way ties point: most are returned, the others go one way.

Rule    A pair of contacts is mutual with probability q = r / (2 - r), so that the share r of directed ties is returned;
        otherwise a coin says who turns to whom. A returned tie weighs 1, a one-way tie one half. Pairs are keyed by
        both ends.
Source  Reciprocity .69 to .71: email-Eu-core (SNAP; Yin et al. 2017). The two weights are assumptions.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point, kernel
from sim.organization.growing_network import Wiring, contact_range
from sim.streams import RECIPROCITY, Array, four_uniforms

RETURNED, ONE_WAY = 1.0, 0.5
COIN = 0.5


class DirectedTies(NamedTuple):
    """Directed ties, in any order: int32 (m), int32 (m) and float32 (m)."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    weight: NDArray[np.float32]


@entry_point
def _point(
    wiring: Wiring, mutual: float, luck: Array
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    most = len(wiring.contacts)
    source, target, weight = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.float32)
    m = 0
    for seat in range(len(wiring.seats)):
        start, end = contact_range(wiring.seats, seat)
        for slot in range(start, end):
            other = wiring.contacts[slot]
            tie = _weight_towards(seat, other, mutual, luck)
            if tie > 0.0:
                source[m], target[m], weight[m] = seat, other, tie
                m += 1
    return source[:m], target[:m], weight[:m]


@kernel
def _weight_towards(seat: int, other: int, mutual: float, luck: Array) -> float:
    """Return how much ``seat`` turns to ``other``, asked from either end of the same pair."""
    lanes = four_uniforms(luck, RECIPROCITY, 0, min(seat, other), max(seat, other))
    if lanes[0] < mutual:
        return RETURNED
    lower_turns = lanes[1] < COIN
    return ONE_WAY if lower_turns == (seat < other) else 0.0


def direct_ties(wiring: Wiring, reciprocity: float, luck: Array) -> DirectedTies:
    """Return the finished network's ties, the share ``reciprocity`` of them returned."""
    return DirectedTies(*_point(wiring, reciprocity / (2.0 - reciprocity), luck))
