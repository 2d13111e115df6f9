"""Many studies of one comparison under the stop rule, each stopped as the program would stop it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.running.stopping.comparison import Ending, compared, ending
from experiments.running.stopping.looks import looks

FIRST = 8


class Stopped(NamedTuple):
    """What came of a trial: why and after how many pairs it ended, and whether its last interval held the true mean."""

    ending: Ending
    pairs: int
    covered: bool


def stopped(differences: NDArray[np.float64], mean: float, confidence: float = 0.95) -> Stopped:
    """Run one trial on its differences, float64 (budget), of a known mean."""
    nothing = np.zeros_like(differences)
    for pairs in looks(FIRST, len(differences)):
        found = compared(differences[:pairs], nothing[:pairs], confidence)
        why = ending(found, confidence, identical=not differences.any())
        if why != Ending.UNDECIDED:
            break
    return Stopped(why, found.pairs, found.low <= mean <= found.high)


def trials(differences: NDArray[np.float64], mean: float = 0.0) -> list[Stopped]:
    """Run a trial on every row of ``differences``, float64 (trials, budget)."""
    return [stopped(row, mean) for row in differences]


def share(found: list[Stopped], what: Ending) -> float:
    """Return the share of trials with an ending."""
    return float(np.mean([one.ending == what for one in found]))


def uncovered(found: list[Stopped]) -> float:
    """Return the share of trials whose last interval misses the true mean."""
    return float(np.mean([not one.covered for one in found]))


def pairs_used(found: list[Stopped]) -> float:
    """Return the mean number of pairs until the end."""
    return float(np.mean([one.pairs for one in found]))
