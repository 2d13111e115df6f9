"""Keyed random numbers in plain integers and floats.

Philox4x32-10 as published by Salmon, Moraes, Dror & Shaw 2011; the normal quantile is Python's own.
"""

from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist

_WORD = 0xFFFFFFFF
_STANDARD = NormalDist()


@dataclass(frozen=True)
class Luck:
    """What a replicate's draws are keyed by."""

    seed: int
    replicate: int


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return four 32-bit words."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        first, second = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (second >> 32) ^ c1 ^ k0, second & _WORD, (first >> 32) ^ c3 ^ k1, first & _WORD
        k0, k1 = (k0 + 0x9E3779B9) & _WORD, (k1 + 0xBB67AE85) & _WORD
    return c0, c1, c2, c3


def uniforms(luck: Luck, decision: int, week: int, subject: int, other: int = 0) -> list[float]:
    """Return the four lanes of one key, each uniform on (0, 1)."""
    counter = (subject & _WORD, other & _WORD, (decision * 2**20 + week) & _WORD, luck.replicate & _WORD)
    return [(word + 0.5) / 2**32 for word in philox(counter, (luck.seed & _WORD, luck.seed >> 32))]


def exponential(u: float) -> float:
    """Return the exponential deviate (mean 1) of a uniform one."""
    return -log(1.0 - u)


def normal(u: float) -> float:
    """Return the standard normal deviate of a uniform one."""
    return _STANDARD.inv_cdf(u)


def poisson(mean: float, u: float) -> int:
    """Return the smallest count whose cumulative probability reaches ``u`` (at most 1,000)."""
    probability = exp(-mean)
    below, count = probability, 0
    while below < u and count < 1000:
        count += 1
        probability *= mean / count
        below += probability
    return count


def cut(value: float) -> float:
    """Return the value cut to [0, 1]."""
    return min(1.0, max(0.0, value))
