"""Blocks of ties hold every tie once and in its order, and people with nearly as many ties side by side."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.organization.tie_blocks import ACROSS, COUNT, INSIDE, LANES, STRETCH, TieBlocks, in_blocks, seat_by_seat
from sim.organization.tie_layout import TieLayout

Tie = tuple[int, float]


def layout(counts: list[tuple[int, int]], seed: int = 0) -> TieLayout:
    """Return ties to anybody, of which each seat has so many inside its department and across."""
    each = np.array(counts, np.int64)
    start = np.concatenate([[0], np.cumsum(each.sum(axis=1))])
    luck = np.random.default_rng(seed)
    targets = luck.integers(len(counts), size=start[-1]).astype(np.int32)
    return TieLayout(start, start[:-1] + each[:, 0], targets, 1 - luck.random(start[-1], np.float32))


def listened_to(blocks: TieBlocks) -> dict[tuple[int, int], list[Tie]]:
    """Return the ties of every seat and side as listening reads them: block by block, a tie of each at once."""
    seats, found = len(blocks.tie_list), dict[tuple[int, int], list[Tie]]()
    many = -(-seats // LANES)
    for block, (begin, end) in enumerate(zip(blocks.block_start[:-1], blocks.block_start[1:], strict=True)):
        stretch = block * LANES // (2 * STRETCH)
        inside = min(STRETCH // LANES, many - stretch * STRETCH // LANES)
        side = INSIDE if block - 2 * stretch * STRETCH // LANES < inside else ACROSS
        for lane in range(LANES):
            targets = blocks.tie_target[LANES * begin :][lane * (end - begin) :][: end - begin]
            weights = blocks.tie_weight[LANES * begin + lane : LANES * end : LANES]
            seat = stretch * STRETCH + int(blocks.block_seat[LANES * block + lane])
            ties = [tie for tie in zip(targets.tolist(), weights.tolist(), strict=True) if tie[1] > 0.0]
            assert not found.get((seat, side)), "ties of a seat lie in one list"
            found[seat, side] = ties
    return found


COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(1, 20), st.integers(0, 2**32 - 1))
def test_every_tie_is_listened_to_once_and_in_its_order(counts: list[tuple[int, int]], times: int, seed: int) -> None:
    ties = layout(counts * times, seed)
    found = listened_to(in_blocks(ties))
    assert len(found) == 2 * len(ties.tie_split)
    pairs = list(zip(ties.tie_target.tolist(), ties.tie_weight.tolist(), strict=True))
    for i, (start, split, end) in enumerate(zip(ties.tie_start, ties.tie_split, ties.tie_start[1:], strict=False)):
        assert found[i, INSIDE] == pairs[start:split]
        assert found[i, ACROSS] == pairs[split:end]


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(1, 20), st.integers(0, 2**32 - 1))
def test_ties_come_back_seat_by_seat(counts: list[tuple[int, int]], times: int, seed: int) -> None:
    ties = layout(counts * times, seed)
    blocks = in_blocks(ties)
    np.testing.assert_array_equal(blocks.tie_list[..., COUNT], counts * times)
    again = seat_by_seat(blocks)
    for name in TieLayout._fields:
        before, after = getattr(ties, name), getattr(again, name)
        assert before.dtype == after.dtype
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("seats", [1, 2, 5, STRETCH, STRETCH + 1, 3 * STRETCH - 1])
def test_of_a_stretch_those_with_fewer_ties_come_first(seats: int) -> None:
    luck = np.random.default_rng(seats)
    blocks = in_blocks(layout([(int(luck.integers(9)), int(luck.integers(40))) for _ in range(seats)]))
    longest, many = np.diff(blocks.block_start), -(-seats // LANES)
    for first in range(0, many, STRETCH // LANES):
        here = min(STRETCH // LANES, many - first)
        for side in (INSIDE, ACROSS):
            begin = 2 * first + side * here
            assert (np.diff(longest[begin : begin + here]) >= 0).all()
            assert longest[begin + here - 1] == blocks.tie_list[LANES * first :][:STRETCH, side, COUNT].max()
    assert len(blocks.tie_target) < 1.5 * blocks.tie_list[..., COUNT].sum() + 2 * LANES * 40
