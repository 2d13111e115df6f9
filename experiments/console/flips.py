"""Flips in words: every verdict, what would turn it over, and how much was tried."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cases.wording import with_interval
from experiments.configuration.points import shown
from experiments.flips.as_json import verdict_as_json
from experiments.flips.effect import Effect
from experiments.flips.pairs import PairTrial
from experiments.flips.remarks import remarks_on
from experiments.flips.trials import FlipTrial, Tried
from experiments.flips.turning import Turn
from experiments.results.study import DIRECTIONS, Study
from experiments.results.verdict import UNITS
from experiments.wording.language import say
from experiments.wording.terminal import new_table
from sim.scenario import declared_parameters

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

HEADINGS = {
    Effect.FLIPS: "Flip it: decided the other way",
    Effect.DECIDES: "Decide it",
    Effect.DISSOLVES: "Dissolve it: no longer decided",
}
TOGETHER = {Effect.FLIPS: "flips it", Effect.DECIDES: "decides it"}


def print_flips(console: "Console", study: Study, tried: Sequence[Tried], replicates: int) -> None:
    """Print what was found for people."""
    console.print(f"{study.manifest.name}: {study.metric} ({UNITS[study.metric]}), {_confidence(study)} intervals")
    for found in tried:
        console.print()
        _print_one(console, found, study, replicates)
    console.print(f"\n{say('flips.limits')}")


def _print_one(console: "Console", found: Tried, study: Study, replicates: int) -> None:
    verdict, metric = found.contrast.difference, found.contrast.metric
    said = verdict.verdict(DIRECTIONS[metric]).value
    on = "" if metric == study.metric else f" on {metric}"
    console.print(f"{found.contrast.label}{on}: {said}, {with_interval(verdict)} in {verdict.pairs} pairs")
    for turn in found.turns:
        console.print(_turn(turn))
    for effect in Effect:
        trials = found.nearest(effect)
        if trials:
            console.print(HEADINGS[effect])
            console.print(_table(trials, metric))
    for pair in found.pairs:
        console.print(_pair(pair, metric))
    for line in _remarks(found, study, replicates):
        console.print(line)


def _turn(turn: Turn) -> str:
    ends = sorted((turn.near, turn.far))
    return (
        f"It turns at {turn.parameter} = {turn.value:g} (between {ends[0]:g} and {ends[1]:g}; here {turn.usual:g}, "
        f"allowed {turn.low:g} to {turn.high:g})"
    )


def _pair(pair: PairTrial, metric: str) -> str:
    both = " with ".join(f"{name} = {shown(value)}" for name, value in pair.values.items())
    said = pair.difference.verdict(DIRECTIONS[metric]).value
    return f"Together, neither alone, {TOGETHER[pair.effect]}: {both}: {said}, {with_interval(pair.difference)}"


def _table(trials: Sequence[FlipTrial], metric: str) -> "Table":
    table = new_table()
    table.add_column("  parameter")
    for heading in ("value", "here", "difference"):
        table.add_column(heading, number=True)
    table.add_column("verdict")
    table.add_column("unit")
    for trial in trials:
        variant, unit = trial.variant, declared_parameters()[trial.variant.parameter].unit
        told = with_interval(trial.difference), trial.difference.verdict(DIRECTIONS[metric]).value
        table.add_row(
            f"  {variant.parameter}", shown(variant.value), shown(variant.usual), *told, "" if unit == "1" else unit
        )
    return table


def _remarks(found: Tried, study: Study, replicates: int) -> list[str]:
    plain = verdict_as_json(found, DIRECTIONS[found.contrast.metric])
    said = remarks_on(plain, replicates, study.manifest.confidence)
    return [say(f"flips.{remark.key}", **remark.values) for remark in said]


def _confidence(study: Study) -> str:
    return study.confidence_text
