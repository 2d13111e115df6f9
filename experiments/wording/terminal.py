"""Tables and texts for people: as wide as the terminal, or plain and uncut in a pipe and as text."""

import os
import shlex
import sys
from collections.abc import Callable
from io import StringIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table


def new_console(file: IO[str] | None = None) -> "Console":
    """Return where to print: on stdout, or plainly into ``file``."""
    from experiments.wording.screen import PIPE_WIDTH, Screen

    terminal = file is None and sys.stdout.isatty()
    return Screen(
        file=file,
        force_terminal=None if file is None else False,  # text stays text, whatever colours the surroundings ask for
        width=None if terminal else (_asked_width() if file is None else None) or PIPE_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=True,  # lines are broken by the screen itself
        force_jupyter=False,
    )


def new_table(*, panels: bool = False) -> "Table":
    """Return an empty table; ``panels``: of many columns of one kind, such as weeks."""
    from experiments.wording.tables import Table

    return Table(panels)


def shell_command(*words: object) -> str:
    """Return a command as it is typed, whatever its words hold."""
    return shlex.join(["orgchange", *map(str, words)])


def as_text(show: Callable[["Console"], None]) -> str:
    """Return what is shown on a console as text."""
    file = StringIO()
    show(new_console(file))
    return file.getvalue().rstrip("\n")


def _asked_width() -> int | None:
    """Return how many columns the surroundings ask for, in a pipe, too; None where they do not say."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and int(asked) else None
