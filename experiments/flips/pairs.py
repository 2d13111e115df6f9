"""Pairs of assumptions: the few that move a difference most, two at a time at their bounds.

Rule    The ``MOST`` assumptions whose bounds move the mean difference most; of every two of them the four corners. A
        corner counts when it turns over or decides what neither of the two does alone at that bound.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from experiments.configuration.points import Design
from experiments.flips.bench import Bench
from experiments.flips.contrasts import DesignContrast
from experiments.flips.effect import Effect, effect_of
from experiments.flips.variants import Variant, changed
from experiments.inference.paired import Difference
from sim.scenario import declared_parameters

MOST = 3
TELLING = (Effect.FLIPS, Effect.DECIDES)


class Corner(NamedTuple):
    """A contrast in which two assumptions lie at bounds."""

    values: Mapping[str, float]
    one: Design
    other: Design


class PairTrial(NamedTuple):
    """A corner that does to a verdict what neither of its values does alone."""

    values: Mapping[str, float]
    difference: Difference
    effect: Effect


def corners(
    contrast: DesignContrast, as_is: Difference, tried: Sequence[tuple[Variant, Difference]], bench: Bench
) -> list[Corner]:
    """Return the corners of every two of the assumptions that matter most, as far as the model takes them."""
    ends: dict[str, dict[float, float]] = {}
    for variant, difference in tried:
        if variant.value in (declared_parameters()[variant.parameter].bounds or ()):
            ends.setdefault(variant.parameter, {})[variant.value] = abs(difference.mean - as_is.mean)
    most = sorted(ends, key=lambda name: -max(ends[name].values()))[:MOST]
    found = [
        Corner(values, changed(contrast.one, values), changed(contrast.other, values))
        for one, other in combinations(most, 2)
        for values in ({one: a, other: b} for a, b in product(ends[one], ends[other]))
    ]
    return [corner for corner in found if bench.takes(corner.one, corner.other)]


def telling(
    contrast: DesignContrast,
    as_is: Difference,
    found: Sequence[Corner],
    alone: Mapping[tuple[str, float], Effect | None],
    bench: Bench,
) -> list[PairTrial]:
    """Return the corners, all run, that do what neither value does ``alone``."""
    trials = []
    for corner in found:
        difference = bench.difference(corner.one, corner.other, contrast.metric)
        effect = effect_of(contrast.difference, as_is, difference)
        if effect in TELLING and not any(alone.get(item) in TELLING for item in corner.values.items()):
            trials.append(PairTrial(corner.values, difference, effect))
    return trials
