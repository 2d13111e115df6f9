"""What is kept of flips: ``flips.json`` in the folder of a study, and the line about it that ``orgchange run`` shows.

study               the points, replicates, metric and confidence it was made for; another study in the folder makes it
                    void
words, replicates, inside
                    what was asked for
verdicts            a verdict each, those on the study's metric first: label, metric, difference (the study's), as_is
                    (the same in as many pairs as were tried), how many parameters and values were tried with how many
                    runs, what could not be tried, found: every value that flips, decides or dissolves the verdict, with
                    its difference; turns: where it turns, the nearest to the usual value first; pairs: what two
                    assumptions do together and neither does alone
"""

from math import inf

from experiments.configuration.points import shown
from experiments.flips.effect import Effect
from experiments.provenance.kept import Plain, kept
from experiments.results.study import Study
from experiments.wording.terminal import shell_command

FILE = "flips.json"
MOST_NAMED, MOST_EDGES = 5, 2
WOULD = {Effect.FLIPS: "Would flip", Effect.DECIDES: "Would decide"}


def knife_edges(kept: Plain) -> list[tuple[Plain, Plain]]:
    """Return every verdict that turns with the nearest value at which it does, the nearest of all first."""
    found = [(verdict, verdict["turns"][0]) for verdict in kept["verdicts"] if verdict.get("turns")]
    return sorted(found, key=lambda one: away(one[1]))


def away(turn: Plain) -> float:
    """Return how far a turning value lies from the usual one, as a share of the way to the bound on its side."""
    side = turn["high"] - turn["usual"] if turn["value"] > turn["usual"] else turn["usual"] - turn["low"]
    return float(abs(turn["value"] - turn["usual"]) / side) if side > 0 else 1.0


def edge_of(study: Study) -> str:
    """Return at which value of which assumption a verdict of a study turns, the nearest first, as one sentence.

    Empty where that was not tried or none turns.
    """
    kept = kept_flips(study)
    told = [_edge(verdict, turn) for verdict, turn in knife_edges(kept)] if kept is not None else []
    more = f"; {len(told) - MOST_EDGES} more verdicts turn, too" if len(told) > MOST_EDGES else ""
    return f"{'; '.join(told[:MOST_EDGES])}{more}." if told else ""


def _edge(verdict: Plain, turn: Plain) -> str:
    return (
        f"{verdict['label']} on {verdict['metric']} turns at {turn['parameter']} = {turn['value']:g} "
        f"(here {turn['usual']:g}, allowed {turn['low']:g} to {turn['high']:g})"
    )


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
    told = [*filter(None, named), *_together(kept)]
    return "; ".join(told) or f"Nothing tried would flip it ({_extent(kept)})."


def _named(kept: Plain, effect: Effect, study: Study) -> str:
    """Return which values have an effect on any of the verdicts, the first few by name."""
    values = list(dict.fromkeys(_where(verdict, found, kept) for verdict, found in nearest(kept, effect)))
    more = f" and {len(values) - MOST_NAMED} more in {study.folder / FILE}" if len(values) > MOST_NAMED else ""
    return f"{WOULD[effect]}: {', '.join(values[:MOST_NAMED])}{more}" if values else ""


def _together(kept: Plain) -> list[str]:
    """Return which two assumptions do together what neither does alone, the first of them by name."""
    found = [(verdict, pair) for verdict in kept["verdicts"] for pair in verdict.get("pairs", ())]
    if not found:
        return []
    verdict, pair = found[0]
    both = " with ".join(f"{name}={shown(value)}" for name, value in pair["values"].items())
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return [f"Two together that do it, neither alone: {both} ({_which(verdict)}){more}"]


def _where(verdict: Plain, found: Plain, kept: Plain) -> str:
    """Return a value as an override, and which of several verdicts it concerns."""
    override = f"{found['parameter']}={shown(found['value'])}"
    return f"{override} ({_which(verdict)})" if len(kept["verdicts"]) > 1 else override


def _which(verdict: Plain) -> str:
    return f"{verdict['label']}, {verdict['metric']}"


def _extent(kept: Plain) -> str:
    """Return how much was tried, and how many values leave a verdict undecided."""
    parameters = {name for verdict in kept["verdicts"] for name in verdict["tried"]["parameters"]}
    dissolving = {(found["parameter"], found["value"]) for _, found in _found_with(kept, Effect.DISSOLVES)}
    also = f"; values that would leave it undecided: {len(dissolving)}" if dissolving else ""
    between = f" and at {kept['inside']} values between" if kept.get("inside") else ""
    return f"assumptions tried: {len(parameters)}, one at a time, at their bounds{between}{also}"


def nearest(kept: Plain, effect: Effect) -> list[tuple[Plain, Plain]]:
    """Return every verdict with what has an effect on it, of every assumption the nearest value on either side."""
    found = _found_with(kept, effect)
    least: dict[tuple[str, str, str, bool], float] = {}
    for verdict, one in found:
        key = _side(verdict, one)
        least[key] = min(least.get(key, inf), abs(one["value"] - one["usual"]))
    return [(verdict, one) for verdict, one in found if abs(one["value"] - one["usual"]) == least[_side(verdict, one)]]


def _side(verdict: Plain, found: Plain) -> tuple[str, str, str, bool]:
    return verdict["label"], verdict.get("metric", ""), found["parameter"], found["value"] > found["usual"]


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
    return kept(study.folder / FILE, study.manifest)
