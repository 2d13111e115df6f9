"""Flips in words: every verdict, what would turn it over, and how much was tried."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cases.wording import with_interval
from experiments.configuration.points import shown
from experiments.flips.effect import Effect
from experiments.flips.trials import FlipTrial, Tried, sign
from experiments.results.study import DIRECTIONS, Study
from experiments.results.verdict import UNITS
from experiments.wording.terminal import new_table
from sim.scenario import declared_parameters

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

HEADINGS = {
    Effect.FLIPS: "Flip it: decided the other way",
    Effect.DECIDES: "Decide it",
    Effect.DISSOLVES: "Dissolve it: no longer decided",
}
LIMITS = (
    "One assumption at a time at the ends of its bounds is no global search: two together may flip what neither does "
    "alone, and so "
    "may a value between. A bound says what the model takes, not what is likely."
)


def print_flips(console: "Console", study: Study, tried: Sequence[Tried], replicates: int) -> None:
    """Print what was found for people."""
    console.print(f"{study.manifest.name}: {study.metric} ({UNITS[study.metric]}), {_confidence(study)} intervals")
    for found in tried:
        console.print()
        _print_one(console, found, study, replicates)
    console.print(f"\n{LIMITS}")


def _print_one(console: "Console", found: Tried, study: Study, replicates: int) -> None:
    verdict = found.contrast.difference
    said = verdict.verdict(DIRECTIONS[study.metric]).value
    console.print(f"{found.contrast.label}: {said}, {with_interval(verdict)} in {verdict.pairs} pairs")
    for effect in Effect:
        trials = found.of(effect)
        if trials:
            console.print(HEADINGS[effect])
            console.print(_table(trials, study))
    for line in _remarks(found, study, replicates):
        console.print(line)


def _table(trials: Sequence[FlipTrial], study: Study) -> "Table":
    table = new_table()
    table.add_column("  parameter", no_wrap=True)
    for heading in ("value", "here", "difference"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict")
    table.add_column("unit")
    for trial in trials:
        variant, unit = trial.variant, declared_parameters()[trial.variant.parameter].unit
        told = with_interval(trial.difference), trial.difference.verdict(DIRECTIONS[study.metric]).value
        table.add_row(
            f"  {variant.parameter}", shown(variant.value), shown(variant.usual), *told, "" if unit == "1" else unit
        )
    return table


def _remarks(found: Tried, study: Study, replicates: int) -> list[str]:
    decided, variants = sign(found.contrast.difference) != 0, found.variants
    lines = []
    if not found.of(Effect.FLIPS) and not found.of(Effect.DECIDES):
        lines.append(f"Nothing tried would {'flip' if decided else 'decide'} it.")
    if decided and sign(found.as_is) != sign(found.contrast.difference):
        few = f"In {replicates} pairs the verdict itself is {found.as_is.verdict(DIRECTIONS[study.metric]).value}"
        lines.append(
            f"{few}, so what dissolves it cannot be told; try more: --replicates {found.contrast.difference.pairs}"
        )
    lines.append(
        f"Tried: assumptions {len(variants.parameters)}, values {len(variants.tried)} x pairs {replicates}, runs "
        f"{found.runs:,}; "
        f"not tried: {len(variants.without_effect)} without effect here, {len(variants.by_arm)} set by an arm, "
        f"{len(variants.refused)} values refused"
    )
    if not decided and variants.tried:
        chance = (1 - study.manifest.confidence) * len(variants.tried)
        lines.append(f"Up to about {chance:.1f} of so many values would seem to decide it by chance alone.")
    return lines


def _confidence(study: Study) -> str:
    return study.confidence_text
