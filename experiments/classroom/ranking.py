"""Teams ranked by the worlds that all of them lived; whom nothing tells apart share a rank.

Rule    The rank of a team is 1 + the number of teams that are surely better: whose paired difference, world by world,
        leaves 0 out. With k pairs of ways every interval has the confidence 1 - 0.05 / k, so that in 19 of 20 classes
        no rank rests on luck (Bonferroni).
"""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import mean_interval, paired_differences
from experiments.lesson.findings import CONFIDENCE

Numbers = NDArray[np.float64]


class Standing(NamedTuple):
    """Where a team stands: its rank, its way, and the mean of its worlds with the interval of it."""

    team: int
    way: str
    rank: int
    mean: float
    low: float
    high: float


def standings(decisions: Mapping[int, str], values: Mapping[str, Numbers], direction: int) -> list[Standing]:
    """Return the teams, best first.

    ``values``: float64 (worlds, 1) by way, NaN where a world has no value; ``direction``: +1 where more is better.
    """
    ahead = _ahead(sorted(set(decisions.values())), values, direction)
    ranks = {way: 1 + sum(ahead[way, other] for other in decisions.values()) for way in decisions.values()}
    found = [_standing(team, way, ranks[way], values[way]) for team, way in decisions.items()]
    return sorted(found, key=lambda one: (one.rank, -direction * one.mean, one.team))


def _ahead(ways: list[str], values: Mapping[str, Numbers], direction: int) -> dict[tuple[str, str], bool]:
    """Return of every pair (way, other) whether the other one is surely better."""
    pairs = list(combinations(ways, 2))
    confidence = 1.0 - (1.0 - CONFIDENCE) / max(1, len(pairs))
    found = {(way, way): False for way in ways}
    for way, other in pairs:
        apart = paired_differences(values[other], values[way], confidence)[0]
        decided = apart.verdict(direction).decided
        found[way, other] = decided and direction * apart.mean > 0
        found[other, way] = decided and direction * apart.mean < 0
    return found


def _standing(team: int, way: str, rank: int, values: Numbers) -> Standing:
    known = values[~np.isnan(values)][:, np.newaxis]
    mean, low, high = (float(bound[0]) for bound in mean_interval(known, CONFIDENCE))
    return Standing(team, way, rank, mean, low, high)
