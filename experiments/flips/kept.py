"""What is kept of flips: ``flips.json`` in the folder of a study, and the line about it that ``orgchange run`` shows.

study               the points, replicates, metric and confidence it was made for; another study in the folder makes it void
words, replicates   what was asked for
verdicts            a verdict each: label, difference (the study's), as_is (the same in as many pairs as were tried), how many
                    parameters and values were tried with how many runs, what could not be tried, and found: every value that
                    flips, decides or dissolves the verdict, with its difference
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis import DIRECTIONS, Analysis
from experiments.flips.arguments import FlipsArguments
from experiments.flips.trials import Effect, Trial, Tried
from experiments.manifest import Manifest, write_whole
from experiments.points import shown
from experiments.result_json import difference_as_json

FILE = "flips.json"
MOST_NAMED = 5

Plain = dict[str, Any]


def as_json(analysis: Analysis, asked: FlipsArguments, tried: Sequence[Tried]) -> Plain:
    """Return what was found as plain values."""
    return {
        "study": _about(analysis.manifest),
        "words": list(asked.words),
        "replicates": asked.replicates,
        "verdicts": [_verdict(found, DIRECTIONS[analysis.metric]) for found in tried],
    }


def keep(folder: Path, found: Plain) -> None:
    """Write what was found into the folder of the study, whole or not at all."""
    write_whole(folder / FILE, json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def line_of(analysis: Analysis) -> str:
    """Return what would flip the verdict of a study, as far as it was tried, or how to find out; empty without a verdict."""
    if len(analysis.points) == 1 and analysis.points[0].baseline is None:
        return ""
    kept = _kept(analysis)
    if kept is None:
        return f"What would flip it: orgchange flips {analysis.folder}"
    flipping = [
        (found["parameter"], found["value"]) for verdict in kept["verdicts"] for found in verdict["found"] if found["effect"] != "dissolves"
    ]
    if not flipping:
        return "Nothing tried would flip it (one assumption at a time, at its bounds)."
    named = list(dict.fromkeys(f"{name}={shown(value)}" for name, value in flipping))
    more = f" and {len(named) - MOST_NAMED} more in {analysis.folder / FILE}" if len(named) > MOST_NAMED else ""
    return f"Would flip: {', '.join(named[:MOST_NAMED])}{more}"


def _kept(analysis: Analysis) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    try:
        found = json.loads((analysis.folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("study") == _about(analysis.manifest) else None


def _about(manifest: Manifest) -> Plain:
    points = [{"design": point["design"], "baseline": point["baseline"]} for point in manifest["points"]]
    return {name: manifest[name] for name in ("metric", "confidence", "replicates")} | {"points": points}


def _verdict(found: Tried, direction: int) -> Plain:
    return {
        "label": found.contrast.label,
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
    }


def _found(trial: Trial, direction: int) -> Plain:
    variant = trial.variant
    return {
        "effect": trial.effect.value,
        "parameter": variant.parameter,
        "value": variant.value,
        "usual": variant.usual,
        "difference": difference_as_json(trial.difference, direction),
    }
