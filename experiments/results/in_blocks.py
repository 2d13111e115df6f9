"""Paired differences of very many points, made in blocks when they are asked for.

A point takes 3.6 kB of differences: of many thousands only a few blocks lie in memory, of a usual study all.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from experiments.inference.paired import Difference, Differences, IntervalRule, Numbers, differences_of, joined
from experiments.inference.runs import Runs
from experiments.inference.superiority import p_values

AT_ONCE, KEPT = 500, 4


class DifferencesInBlocks:
    """By how much the first of each pair of designs exceeds the second, in all ``width`` metrics."""

    def __init__(self, pairs: Sequence[tuple[Runs, Runs]], width: int, confidence: float, rule: IntervalRule) -> None:
        self._pairs, self._width, self._confidence, self._rule = pairs, width, confidence, rule
        self._block = lru_cache(KEPT)(self._made)

    def part(self, places: Sequence[int]) -> Differences:
        """Return the differences of some pairs; ``places`` ascend, and there is at least one."""
        numbers = np.array(places, np.int64)
        blocks = numbers // AT_ONCE
        return joined(
            [self._block(block).part(numbers[blocks == block] % AT_ONCE) for block in np.unique(blocks).tolist()]
        )

    def of(self, place: int) -> list[Difference]:
        """Return the differences of one pair, a metric after the other."""
        return self._block(place // AT_ONCE).of(place % AT_ONCE)

    def p_values(self) -> Numbers:
        """Return the p values of all pairs, float64 (pairs, metrics)."""
        blocks = map(self._block, range(math.ceil(len(self._pairs) / AT_ONCE)))
        return np.concatenate([np.zeros((0, self._width)), *(p_values(block, self._rule) for block in blocks)])

    def _made(self, block: int) -> Differences:
        pairs = self._pairs[block * AT_ONCE : (block + 1) * AT_ONCE]
        return differences_of(pairs, self._confidence, rule=self._rule)
