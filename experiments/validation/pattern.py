"""Patterns: what is known, with source and acceptance band, and how the model is held against it.

Rule    A part of a pattern is met when the whole 95 % interval of the simulated value lies inside the acceptance band,
        missed when none of it does, and open otherwise. A pattern is reproduced when all its parts are met, reproduced
        in part when some are, and not reproduced when none is. A value that cannot be measured is missed.
Use     FIT: the target set a number (by hand or by ``calibrate``), so meeting it shows that the model can. SHAPED: a
        mechanism was added or revised when the target had been seen missed. CHECK: neither, so meeting it says
        something about the model.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory


class Use(Enum):
    """What a target is for."""

    FIT = "fit"
    SHAPED = "shaped"
    CHECK = "check"


class Part(Enum):
    """What is said about one target."""

    MET = "met"
    OPEN = "open"
    MISSED = "missed"


class PatternVerdict(Enum):
    """What is said about a pattern."""

    REPRODUCED = "reproduced"
    IN_PART = "in part"
    NOT = "not"


@dataclass(frozen=True)
class Target:
    """One figure to be reproduced.

    Attributes:
        key: its name in the code of its pattern.
        name: what is compared, in words.
        value: the figure; None where only a direction or a range is known.
        low, high: the acceptance band, both ends allowed unless there is no upper one; ``why`` it is as wide as it is.
        unit: "share" is shown in percent, "points" in percentage points, anything else as it is.
        source, grade: where the figure comes from, and how far it was verified (A primary source, B secondary source,
            C computed from data, M from memory).

    """

    key: str
    name: str
    value: float | None
    low: float
    high: float
    why: str
    source: str
    grade: str
    use: Use
    unit: str = "share"

    def contains(self, value: float) -> bool:
        """Return whether a value lies in the band; where only a direction is known, no difference at all does not."""
        return (value > self.low if self.high == math.inf else value >= self.low) and value <= self.high

    def judge(self, found: Estimate) -> Part:
        """Return what an estimate says about this target."""
        if self.contains(found.low) and self.contains(found.high):
            return Part.MET
        reaches_in = found.low < self.high and found.high > self.low
        return Part.OPEN if math.isfinite(found.value) and (reaches_in or self.contains(found.value)) else Part.MISSED

    def distance(self, found: Estimate) -> float:
        """Return how far an estimate is off, in halves of the band's width.

        0 at the target, 1 at the end of an even band.

        A target without a figure is 0 where the value lies in the band, else 1.
        """
        if self.value is None:
            return 0.0 if self.contains(found.value) else 1.0
        side = self.high - self.value if found.value > self.value else self.value - self.low
        return (found.value - self.value) / side if math.isfinite(found.value) else math.inf


@dataclass(frozen=True)
class Experiment:
    """How some targets are measured.

    What is simulated, in words, and the function that gives an estimate for every key.

    ``cost`` is about how long it takes at effort 1, in seconds of two cores, for the forecast of the time left.
    """

    how: str
    measure: Callable[[Laboratory], Mapping[str, Estimate]]
    targets: tuple[Target, ...]
    cost: int = 1

    def run(self, laboratory: Laboratory) -> "list[Measured]":
        """Measure every target."""
        found = self.measure(laboratory)
        return [Measured(target, found[target.key]) for target in self.targets]


@dataclass(frozen=True)
class Pattern:
    """One thing that is known, and the experiments that show whether the model does it."""

    id: str
    title: str
    experiments: tuple[Experiment, ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all experiments."""
        return tuple(target for experiment in self.experiments for target in experiment.targets)

    @property
    def use(self) -> str:
        """``fit``, ``shaped`` or ``check``, or several where its targets differ."""
        return " + ".join(use.value for use in Use if any(target.use is use for target in self.targets))


@dataclass(frozen=True)
class Measured:
    """A target and what the model gave."""

    target: Target
    found: Estimate

    @property
    def part(self) -> Part:
        """What is said about the target."""
        return self.target.judge(self.found)


def verdict(parts: Sequence[Measured]) -> PatternVerdict:
    """Return what the parts of a pattern say together."""
    met = sum(part.part is Part.MET for part in parts)
    if met == len(parts) > 0:
        return PatternVerdict.REPRODUCED
    return PatternVerdict.IN_PART if met else PatternVerdict.NOT
