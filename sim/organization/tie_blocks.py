"""Ties in the order in which listening reads them: side by side those of four people who have nearly as many.

Listening adds up the ties of a person one after the other, each waiting for the one before. Of four people side by side
nobody waits for another, their weights are read at once, and since the next four have nearly as many ties, a processor
foresees where a list ends. Among ``STRETCH`` seats that follow each other, those with fewer ties come first, once for
the ties inside departments and once for those across; so what is heard of a stretch stays near. Lists that are shorter
than the longest of the four end in ties of no weight.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.organization.tie_layout import TieLayout

LANES = 4  # people side by side
STRETCH = 256  # people; a multiple of LANES, whose numbers take 8 bits
INSIDE, ACROSS = 0, 1
FIRST, COUNT, WEIGHTS = range(3)

Numbers = NDArray[np.int64]


class TieBlocks(NamedTuple):
    """The ties of every stretch in blocks of ``LANES`` seats: first all inside departments, then all across.

    A block of ``k`` ties a seat has ``k`` targets of its first seat, then those of the others; but of its weights the
    first one of each seat, then the second ones.

    Attributes:
    ----------
    tie_list : int32 (n, 2, 3); for the ties of a seat inside its department and across: the place of the first target,
        how many there are, and the place of the first weight. Targets follow each other, sorted; weights lie ``LANES``
        places apart.
    tie_target, tie_weight : int32 and float32 (m), with ties of no weight to seat 0 where a list is shorter.
    block_start : int32 (b + 1); where a block begins among targets and weights, in units of ``LANES``.
    block_seat : uint8 (b * LANES); the seats of a block, counted from the first one of the stretch. In a block with
        fewer seats the last one stands in for those that are missing, before it, with ties of no weight.

    """

    tie_list: NDArray[np.int32]
    tie_target: NDArray[np.int32]
    tie_weight: NDArray[np.float32]
    block_start: NDArray[np.int32]
    block_seat: NDArray[np.uint8]


def in_blocks(ties: TieLayout) -> TieBlocks:
    """Lay out in blocks what lies seat by seat."""
    count = np.column_stack([ties.tie_split - ties.tie_start[:-1], ties.tie_start[1:] - ties.tie_split])
    seats = np.stack([_by_length(count[:, side]) for side in (INSIDE, ACROSS)])
    blocks = seats.shape[1] // LANES
    order = np.argsort(np.tile(np.arange(blocks) * LANES // STRETCH, 2), kind="stable")
    side, lanes = order // blocks, seats.reshape(-1, LANES)[order]
    length = count[lanes[:, -1], side]
    start = np.concatenate([[0], np.cumsum(length)])
    lists = np.empty((len(count), 2, 3), np.int32)
    for lane in range(LANES):  # who stands in for others comes last, which counts
        where = lanes[:, lane], side
        lists[where] = np.column_stack([LANES * start[:-1] + lane * length, count[where], LANES * start[:-1] + lane])
    places, weights = _places(lists)
    targets, strengths = np.zeros(LANES * start[-1], np.int32), np.zeros(LANES * start[-1], np.float32)
    targets[places], strengths[weights] = ties.tie_target, ties.tie_weight
    return TieBlocks(lists, targets, strengths, start.astype(np.int32), (lanes % STRETCH).astype(np.uint8).ravel())


def seat_by_seat(blocks: TieBlocks) -> TieLayout:
    """Lay out seat by seat what lies in blocks."""
    count = blocks.tie_list[..., COUNT].astype(np.int64)
    start = np.concatenate([[0], np.cumsum(count.sum(axis=1))])
    places, weights = _places(blocks.tie_list)
    return TieLayout(start, start[:-1] + count[:, INSIDE], blocks.tie_target[places], blocks.tie_weight[weights])


def _by_length(count: Numbers) -> Numbers:
    """Return the seats of every stretch by their number of ties; the last one also stands in for those missing."""
    seats = np.lexsort((count, np.arange(len(count)) // STRETCH))
    missing = -len(seats) % LANES
    whole = len(seats) // LANES * LANES
    return np.concatenate([seats[:whole], np.repeat(seats[-1:], missing), seats[whole:]])


def _places(lists: NDArray[np.int32]) -> tuple[Numbers, Numbers]:
    """Return where the target and the weight of every tie lie, seat by seat."""
    first, count, weight = lists.reshape(-1, 3).T.astype(np.int64)
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count) + nth, np.repeat(weight, count) + LANES * nth
