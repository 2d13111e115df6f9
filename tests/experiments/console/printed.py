"""What a console shows, cut into rows and cells."""

import re
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

from experiments.wording.terminal import new_console

if TYPE_CHECKING:
    from rich.console import Console


def rows_of(show: Callable[["Console"], None]) -> list[list[str]]:
    """Return every line that is shown, cut where two spaces or more stand."""
    return [re.split(r"\s{2,}", line.strip()) for line in text_of(show).splitlines()]


def text_of(show: Callable[["Console"], None], width: int | None = None) -> str:
    """Return what is shown, on a console so wide (None: as in a pipe)."""
    file = StringIO()
    console = new_console(file)
    if width is not None:
        console.width = width
    show(console)
    return file.getvalue()
