"""Random numbers keyed by what they decide: stateless, counter based, independent of every other draw.

A draw is a pure function of (study seed, replicate, decision, week, subject, other). Two scenarios with the same seed
share everything that a policy does not touch, and an extra decision somewhere shifts nothing elsewhere.

Source  Philox4x32-10: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3" (SC'11); its
        published known-answer vectors are a test. Normal quantile: Wichura 1988, algorithm AS 241 (PPND16).
Layout  counter = (subject, other, decision * 2**20 + week, replicate), key = the two halves of the 64-bit seed, so
        different keys can never meet in one counter. Four numbers come from one counter: its lanes.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from sim.compiler import compiled, entry_point
from sim.elementary import exp, log

TRAITS = 1
DEPARTMENT_CLIMATE = 2
TENURE = 3
ADOPTION_CLOCK = 4
UNIT_ORDER = 5
PROJECT_LUCK = 6
PROJECT_WEEK = 7
STAFFING = 8
ELECTIONS = 10
CHART = 11
TIES = 12
CLOSURE = 13
RECIPROCITY = 14
PRESENCE = 15
TRACKING = 16
WAY_OF_RUNNING = 17
RENEWAL = 18
BENEFITS_LUCK = 19
EVENT = 20

WEEKS_PER_DECISION = 1 << 20

MOST_EVENTS = 1000
CENTRE, FAR = 0.425, 5.0

Array = Any  # a record of LUCK; its fields are known to the engine's compiler

LUCK = np.dtype([("seed", np.uint64), ("replicate", np.uint64)], align=True)

_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_UNIT = 2.0**-32


@compiled
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four 32-bit words of Philox4x32-10 for a counter and a key of 32-bit words."""
    for _ in range(10):
        high = _MULTIPLIER_0 * c0
        low = _MULTIPLIER_1 * c2
        c0 = (low >> _SHIFT) ^ c1 ^ k0
        c1 = low & _MASK
        c2 = (high >> _SHIFT) ^ c3 ^ k1
        c3 = high & _MASK
        k0 = (k0 + _WEYL_0) & _MASK
        k1 = (k1 + _WEYL_1) & _MASK
    return c0, c1, c2, c3


@compiled
def four_uniforms(luck: Array, decision: int, week: int, subject: int, other: int) -> tuple[float, float, float, float]:
    """Return the four lanes of one key, each uniform on the open interval (0, 1)."""
    seed = luck.seed
    a, b, c, d = philox(
        np.uint64(subject) & _MASK,
        np.uint64(other) & _MASK,
        np.uint64(decision * WEEKS_PER_DECISION + week) & _MASK,
        luck.replicate & _MASK,
        seed & _MASK,
        seed >> _SHIFT,
    )
    return (
        (float(a) + 0.5) * _UNIT,
        (float(b) + 0.5) * _UNIT,
        (float(c) + 0.5) * _UNIT,
        (float(d) + 0.5) * _UNIT,
    )


@compiled
def exponential(u: float) -> float:
    """Turn a uniform number into an exponential one with mean 1 (a patience that hazards use up)."""
    return -log(1.0 - u)


@compiled
def poisson(mean: float, u: float) -> int:
    """Turn a uniform number into a Poisson count by inversion.

    Monotone in ``u`` and in ``mean``, at most ``MOST_EVENTS``.
    """
    probability = exp(-mean)
    cumulative = probability
    count = 0
    while u > cumulative and count < MOST_EVENTS:
        count += 1
        probability *= mean / count
        cumulative += probability
    return count


@compiled
def normal(u: float) -> float:
    """Turn a uniform number into a standard normal one (AS 241, relative error about 1e-16)."""
    q = u - 0.5
    if abs(q) <= CENTRE:
        return q * _central(0.180625 - q * q)
    tail = np.sqrt(-log(u if q < 0.0 else 1.0 - u))
    size = _middle(tail - 1.6) if tail <= FAR else _far(tail - 5.0)
    return float(-size if q < 0.0 else size)


@compiled
def _central(r: float) -> float:
    top = ((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457
    top = (((top * r + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r
    low = ((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867
    low = (((low * r + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r
    return (top + 3.387132872796366608) / (low + 1.0)


@compiled
def _middle(r: float) -> float:
    top = ((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
    top = (((top + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
    low = ((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
    low = (((low + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
    return ((top + 4.6303378461565452959) * r + 1.42343711074968357734) / ((low + 2.05319162663775882187) * r + 1.0)


@compiled
def _far(r: float) -> float:
    top = ((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
    top = (((top + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
    low = ((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
    low = (((low + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
    return ((top + 5.4637849111641143699) * r + 6.6579046435011037772) / ((low + 0.59983220655588793769) * r + 1.0)


@entry_point
def _lanes(
    luck: Array, decision: int, week: int, subjects: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.float64]:
    out = np.empty((len(subjects), 4))
    for i in range(len(subjects)):
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = four_uniforms(luck, decision, week, subjects[i], others[i])
    return out


def make_luck(seed: int, replicate: int) -> np.void:
    """Return the key record of one replicate of one study (64-bit ``seed``, 32-bit ``replicate``)."""
    record = np.zeros(1, LUCK)
    record[0] = (seed, replicate)
    return cast("np.void", record[0])


def uniforms(
    seed: int, replicate: int, decision: int, subjects: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return an array (len(subjects), 4) of uniforms, one key a row at week 0, for building organizations."""
    return _lanes(make_luck(seed, replicate), decision, 0, subjects.astype(np.int64), others.astype(np.int64))
