"""Progress bars: one for a terminal, one for a notebook."""

import sys
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

SECONDS_BETWEEN_PICTURES = 0.2


class Bar(Protocol):
    """Shows how far something is."""

    def show(self, done: int, rate: float, line: str) -> None:
        """Show that ``done`` are finished, ``rate`` a second, which ``line`` says as text."""

    def stop(self, done: int, line: str) -> None:
        """Leave the screen as it should be afterwards."""


def bar_for_this_screen(total: int, unit: str) -> Bar | None:
    """Return the bar that fits, or None where nobody would see one: in a script or a pipe."""
    if _in_notebook():
        return NotebookBar(total)
    return TerminalBar(total, unit) if sys.stderr.isatty() else None


class TerminalBar:
    """A line of the terminal, gone when the work is done."""

    def __init__(self, total: int, unit: str) -> None:
        self._bar = _rich_bar(unit)
        self._task = self._bar.add_task(unit, total=total, rate=0.0)
        self._bar.start()

    def show(self, done: int, rate: float, line: str) -> None:  # noqa: ARG002 - the columns say it
        """Show that ``done`` are finished, ``rate`` a second."""
        self._bar.update(self._task, completed=done, rate=rate)

    def stop(self, done: int, line: str) -> None:  # noqa: ARG002 - nothing stays
        """Take the bar away."""
        self._bar.stop()


class NotebookBar:
    """One output of the cell that is drawn anew; the last state stays, as a notebook keeps what was seen."""

    def __init__(self, total: int) -> None:
        from IPython.display import display

        self._total = total
        self._drawn = monotonic()
        self._handle = display(self._picture(0, ""), raw=True, display_id=True)

    def show(self, done: int, rate: float, line: str) -> None:  # noqa: ARG002 - the line has the rate
        """Show that ``done`` are finished, not more often than eyes can follow."""
        if monotonic() - self._drawn > SECONDS_BETWEEN_PICTURES:
            self._drawn = monotonic()
            self._handle.update(self._picture(done, line), raw=True)

    def stop(self, done: int, line: str) -> None:
        """Leave the bar as far as it came, and what it counted."""
        self._handle.update(self._picture(done, line), raw=True)

    def _picture(self, done: int, line: str) -> dict[str, str]:
        html = f'<progress value="{done}" max="{self._total}" style="width: 20em"></progress> {line}'
        return {"text/html": html, "text/plain": line}


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None


def _rich_bar(unit: str) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn(f"{unit}, {{task.fields[rate]:,.1f}}/s")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True, force_jupyter=False), transient=True)
