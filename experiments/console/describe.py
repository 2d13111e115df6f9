"""What the model declares, as a table for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.configuration.declarations import Row
from experiments.configuration.points import shown
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

WIDE, NARROW_COLUMNS = 160, 5


def print_rows(console: "Console", rows: Sequence[Row], headline: str) -> None:
    """Print rows, in a narrow terminal their first columns only."""
    table = new_table()
    if headline:
        console.print(headline)
    columns = list(rows[0]) if console.width >= WIDE else list(rows[0])[:NARROW_COLUMNS]
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "name")
    for row in rows:
        table.add_row(*("[]" if row[column] == [] else shown(row[column]) for column in columns))
    console.print(table)
