"""What the model declares, as a table for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.configuration.declarations import Row
from experiments.configuration.points import shown
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

ALWAYS_SHOWN = 5


def print_rows(console: "Console", rows: Sequence[Row], headline: str) -> None:
    """Print rows; where not all fits, the columns behind the first few go first."""
    table = new_table()
    if headline:
        console.print(headline)
    columns = list(rows[0])
    for place, column in enumerate(columns):
        table.add_column(column, optional=place >= ALWAYS_SHOWN)
    for row in rows:
        table.add_row(*("[]" if row[column] == [] else shown(row[column]) for column in columns))
    console.print(table)
