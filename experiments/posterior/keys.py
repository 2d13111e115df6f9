"""Keyed numbers of a calibration: each is decided by the seed, what it is for, a name and the number of a draw.

So a bank that grows, a parameter that is added or another size of a survey moves no number that was drawn before.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.streams import uniforms

Numbers = NDArray[np.float64]
LANES = 4

PRIOR, PLACEBO, OBSERVATION, ANSWERS = 101, 102, 103, 104
SPLIT, WEIGHTS, NOISE, BATCHES, DRAWS, CHOICE, PREDICTION = 105, 106, 107, 108, 109, 110, 111


def number_of(name: str) -> int:
    """Return the 32-bit number that a name has in a key."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def shares(seed: int, purpose: int, name: str, draws: NDArray[np.int64], attempt: int = 0) -> Numbers:
    """Return a uniform number a draw, float64 (n)."""
    return uniforms(seed, number_of(name), purpose, draws, np.full(len(draws), attempt * 2**16))[:, 0]


def share_table(seed: int, purpose: int, name: str, draws: NDArray[np.int64], width: int) -> Numbers:
    """Return ``width`` uniform numbers a draw, float64 (n, width)."""
    blocks = -(-width // LANES)
    subjects, others = np.repeat(draws, blocks), np.tile(np.arange(blocks), len(draws))
    return uniforms(seed, number_of(name), purpose, subjects, others).reshape(len(draws), -1)[:, :width]


def normal_table(seed: int, purpose: int, name: str, draws: NDArray[np.int64], width: int) -> Numbers:
    """Return ``width`` standard normal numbers a draw, float64 (n, width)."""
    found: Numbers = ndtri(share_table(seed, purpose, name, draws, width))
    return found


def shuffled(seed: int, purpose: int, name: str, count: int) -> NDArray[np.int64]:
    """Return the numbers below ``count`` in a keyed order."""
    return np.argsort(shares(seed, purpose, name, np.arange(count)), kind="stable")
