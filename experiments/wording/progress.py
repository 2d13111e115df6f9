"""Progress: a bar with rate and time left in a terminal and in a notebook, now and then a plain note elsewhere."""

from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Self

from experiments.wording.bars import Bar, bar_for_this_screen
from experiments.wording.notes import note

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
        self._bar = bar_for_this_screen(self._runs, self._unit) if self._runs else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop(self._done, f"{self._done:,} of {self._runs:,} {self._unit}")

    def advance(self, runs: int) -> None:
        """Count ``runs`` more as finished; the clock starts with the first, when the model has been compiled."""
        with self._lock:
            if not self._began:
                self._began, self._uncounted = monotonic(), runs
            self._done = min(self._runs, self._done + runs)
            if self._bar is not None:
                self._bar.show(self._done, self._rate(), self.line())
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
