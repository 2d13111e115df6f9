"""What was found of flips as plain values: what ``flips.json`` holds, and what ``--json`` prints."""

from collections.abc import Sequence

from experiments.flips.effect import Effect
from experiments.flips.pairs import PairTrial
from experiments.flips.trials import FlipTrial, Tried
from experiments.provenance.kept import Plain, about
from experiments.results.as_json import difference_as_json
from experiments.results.study import DIRECTIONS, Study


def as_json(study: Study, words: Sequence[str], replicates: int, inside: int, tried: Sequence[Tried]) -> Plain:
    """Return what was found as plain values."""
    return {
        "study": about(study.manifest),
        "words": list(words),
        "replicates": replicates,
        "inside": inside,
        "verdicts": [verdict_as_json(found, DIRECTIONS[found.contrast.metric]) for found in tried],
    }


def verdict_as_json(found: Tried, direction: int) -> Plain:
    """Return a verdict with what was tried on it as plain values."""
    return {
        "label": found.contrast.label,
        "metric": found.contrast.metric,
        "one": found.contrast.one.address,
        "other": found.contrast.other.address,
        "difference": difference_as_json(found.contrast.difference, direction),
        "as_is": difference_as_json(found.as_is, direction),
        "tried": {"parameters": found.variants.parameters, "values": len(found.variants.tried), "runs": found.runs},
        "not_tried": {
            "set_by_an_arm": found.variants.by_arm,
            "without_effect_here": found.variants.without_effect,
            "refused": found.variants.refused,
        },
        "found": [_found(trial, direction) for effect in Effect for trial in found.of(effect)],
        "turns": [turn._asdict() for turn in found.turns],
        "pairs": [_pair(trial, direction) for trial in found.pairs],
    }


def _pair(trial: PairTrial, direction: int) -> Plain:
    difference = difference_as_json(trial.difference, direction)
    return {"effect": trial.effect.value, "values": dict(trial.values), "difference": difference}


def _found(trial: FlipTrial, direction: int) -> Plain:
    variant = trial.variant
    return {
        "effect": trial.effect.value,
        "parameter": variant.parameter,
        "value": variant.value,
        "usual": variant.usual,
        "difference": difference_as_json(trial.difference, direction),
    }
