"""What luck alone makes of a sensitivity: without any influence, mu* and ST are above zero, too.

Rule    Every step of a sample compares two points that differ in one parameter only, replicate by replicate with the
        same luck. If that parameter had no influence, either of the two could as well have been the other: the signs of
        all differences are drawn anew, ``DRAWS`` times. The bound is what the measure exceeds by such chance in one of
        1 / (1 - confidence)
        samples for any parameter: the quantile for 1 - (1 - confidence) / parameters, from mean, spread and skewness.
Source  Randomization of signs: Fisher 1935, The Design of Experiments, section 21; several at once: Bonferroni's
        inequality; the quantile: Cornish & Fisher 1938.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.streams import uniforms

DRAWS = 1000
LANES = 4
SIGNS = 2
SAME = 1e-9
Numbers = NDArray[np.float64]


def steps_of_trajectories(shares: Numbers, values: Numbers, members: Sequence[int] = ()) -> Numbers:
    """Return the elementary effects of Morris, float64 (names, trajectories, replicates).

    ``shares``, float64 (points, names), are the points in the order of the trajectories, ``values``, float64 (points,
    replicates). ``members``: of every name the number of the group that it is changed with, whose effects are returned
    then; their signs say nothing.
    """
    group = np.array(members or range(shares.shape[1]))
    steps = int(group.max()) + 1
    moved = np.diff(shares.reshape(-1, steps + 1, shares.shape[1]), axis=1)
    changed = np.diff(values.reshape(len(moved), steps + 1, -1), axis=1)
    which = np.abs(moved).argmax(axis=2)
    effects = changed / np.take_along_axis(moved, which[:, :, np.newaxis], axis=2)
    ordered = np.take_along_axis(effects, group[which].argsort(axis=1)[:, :, np.newaxis], axis=1)
    return np.swapaxes(ordered, 0, 1)


def steps_of_blocks(names: int, values: Numbers) -> Numbers:
    """Return the differences of Saltelli's block A to those with one column of B, float64 (names, rows, replicates)."""
    rows = values.reshape(-1, names + 2, values.shape[1])
    return np.swapaxes(rows[:, :1] - rows[:, 1:-1], 0, 1)


def reached_by_luck(steps: Numbers, power: int, confidence: float, seed: int) -> Numbers:
    """Return the bound of the mean of ``|mean over replicates| ** power`` for every parameter, float64 (names)."""
    z = NormalDist().inv_cdf(1 - (1 - confidence) / len(steps))
    return np.array([_bound(_by_chance(own, power, seed, place), z) for place, own in enumerate(steps)])


def _by_chance(steps: Numbers, power: int, seed: int, place: int) -> Numbers:
    """Return what the measure would be with other signs, float64 (draws)."""
    number = np.arange(-(-steps.size // LANES))
    found = np.empty(DRAWS)
    for draw in range(DRAWS):
        signs = np.sign(uniforms(seed, place, SIGNS, number, np.full_like(number, draw)).ravel()[: steps.size] - 0.5)
        found[draw] = (np.abs((signs.reshape(steps.shape) * steps).mean(axis=1)) ** power).mean()
    return found


def _bound(found: Numbers, z: float) -> float:
    mean, spread = float(found.mean()), float(found.std())
    if spread <= SAME * mean:
        return mean * (1 + SAME)
    skewness = float((((found - mean) / spread) ** 3).mean())
    return mean + spread * (z + (z * z - 1) * skewness / 6)
