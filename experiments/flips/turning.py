"""Where a verdict turns: the value of an assumption at which the difference of two designs changes its sign.

Rule    Of the values that were tried, outwards from the usual one, the first that turns the verdict over and the last
        before it that does not have the turning value between them. The stretch is halved ``ROUNDS`` times by the sign
        of the mean difference, always in the same pairs; the value itself is where a straight line between the means
        at both ends of what is left meets 0.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from experiments.configuration.points import Design
from experiments.flips.bench import Bench
from experiments.flips.contrasts import DesignContrast
from experiments.flips.effect import Effect, effect_of, sign_of_mean
from experiments.flips.variants import Variant, changed
from experiments.inference.paired import Difference
from sim.scenario import declared_parameters

ROUNDS = 5
DIGITS = 3


class Turn(NamedTuple):
    """A value at which a verdict turns, between the values ``near`` (as it is) and ``far`` (turned) that were run.

    ``low`` and ``high`` are the bounds of the parameter, ``usual`` the value it has in the study.
    """

    parameter: str
    value: float
    usual: float
    near: float
    far: float
    low: float
    high: float

    @property
    def away(self) -> float:
        """How far the value lies from the usual one, as a share of the way to the bound on its side."""
        side = self.high - self.usual if self.value > self.usual else self.usual - self.low
        return abs(self.value - self.usual) / side if side > 0 else math.inf


@dataclass
class Stretch:
    """What lies between a value with the verdict as it is and one that turns it over, with the mean at both."""

    contrast: DesignContrast
    parameter: str
    usual: float
    near: tuple[float, float]
    far: tuple[float, float]

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return isinstance(declared_parameters()[self.parameter].example, int)

    @property
    def middle(self) -> float | None:
        """The value in the middle; None where there is none to try."""
        between = (self.near[0] + self.far[0]) / 2
        if not self.whole:
            return float(f"{between:.6g}")
        return None if abs(self.far[0] - self.near[0]) <= 1 else int(between)

    def halve(self, value: float, mean: float) -> None:
        """Leave the half in which the sign changes."""
        if (mean > 0) == (self.near[1] > 0):
            self.near = value, mean
        else:
            self.far = value, mean

    def turn(self) -> Turn:
        """Return where the sign changes."""
        (near, here), (far, there) = self.near, self.far
        exact = far if self.whole else near + (far - near) * here / (here - there)
        low, high = declared_parameters()[self.parameter].bounds or (-math.inf, math.inf)
        return Turn(self.parameter, float(f"{exact:.{DIGITS}g}"), self.usual, near, far, low, high)


def stretches(
    contrast: DesignContrast, as_is: Difference, tried: Sequence[tuple[Variant, Difference]]
) -> list[Stretch]:
    """Return every stretch of an assumption in which a decided verdict turns over."""
    if not sign_of_mean(contrast.difference) or sign_of_mean(as_is) != sign_of_mean(contrast.difference):
        return []
    by_parameter: dict[str, list[tuple[Variant, Difference]]] = {}
    for variant, difference in tried:
        by_parameter.setdefault(variant.parameter, []).append((variant, difference))
    sides = (
        sorted((one for one in found if (one[0].value > one[0].usual) is above), key=lambda one: _away(one[0]))
        for found in by_parameter.values()
        for above in (True, False)
    )
    found = (_first_turn(contrast, as_is, side) for side in sides)
    return [stretch for stretch in found if stretch is not None]


def _away(variant: Variant) -> float:
    return abs(variant.value - variant.usual)


def _first_turn(
    contrast: DesignContrast, as_is: Difference, side: Sequence[tuple[Variant, Difference]]
) -> Stretch | None:
    near: tuple[float, float] | None = None
    for variant, difference in side:
        near = near or (variant.usual, as_is.mean)
        if effect_of(contrast.difference, as_is, difference) is Effect.FLIPS:
            return Stretch(contrast, variant.parameter, variant.usual, near, (variant.value, difference.mean))
        if sign_of_mean(difference) == sign_of_mean(as_is):
            near = variant.value, difference.mean
    return None


def narrowed(found: Sequence[Stretch], bench: Bench) -> Mapping[int, list[Turn]]:
    """Halve stretches, all at once in every round, and return the turning values by the place of their contrast.

    A stretch whose middle the model refuses stays as it is.
    """
    open_still = list(found)
    for _ in range(ROUNDS):
        steps = [(stretch, middle) for stretch in open_still if (middle := stretch.middle) is not None]
        tried = [(stretch, value, _changed(stretch, value)) for stretch, value in steps]
        tried = [one for one in tried if bench.takes(*one[2])]
        if not tried:
            break
        bench.run(design for _, _, designs in tried for design in designs)
        for stretch, value, (one, other) in tried:
            stretch.halve(value, bench.difference(one, other, stretch.contrast.metric).mean)
        open_still = [stretch for stretch, _, _ in tried]
    turns: dict[int, list[Turn]] = {}
    for stretch in found:
        turns.setdefault(id(stretch.contrast), []).append(stretch.turn())
    return {key: sorted(values, key=lambda turn: turn.away) for key, values in turns.items()}


def _changed(stretch: Stretch, value: float) -> tuple[Design, Design]:
    changes = {stretch.parameter: value}
    return changed(stretch.contrast.one, changes), changed(stretch.contrast.other, changes)
