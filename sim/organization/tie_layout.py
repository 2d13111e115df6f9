"""Ties seat by seat, own department first, each part sorted by target."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.organization.direction import DirectedTies


class TieLayout(NamedTuple):
    """The ties of ``n`` seats, ``m`` in all.

    Attributes:
    ----------
    tie_start : int64 (n + 1); the ties of seat i are [tie_start[i], tie_start[i+1]), those inside the own department
        first, each of the two parts sorted by target.
    tie_split : int64 (n); where the ties to other departments begin.
    tie_target, tie_weight : int32 and float32 (m); the person seat i turns to, and how much (0 to 1).

    """

    tie_start: NDArray[np.int64]
    tie_split: NDArray[np.int64]
    tie_target: NDArray[np.int32]
    tie_weight: NDArray[np.float32]


def lay_out(ties: DirectedTies, department: NDArray[np.int32]) -> TieLayout:
    """Sort directed ties without duplicates or self-ties; ``department`` is int32 (n)."""
    n = len(department)
    across = department[ties.source] != department[ties.target]
    order = np.argsort((ties.source * np.int64(2) + across) * n + ties.target)
    ends = np.cumsum(np.bincount(ties.source, minlength=n))
    within = np.bincount(ties.source[~across], minlength=n)
    start = np.concatenate([[0], ends]).astype(np.int64)
    return TieLayout(start, start[:-1] + within, ties.target[order], ties.weight[order])
