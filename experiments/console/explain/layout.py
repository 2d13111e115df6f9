"""How a story is laid out: sentences that hang under their lead, tables of figures, and two chains side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from experiments.wording.terminal import new_table
from experiments.wording.wrapping import wrapped

if TYPE_CHECKING:
    from rich.console import Console

INDENT, NARROWEST = 2, 20


def print_sentence(console: "Console", text: str, lead: str = "", indent: int = 0) -> None:
    """Print a sentence under itself behind its lead, as wide as the console."""
    margin = " " * indent + lead
    first, *others = wrapped(text, max(NARROWEST, console.width - cell_len(margin)))
    for line in (margin + first, *(" " * cell_len(margin) + other for other in others)):
        console.print(line)


def print_columns(console: "Console", rows: Sequence[Sequence[str]]) -> None:
    """Print rows as aligned columns, the first row holding headings; what does not fit goes below, key and all."""
    headings, *others = rows
    table = new_table(panels=True)
    for place, heading in enumerate(headings):
        words = any(any(map(str.isalpha, row[place])) for row in others)
        table.add_column(heading if place else " " * INDENT + heading, number=not words)
    for row in others:
        table.add_row(*row)
    console.print(table)


def print_side_by_side(console: "Console", rows: Sequence[tuple[str, str, str]]) -> None:
    """Print rows of a label and two texts, the first row holding headings; the texts share the width."""
    headings, *others = rows
    table = new_table()
    table.add_column(" " * INDENT + headings[0], number=True)
    for heading in headings[1:]:
        table.add_column(heading)
    for row in others:
        table.add_row(*row)
    console.print(table)
