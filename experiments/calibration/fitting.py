"""Fitting: which free parameters bring the FIT targets closest, and by how much.

Rule    Distance = sum over the FIT and CODE targets (those that set a number) of d^2, d in halves of the acceptance
        band; beyond ``FAR`` it grows in proportion to d only, so that a target out of reach does not decide everything.
        What cannot be measured counts ``UNKNOWN_IS``. Every parameter moves between its own bounds, evenly or evenly in
        its logarithm. All trials share people and luck, so that the distance changes with the parameters only. Other
        targets are not looked at.
Source  Loss: Huber 1964. Search without derivatives inside bounds: COBYQA, Ragonneau 2022 (as in SciPy). It draws
        nothing at random.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Experiment, Measured, Pattern
from sim.scenario import Scenario

FAR, UNKNOWN_IS = 3.0, 1000.0
FIRST_STEP, LAST_STEP = 0.15, 0.02

Position = NDArray[np.float64]


@dataclass(frozen=True)
class Free:
    """A parameter that may move, and how far; ``by_ratio`` where doubling is a step as large as halving."""

    name: str
    low: float
    high: float
    by_ratio: bool = False

    def value(self, position: float) -> float:
        """Return the value at a position from 0 (low) to 1 (high), to four digits."""
        inside = min(1.0, max(0.0, position))
        exact = (
            self.low * (self.high / self.low) ** inside if self.by_ratio else self.low + inside * (self.high - self.low)
        )
        return float(f"{exact:.4g}")

    def position(self, value: float) -> float:
        """Return the position of a value, which may lie outside of the bounds."""
        inside = min(self.high, max(self.low, value))
        if self.by_ratio:
            return math.log(inside / self.low) / math.log(self.high / self.low)
        return (inside - self.low) / (self.high - self.low)

    def now(self, scenario: Scenario) -> float:
        """Return the value that a scenario has."""
        return float(attrgetter(self.name)(scenario))


def fitted_experiments(patterns: Sequence[Pattern]) -> list[Experiment]:
    """Return the experiments that have a target to fit."""
    experiments = (experiment for pattern in patterns for experiment in pattern.experiments)
    return [one for one in experiments if any(target.sets_a_number for target in one.targets)]


def distance(parts: Sequence[Measured]) -> float:
    """Return how far the parts to be fitted are from their targets, together."""
    return sum(_loss(abs(part.target.distance(part.found))) for part in parts if part.target.sets_a_number)


def _loss(away: float) -> float:
    if not math.isfinite(away):
        return UNKNOWN_IS
    return away**2 if away <= FAR else FAR * (2.0 * away - FAR)


@dataclass(frozen=True)
class Fit:
    """What a search found: values by name, the distance there and at the start, and every trial in its order."""

    values: Mapping[str, float]
    before: float
    after: float
    trials: Sequence[tuple[Mapping[str, float], float]]


class Search:
    """Measures positions, each once, and remembers what it saw."""

    def __init__(
        self,
        free: Sequence[Free],
        base: Scenario,
        experiments: Sequence[Experiment],
        make: Callable[[Scenario], Laboratory],
    ) -> None:
        self._free, self._base, self._experiments, self._make = free, base, experiments, make
        self.trials: list[tuple[dict[str, float], float]] = []

    def values(self, position: Position) -> dict[str, float]:
        """Return the parameters at a position, float64 (number of free parameters)."""
        return {one.name: one.value(float(where)) for one, where in zip(self._free, position, strict=True)}

    def measured(self, values: Mapping[str, float]) -> float:
        """Return the distance with some values of the free parameters."""
        laboratory = self._make(self._base.with_values(values))
        return distance([part for experiment in self._experiments for part in experiment.run(laboratory)])

    def __call__(self, position: Position) -> float:
        """Return the distance at a position."""
        values = self.values(position)
        for seen, found in self.trials:
            if seen == values:
                return found
        self.trials.append((values, self.measured(values)))
        return self.trials[-1][1]


def fit(search: Search, start: Position, evaluations: int, on_trial: Callable[[int], None] = lambda _: None) -> Fit:
    """Search from ``start`` with so many trials, and return the best that was seen.

    ``on_trial`` is told the number 1 after each.
    """
    from scipy.optimize import Bounds, minimize

    def trial(position: Position) -> float:
        found = search(position)
        on_trial(1)
        return found

    before = trial(start)
    options: Any = {"maxfev": evaluations, "initial_tr_radius": FIRST_STEP, "final_tr_radius": LAST_STEP}
    minimize(trial, start, method="COBYQA", bounds=Bounds(0.0, 1.0), options=options)
    values, after = min(search.trials, key=lambda seen: seen[1])
    return Fit(values, before, after, search.trials)
