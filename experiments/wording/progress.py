"""Progress on stderr: a bar with rate and time left in a terminal, now and then a plain line elsewhere."""

import sys
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from experiments.wording.notes import note

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES = 10.0
FAST = 10.0


class Progress:
    """Counts what is finished, runs unless ``unit`` says what else, told by any thread."""

    def __init__(self, runs: int, unit: str = "runs") -> None:
        self._runs = runs
        self._unit = unit
        self._done = 0
        self._began = 0.0
        self._uncounted = 0
        self._said = monotonic()
        self._lock = Lock()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and self._runs:
            self._bar = _bar(self._unit)
            self._bar.add_task("runs", total=self._runs, rate=0.0)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, runs: int) -> None:
        """Count ``runs`` more as finished; the clock starts with the first, when the model has been compiled."""
        with self._lock:
            if not self._began:
                self._began, self._uncounted = monotonic(), runs
            self._done = min(self._runs, self._done + runs)
            if self._bar is not None:
                self._bar.update(self._bar.task_ids[0], completed=self._done, rate=self._rate())
            elif monotonic() - self._said > SECONDS_BETWEEN_LINES:
                self._said = monotonic()
                note(self.line())

    def line(self) -> str:
        """Return the progress as one line."""
        rate = self._rate()
        speed = f", {rate:,.0f} a second" if rate >= FAST else ""
        pace = f"{speed}, about {(self._runs - self._done) / rate:.0f} s left" if rate > 0 else ""
        return f"{self._done:,} of {self._runs:,} {self._unit}{pace}"

    def _rate(self) -> float:
        return (self._done - self._uncounted) / max(1e-9, monotonic() - self._began)


def _bar(unit: str) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{unit}, {{task.fields[rate]:,.1f}}/s"),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=Console(stderr=True), transient=True)
