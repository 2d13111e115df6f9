"""Trials: every variant of every contrast is run, pair by pair, and what each says is held against the verdict.

First every assumption alone, at its bounds and between; then the few that matter most two at a time; then, between the
values that turn a verdict over and those that do not, where it turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.flips.bench import Bench
from experiments.flips.contrasts import DesignContrast
from experiments.flips.effect import Effect, effect_of
from experiments.flips.pairs import MOST, PairTrial, corners, telling
from experiments.flips.turning import ROUNDS, Turn, narrowed, stretches
from experiments.flips.variants import Variant, Variants, variants_of
from experiments.inference.paired import Difference
from experiments.organizations.shared import Organizations
from experiments.wording.notes import note

Measured = Sequence[tuple[Variant, Difference]]


class FlipTrial(NamedTuple):
    """A variant that does something to a verdict, and the difference it gives."""

    variant: Variant
    difference: Difference
    effect: Effect


@dataclass(frozen=True)
class Tried:
    """What was found about one contrast; ``as_is`` is its difference in the pairs that the variants were run with.

    ``turns``: where it turns, the nearest to the usual value first; ``pairs``: what two assumptions do together.
    """

    contrast: DesignContrast
    as_is: Difference
    variants: Variants
    trials: Sequence[FlipTrial]
    turns: Sequence[Turn]
    pairs: Sequence[PairTrial]
    runs: int

    def of(self, effect: Effect) -> list[FlipTrial]:
        """Return the trials with one effect, the largest change of the difference first."""
        found = [trial for trial in self.trials if trial.effect is effect]
        return sorted(found, key=lambda trial: -abs(trial.difference.mean - self.as_is.mean))

    def nearest(self, effect: Effect) -> list[FlipTrial]:
        """Return the trials with one effect, of every assumption the one nearest to the usual value on either side."""
        first: dict[tuple[str, bool], FlipTrial] = {}
        for trial in sorted(self.of(effect), key=lambda trial: abs(trial.variant.value - trial.variant.usual)):
            first.setdefault((trial.variant.parameter, trial.variant.value > trial.variant.usual), trial)
        return [trial for trial in self.of(effect) if trial in first.values()]


def try_all(
    contrasts: Sequence[DesignContrast], names: Sequence[str], settings: StudySettings, inside: int = 0
) -> list[Tried]:
    """Run every contrast as it is and with each named parameter at its bounds, every distinct design once.

    ``inside``: at how many values between the bounds, too.
    """
    organizations = Organizations()
    bench = Bench(settings, organizations)
    variants = [variants_of(contrast, names, settings, organizations, inside) for contrast in contrasts]
    singles = [design for one, found in zip(contrasts, variants, strict=True) for design in _designs(one, found)]
    _note_work(bench, singles, contrasts)
    bench.run(singles)
    as_is = [bench.difference(one.one, one.other, one.metric) for one in contrasts]
    measured = [_measured(one, found, bench) for one, found in zip(contrasts, variants, strict=True)]
    together = [corners(*of, bench) for of in zip(contrasts, as_is, measured, strict=True)]
    bench.run(design for found in together for corner in found for design in (corner.one, corner.other))
    turning = [stretch for of in zip(contrasts, as_is, measured, strict=True) for stretch in stretches(*of)]
    turns = narrowed(turning, bench)
    tried = []
    for contrast, usual, found, values, pairs in zip(contrasts, as_is, variants, measured, together, strict=True):
        effects = {
            (variant.parameter, variant.value): effect_of(contrast.difference, usual, difference)
            for variant, difference in values
        }
        told = telling(contrast, usual, pairs, effects, bench)
        runs = bench.runs_of(_designs(contrast, found))
        trials = _trials(contrast, usual, values)
        tried.append(Tried(contrast, usual, found, trials, turns.get(id(contrast), []), told, runs))
    return tried


def _note_work(bench: Bench, designs: Sequence[Design], contrasts: Sequence[DesignContrast]) -> None:
    singles, replicates = len(bench.new(designs)), bench.replicates
    corner_designs = 2 * 2 * MOST * (MOST - 1) * len({(one.one.address, one.other.address) for one in contrasts})
    note(
        f"{singles} designs x replicates {replicates} = {singles * replicates:,} runs; then at most "
        f"{corner_designs * replicates:,} for assumptions two at a time, and {2 * ROUNDS * replicates} for every value "
        "at which a verdict turns"
    )


def _designs(contrast: DesignContrast, found: Variants) -> list[Design]:
    return [
        contrast.one,
        contrast.other,
        *(design for variant in found.tried for design in (variant.one, variant.other)),
    ]


def _measured(contrast: DesignContrast, found: Variants, bench: Bench) -> Measured:
    return [(variant, bench.difference(variant.one, variant.other, contrast.metric)) for variant in found.tried]


def _trials(contrast: DesignContrast, as_is: Difference, measured: Measured) -> list[FlipTrial]:
    trials = []
    for variant, difference in measured:
        effect = effect_of(contrast.difference, as_is, difference)
        if effect is not None and difference.pairs:
            trials.append(FlipTrial(variant, difference, effect))
    return trials
