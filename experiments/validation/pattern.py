"""Patterns: what is known, with source and acceptance band, and how the model is held against it.

Rule    A figure: a part is met when the whole 95 % interval of the simulated value lies inside the acceptance band,
        missed when none of it does, and undecided otherwise. A direction: it is met when the whole interval lies above
        0 and the value is at least the smallest effect that matters, missed when the whole interval lies below that
        effect, and undecided otherwise. A value that cannot be measured is missed. A pattern is reproduced when all its
        parts are met, in part when some are, and not when none is; checks of the code do not count.
Use     FIT: the target set a number (by hand or by ``calibrate``), so meeting it shows that the model can. CODE: it set
        a number that is that very figure, so meeting it shows only that the code does what it is told. SHAPED: a
        mechanism was added or revised when the target had been seen missed. CHECK: none of these, so meeting it says
        something about the model, as far as it can fail (:mod:`experiments.validation.power`).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory


class Use(Enum):
    """What a target is for."""

    FIT = "fit"
    SHAPED = "shaped"
    CHECK = "check"
    CODE = "code"


class Part(Enum):
    """What is said about one target."""

    MET = "met"
    UNDECIDED = "undecided"
    MISSED = "missed"


class PatternVerdict(Enum):
    """What is said about a pattern."""

    REPRODUCED = "reproduced"
    IN_PART = "in part"
    NOT = "not"
    CODE = "checks of the code only"


@dataclass(frozen=True)
class Target:
    """One figure to be reproduced.

    Attributes:
        key: its name in the code of its pattern.
        name: what is compared, in words.
        value: the figure; None where only a direction or a range is known.
        low, high: the acceptance band, both ends allowed unless there is no upper one; ``why`` it is as wide as it is.
        smallest: of a direction, the smallest effect that matters; ``matters`` says why that one.
        unit: "share" is shown in percent, "points" in percentage points, anything else as it is.
        source, grade: where the figure comes from, and how far it was verified (A primary source, B secondary source,
            C computed from data, M from memory).
        against: what in the model stands against this figure; told only where it is not met.

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
    smallest: float = 0.0
    matters: str = ""
    against: str = ""

    @property
    def is_direction(self) -> bool:
        """Whether only a direction is known."""
        return self.high == math.inf

    @property
    def sets_a_number(self) -> bool:
        """Whether the target set a number of the model, so that a fit looks at it."""
        return self.use in (Use.FIT, Use.CODE)

    def contains(self, value: float) -> bool:
        """Return whether a value lies in the band; of a direction, whether it is at least the smallest effect."""
        return value > self.low and value >= self.smallest if self.is_direction else self.low <= value <= self.high

    def opposed_by(self, mechanism: str) -> "Target":
        """Return this target with what in the model stands against it."""
        return replace(self, against=mechanism)

    def judge(self, found: Estimate) -> Part:
        """Return what an estimate says about this target."""
        if not math.isfinite(found.value):
            return Part.MISSED
        if self.is_direction:
            return self._judge_direction(found)
        if self.contains(found.low) and self.contains(found.high):
            return Part.MET
        reaches_in = found.low < self.high and found.high > self.low
        return Part.UNDECIDED if reaches_in or self.contains(found.value) else Part.MISSED

    def _judge_direction(self, found: Estimate) -> Part:
        if found.low > self.low and self.contains(found.value):
            return Part.MET
        reaches_it = found.high > self.low and found.high >= self.smallest
        return Part.UNDECIDED if reaches_it else Part.MISSED

    def distance(self, found: Estimate) -> float:
        """Return how far an estimate is off, in halves of the band's width.

        0 at the target, 1 at the end of an even band.

        A target without a figure is 0 where the value lies in the band, else 1.
        """
        if self.value is None:
            return 0.0 if self.contains(found.value) else 1.0
        side = self.high - self.value if found.value > self.value else self.value - self.low
        return (found.value - self.value) / side if math.isfinite(found.value) else math.inf


def direction(
    key: str,
    name: str,
    said: str,
    smallest: tuple[float, str],
    source: str,
    grade: str,
    use: Use = Use.CHECK,
    unit: str = "points",
) -> Target:
    """Return a target of which only the direction is known, with the smallest effect that matters and why that one."""
    effect, matters = smallest
    return Target(key, name, None, 0.0, math.inf, said, source, grade, use, unit, effect, matters)


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
        """``fit``, ``shaped``, ``check`` or ``code``, or several where its targets differ."""
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
    """Return what the parts of a pattern say together; checks of the code say nothing about it."""
    counted = [part for part in parts if part.target.use is not Use.CODE]
    if parts and not counted:
        return PatternVerdict.CODE
    met = sum(part.part is Part.MET for part in counted)
    if met == len(counted) > 0:
        return PatternVerdict.REPRODUCED
    return PatternVerdict.IN_PART if met else PatternVerdict.NOT
