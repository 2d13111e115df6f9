"""How a story is laid out: sentences that hang under their lead, tables of figures, and two chains side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2


def print_sentence(console: "Console", text: str, lead: str = "", indent: int = 0) -> None:
    """Print a sentence under itself behind its lead, as wide as the console."""
    if not lead and not indent:
        console.print(text)
        return
    row = Table.grid(padding=0)
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(" " * indent + lead, text)
    console.print(row)


def print_columns(console: "Console", rows: Sequence[Sequence[str]]) -> None:
    """Print rows as aligned columns, the first row holding headings; what does not fit is left out, and said."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    fitting = 0
    while fitting < len(widths) and sum(widths[: fitting + 1]) + GAP * (fitting + 1) <= console.width:
        fitting += 1
    table = Table.grid(padding=(0, 0, 0, GAP), pad_edge=True)
    for _ in range(fitting):
        table.add_column(justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row[:fitting])
    console.print(table)
    if fitting < len(widths):
        console.print(f"  ({len(widths) - fitting} more columns in a wider terminal or a pipe)")


def print_side_by_side(console: "Console", rows: Sequence[tuple[str, str, str]]) -> None:
    """Print rows of a label and two texts; the texts share the width and wrap inside it."""
    table = Table.grid(padding=(0, 0, 0, GAP), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(overflow="fold", ratio=1)
    for row in rows:
        table.add_row(*row)
    console.print(table)
