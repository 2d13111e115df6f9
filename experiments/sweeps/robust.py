"""Robust search: a policy is judged by what it does over many worlds, not in one.

Rule    Every policy is tried in the same worlds. By their means over worlds (``mean``); by the mean of the worst tenth
        of them, at least one (``worst_tenth``); by the largest regret, that is by how much another policy that was
        tried does better in the same world (``regret``); or by the share of worlds in which it does well enough
        (``satisficing``). While a search goes on, a regret is to the best so far; the front is told with all.
Source  Robustness metrics and how they differ: McPhail et al. 2018, Earth's Future 6, 169-191.
"""

import math
from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.record import is_policy
from experiments.sweeps.sampling import LHS, sampled_jobs
from sim.errors import ScenarioError

Numbers = NDArray[np.float64]
WORST = 0.1


class By(Enum):
    """What of a policy over worlds is searched for."""

    MEAN = "mean"
    WORST_TENTH = "worst_tenth"
    REGRET = "regret"
    SATISFICING = "satisficing"

    def sign(self, direction: int) -> int:
        """Return whether more (+1) or less (-1) of it is better, for a metric of which ``direction`` is."""
        return {By.REGRET: -1, By.SATISFICING: 1}.get(self, direction)


class Judge:
    """Judges policies by their means in every world, float64 (worlds, objectives), and remembers them.

    ``directions``: whether more or less of each objective is better; ``enough``: what of each is well enough.
    """

    def __init__(self, by: By, directions: Sequence[int], enough: Sequence[float]) -> None:
        self._by = by
        self._directions = np.array(directions)
        self._enough = np.array(enough)
        self._tried: list[Numbers] = []

    def tried(self, batch: Sequence[Numbers]) -> list[list[float]]:
        """Return what some policies are worth, one that was not run in all worlds NaN."""
        self._tried += batch
        return [self._worth(values) for values in batch]

    def in_the_end(self) -> list[list[float]]:
        """Return what all policies are worth, in the order in which they were tried."""
        return [self._worth(values) for values in self._tried]

    def _worth(self, values: Numbers) -> list[float]:
        good = values * self._directions
        found: list[float] = np.where(np.isnan(good).any(axis=0), np.nan, self._over_worlds(good)).tolist()
        return found

    def _over_worlds(self, good: Numbers) -> Numbers:
        """Return the worth of values of which more is better, in the direction of the metric again."""
        if self._by is By.REGRET:
            best = np.nanmax(np.stack(self._tried) * self._directions, axis=0)
            return np.asarray((best - good).max(axis=0))
        if self._by is By.SATISFICING:
            return np.asarray((good >= self._enough * self._directions).mean(axis=0))
        worst = math.ceil(WORST * len(good)) if self._by is By.WORST_TENTH else len(good)
        return np.asarray(np.sort(good, axis=0)[:worst].mean(axis=0) * self._directions)


def policies_and_worlds(axes: Axes, worlds: int, seed: int) -> tuple[Axes, list[Job]]:
    """Return the axes that somebody can choose, and the worlds, sampled in a Latin hypercube of the others.

    Without worlds everything is searched, in the one world that was asked for.
    """
    if not worlds:
        return axes, [[]]
    uncertain = {key: texts for key, texts in axes.listed.items() if len(texts) > 1 and not is_policy(key.lstrip("+"))}
    ranges = {name: found for name, found in axes.ranges.items() if not is_policy(name)}
    if not uncertain and not ranges:
        raise ScenarioError(
            "hydra.sweeper.worlds: nothing varies that nobody can choose; add, for example, "
            "adoption.retry=interval(0.05,0.3)"
        )
    others = Axes(
        {key: texts for key, texts in axes.listed.items() if key not in uncertain},
        {name: found for name, found in axes.ranges.items() if name not in ranges},
    )
    known = Axes(uncertain, ranges)
    return others, sampled_jobs(LHS, known, worlds, seed) if ranges else known.crossed()
