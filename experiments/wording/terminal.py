"""Tables and texts for people: as wide as the terminal, or plain and uncut in a pipe."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 10_000


def new_console() -> "Console":
    """Return where to print on stdout."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(
        width=None if terminal else PIPE_WIDTH, markup=False, emoji=False, highlight=False, soft_wrap=not terminal
    )


def new_table() -> "Table":
    """Return an empty table."""
    from rich.table import Table

    gap = 1 if sys.stdout.isatty() else 2
    return Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))
