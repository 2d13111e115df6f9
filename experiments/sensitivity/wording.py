"""Sensitivities in words and tables, for people."""

from collections.abc import Sequence
from math import isclose, isnan
from typing import TYPE_CHECKING

from experiments.results.verdict import UNITS
from experiments.sensitivity.measure import GIVEN, ParameterInfluence, Sensitivity
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from experiments.wording.quantities import number, percent
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

SHOWN = 20
MEASURES = {MORRIS: ("mu_star", "sigma"), SOBOL_INDICES: ("S1", "ST"), GIVEN: ("S1",)}
NAMES = {"mu_star": "mu*", "sigma": "sigma", "S1": "S1", "ST": "ST"}
METHODS = {
    MORRIS: "Morris screening",
    SOBOL_INDICES: "Sobol indices",
    GIVEN: "First-order indices from the sample as it is",
}
READ = {
    MORRIS: "mu*: mean size of the change over the whole range; sigma: how much it depends on the other parameters.",
    SOBOL_INDICES: "S1: share of the variance that a parameter explains alone; ST: with all it does together with "
    "others.",
    GIVEN: "S1: share of the variance that a parameter explains alone.",
}
BY_LUCK = " By luck up to: what no parameter without influence exceeds, at the confidence of the study."
TOGETHER = (
    "The parameters of a mechanism were changed together, as one; which of them does it, and in which direction, is "
    "not told."
)
SAME_AGAIN = "The same as above: what was varied changes nothing in the baseline."
ONE_REPLICATE = "One replicate does not tell how much of the variance between points is luck; run more replicates."


def shown_measures(found: Sensitivity) -> Sequence[str]:
    """Return which measures are shown: of mechanisms whose parameters were changed together there is no sigma."""
    return [name for name in MEASURES[found.method] if not (found.grouped and name == "sigma")]


def things(found: Sensitivity, count: int) -> str:
    """Return what is told apart, as a word."""
    return ("mechanism" if found.grouped else "parameter") + ("" if count == 1 else "s")


def print_sensitivities(console: "Console", found: Sequence[Sensitivity]) -> None:
    """Print sensitivities for people."""
    for place, each in enumerate(found):
        console.print(f"\n{METHODS[each.method]} of {what(each)}, {each.points} points")
        if place and alike(found[0], each):
            console.print(SAME_AGAIN)
            continue
        console.print(_table(each))
        console.print(sentence(each))
    if found[0].grouped:
        console.print(TOGETHER)
    read = READ[found[0].method].partition(";" if found[0].grouped and found[0].method == MORRIS else "\n")[0]
    console.print(f"{read.rstrip('.')}.{BY_LUCK if found[0].tells_luck else ''} {_luck(found)}")


def alike(one: Sensitivity, other: Sensitivity) -> bool:
    """Return whether two sensitivities say the same of every parameter, but for the last digits of the computer."""
    pairs = list(zip(one.influences, other.influences, strict=True))
    return all(
        mine.name == theirs.name
        and mine.measures.keys() == theirs.measures.keys()
        and all(isclose(value, theirs.measures[name], rel_tol=1e-6) for name, value in mine.measures.items())
        for mine, theirs in pairs
    )


def _luck(found: Sequence[Sensitivity]) -> str:
    if any(isnan(each.luck) for each in found):
        return ONE_REPLICATE
    shares = " and ".join(f"{percent(each.luck)} of the variance of {_which(each)}" for each in found)
    return f"About {shares} between points is luck."


def _which(found: Sensitivity) -> str:
    return "the difference" if found.difference else found.metric


def what(found: Sensitivity) -> str:
    """Return what is explained, with its unit."""
    difference = ", difference to the baseline" if found.difference else ""
    return f"{found.metric}{difference} ({UNITS[found.metric]})"


def sentence(found: Sensitivity) -> str:
    """Return which parameters matter, as a sentence; those that do not exceed luck are not told from nothing."""
    if not any(each.measures for each in found.influences):
        return f"Nothing that was varied changes {what(found)}."
    clear = [each for each in found.influences if found.is_clear(each)]
    if not clear:
        known = f"No {things(found, 1)} can be told from having no influence on {what(found)}"
        return f"{known}; take more samples or more replicates."
    named = ", ".join(
        f"{each.name} ({NAMES[found.leading]} {number(each.measures[found.leading])})" for each in clear[:3]
    )
    most = clear[0].measures[found.leading]
    unsure = [each.name for each in found.influences if each not in clear and each.measures[found.leading] > most]
    also = f"; {' and '.join(unsure)} may matter more, which takes more samples to tell" if unsure else ""
    return (
        f"What decides most about {what(found)}: {named}; {len(clear)} of {len(found.influences)} "
        f"{things(found, len(found.influences))} matter for sure{also}."
    )


def _table(found: Sensitivity) -> "Table":
    table = new_table()
    table.add_column(things(found, 1))
    for measure in shown_measures(found):
        table.add_column(NAMES[measure], number=True)
    if found.tells_luck:
        table.add_column("by luck up to", number=True)
    if found.grouped:
        table.add_column("its parameters")
    for each in found.influences[:SHOWN]:
        by_luck = [] if each.by_luck is None else [number(each.by_luck)]
        members = [", ".join(name.rpartition(".")[2] for name in each.members)] if found.grouped else []
        levels = (_with_interval(each, measure) for measure in shown_measures(found))
        table.add_row(each.name, *levels, *by_luck, *members)
    if len(found.influences) > SHOWN:
        table.caption = f"{len(found.influences) - SHOWN} more with --json"
    return table


def _with_interval(found: ParameterInfluence, measure: str) -> str:
    if measure not in found.measures:
        return number(0.0)
    value, half = found.measures[measure], found.halves.get(measure)
    return number(value) if half is None else f"{number(value)} ({number(value - half)} to {number(value + half)})"
