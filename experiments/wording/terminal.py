"""Tables and texts for people: as wide as the terminal, or plain and uncut in a pipe and as text."""

import shlex
import sys
from collections.abc import Callable
from io import StringIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 10_000


def new_console(file: IO[str] | None = None) -> "Console":
    """Return where to print: on stdout, or plainly into ``file``."""
    from rich.console import Console

    terminal = file is None and sys.stdout.isatty()
    return Console(
        file=file,
        force_terminal=None if file is None else False,  # text stays text, whatever colours the surroundings ask for
        width=None if terminal else PIPE_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=not terminal,
        force_jupyter=False,
    )


def new_table() -> "Table":
    """Return an empty table."""
    from rich.table import Table

    gap = 1 if sys.stdout.isatty() else 2
    return Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))


def shell_command(*words: object) -> str:
    """Return a command as it is typed, whatever its words hold."""
    return shlex.join(["orgchange", *map(str, words)])


def as_text(show: Callable[["Console"], None]) -> str:
    """Return what is shown on a console as text."""
    file = StringIO()
    show(new_console(file))
    return file.getvalue().rstrip("\n")
