"""The files that an export has written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console


class File(Protocol):
    """A file, what it holds, and how many rows."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def holds(self) -> str:
        """What it holds."""

    @property
    def rows(self) -> int:
        """How many rows."""


def print_written(console: "Console", files: Sequence[File]) -> None:
    """Print which files there are."""
    table = new_table()
    table.add_column("file")
    table.add_column("rows", number=True)
    table.add_column("holds")
    for each in files:
        table.add_row(str(each.path), f"{each.rows:,}", each.holds)
    console.print(table)
