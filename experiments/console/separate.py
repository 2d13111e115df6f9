"""What separates two plans, as tables: every part with what it carries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cases.wording import with_interval
from experiments.results.study import DIRECTIONS, Study
from experiments.results.verdict import UNITS
from experiments.separate.separation import Separation
from experiments.separate.wording import called
from experiments.wording.quantities import signed, span
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

HOW = (
    "What a part carries is what swapping it changes, averaged over all orders in which the parts could be swapped; "
    "the parts add up to the whole."
)


def print_separations(console: "Console", study: Study, found: Sequence[Separation]) -> None:
    """Print what was found for people."""
    for one in found:
        said = f"{one.whole.verdict(DIRECTIONS[one.metric]).value} in {one.whole.pairs} pairs"
        console.print(f"{one.label}: {one.metric} ({UNITS[one.metric]}) {with_interval(one.whole)}, {said}")
        console.print(_parts(study, one))
    console.print(HOW)


def _parts(study: Study, found: Separation) -> "Table":
    table = new_table()
    table.add_column("part")
    for heading in ("carries", f"{study.confidence_text} interval"):
        table.add_column(heading, number=True)
    table.add_column("what differs in it")
    for one in found.parts:
        difference = one.difference
        names = ", ".join(one.parameters)
        table.add_row(called(one.part), signed(difference.mean), span(difference.low, difference.high), names)
    return table
