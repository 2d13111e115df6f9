"""Trials: every variant of every contrast is run, pair by pair, and what each says is held against the verdict.

Rule    A decided verdict is flipped where the variant's difference is decided with the other sign, and dissolved where
        it is not although the same few pairs decide the contrast as it is. An undecided verdict is decided by a variant
        whose difference is decided, unless the same few pairs decide the contrast as it is in that way, too.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np

from experiments.cases.simulated import Values
from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.flips.contrasts import DesignContrast
from experiments.flips.effect import Effect
from experiments.flips.variants import Variant, Variants, variants_of
from experiments.inference.paired import Difference, common_rows, paired_differences
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_designs
from experiments.wording.notes import note
from experiments.wording.progress import Progress
from sim.outcomes.dictionary import METRIC_NAMES


class FlipTrial(NamedTuple):
    """A variant that does something to a verdict, and the difference it gives."""

    variant: Variant
    difference: Difference
    effect: Effect


@dataclass(frozen=True)
class Tried:
    """What was found about one contrast; ``as_is`` is its difference in the pairs that the variants were run with."""

    contrast: DesignContrast
    as_is: Difference
    variants: Variants
    trials: Sequence[FlipTrial]
    runs: int

    def of(self, effect: Effect) -> list[FlipTrial]:
        """Return the trials with one effect, the largest change of the difference first."""
        found = [trial for trial in self.trials if trial.effect is effect]
        return sorted(found, key=lambda trial: -abs(trial.difference.mean - self.as_is.mean))


def try_all(contrasts: Sequence[DesignContrast], names: Sequence[str], settings: StudySettings) -> list[Tried]:
    """Run every contrast as it is and with each named parameter at its bounds, every distinct design once."""
    organizations = Organizations()
    variants = [variants_of(contrast, names, settings, organizations) for contrast in contrasts]
    wanted: dict[str, Design] = {}
    for contrast, found in zip(contrasts, variants, strict=True):
        for design in _designs(contrast, found):
            wanted.setdefault(design.address, design)
    note(f"{len(wanted)} designs x replicates {settings.replicates}")
    with Progress(len(wanted) * settings.replicates) as progress:
        values = {}
        with closing(run_designs(list(wanted.values()), settings, organizations, progress.advance)) as results:
            for result in results:
                column = result.outcome.metrics[:, METRIC_NAMES.index(settings.metric)]
                values[result.design.address] = Values(result.outcome.replicates, column.copy())
    return [_tried(contrast, found, values, settings) for contrast, found in zip(contrasts, variants, strict=True)]


def effect_of(verdict: Difference, as_is: Difference, found: Difference) -> Effect | None:
    """Return what a variant does to a verdict, given the contrast as it is in the same pairs.

    None where it does nothing.
    """
    said, same_pairs, now = (sign(difference) for difference in (verdict, as_is, found))
    if said == 0:
        return Effect.DECIDES if now not in (0, same_pairs) else None
    if now == -said:
        return Effect.FLIPS
    return Effect.DISSOLVES if now == 0 and same_pairs == said else None


def sign(difference: Difference) -> int:
    """Return the sign of a difference that is decided, else 0."""
    if not isfinite(difference.mean) or not difference.verdict(0).decided:
        return 0
    return 1 if difference.mean > 0 else -1


def _designs(contrast: DesignContrast, found: Variants) -> list[Design]:
    return [
        contrast.one,
        contrast.other,
        *(design for variant in found.tried for design in (variant.one, variant.other)),
    ]


def _tried(contrast: DesignContrast, found: Variants, values: Mapping[str, Values], settings: StudySettings) -> Tried:
    as_is = _difference(values[contrast.one.address], values[contrast.other.address], settings.confidence)
    trials = []
    for variant in found.tried:
        difference = _difference(values[variant.one.address], values[variant.other.address], settings.confidence)
        effect = effect_of(contrast.difference, as_is, difference)
        if effect is not None and difference.pairs:
            trials.append(FlipTrial(variant, difference, effect))
    addresses = {design.address for design in _designs(contrast, found)}
    return Tried(contrast, as_is, found, trials, sum(len(values[address].replicates) for address in addresses))


def _difference(one: Values, other: Values, confidence: float) -> Difference:
    rows, others = common_rows(one.replicates, other.replicates)
    return paired_differences(one.values[rows, np.newaxis], other.values[others, np.newaxis], confidence)[0]
