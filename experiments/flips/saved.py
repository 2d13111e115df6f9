"""What is kept of flips: ``flips.json`` in the folder of a study, and the line about it that ``orgchange run`` shows.

study               the points, replicates, metric and confidence it was made for; another study in the folder makes it
                    void
words, replicates   what was asked for
verdicts            a verdict each: label, difference (the study's), as_is (the same in as many pairs as were tried),
                    how many parameters and values were tried with how many runs, what could not be tried, and found:
                    every value that flips, decides or dissolves the verdict, with its difference
"""

import json
from pathlib import Path
from typing import Any

from experiments.configuration.points import shown
from experiments.flips.effect import Effect
from experiments.provenance.crate import add_to_crate
from experiments.results.study import Study
from experiments.store.files import write_json
from experiments.store.manifest import Manifest
from experiments.wording.terminal import shell_command

FILE = "flips.json"
MOST_NAMED = 5
WOULD = {Effect.FLIPS: "Would flip", Effect.DECIDES: "Would decide"}

Plain = dict[str, Any]


def keep(folder: Path, found: Plain) -> None:
    """Write what was found into the folder of the study, whole or not at all."""
    write_json(folder / FILE, found)
    add_to_crate(folder, [folder / FILE])


def line_of(study: Study) -> str:
    """Return what would flip the verdict of a study, as far as it was tried, or how to find out.

    Empty without a verdict.
    """
    if len(study.points) == 1 and study.points[0].baseline is None:
        return ""
    kept = kept_flips(study)
    if kept is None:
        return f"What would flip it: {shell_command('flips', study.folder)}"
    named = [_named(kept, effect, study) for effect in (Effect.FLIPS, Effect.DECIDES)]
    return "; ".join(filter(None, named)) or f"Nothing tried would flip it ({_extent(kept)})."


def _named(kept: Plain, effect: Effect, study: Study) -> str:
    """Return which values have an effect on any of the verdicts, the first few by name."""
    values = list(dict.fromkeys(_where(verdict, found, kept) for verdict, found in _found_with(kept, effect)))
    more = f" and {len(values) - MOST_NAMED} more in {study.folder / FILE}" if len(values) > MOST_NAMED else ""
    return f"{WOULD[effect]}: {', '.join(values[:MOST_NAMED])}{more}" if values else ""


def _where(verdict: Plain, found: Plain, kept: Plain) -> str:
    """Return a value as an override, and which of several verdicts it concerns."""
    override = f"{found['parameter']}={shown(found['value'])}"
    return f"{override} ({verdict['label']}, {kept['study']['metric']})" if len(kept["verdicts"]) > 1 else override


def _extent(kept: Plain) -> str:
    """Return how much was tried, and how many values leave a verdict undecided."""
    parameters = {name for verdict in kept["verdicts"] for name in verdict["tried"]["parameters"]}
    dissolving = {(found["parameter"], found["value"]) for _, found in _found_with(kept, Effect.DISSOLVES)}
    also = f"; values that would leave it undecided: {len(dissolving)}" if dissolving else ""
    return f"assumptions tried: {len(parameters)}, one at a time, at their bounds{also}"


def _found_with(kept: Plain, effect: Effect) -> list[tuple[Plain, Plain]]:
    """Return every verdict with every value that has an effect on it."""
    return [
        (verdict, found)
        for verdict in kept["verdicts"]
        for found in verdict["found"]
        if found["effect"] == effect.value
    ]


def kept_flips(study: Study) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    try:
        found = json.loads((study.folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("study") == about(study.manifest) else None


def about(manifest: Manifest) -> Plain:
    """Return what tells one study from another: what is kept is about this very study."""
    points = [{"design": point.design, "baseline": point.baseline} for point in manifest.points]
    return {name: getattr(manifest, name) for name in ("metric", "confidence", "replicates")} | {"points": points}
