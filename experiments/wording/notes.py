"""Notes: what is said to the person in front of the screen, apart from the results.

They go to the logger ``orgchange``: a command prints them to stderr, a program or a notebook hears or silences them as
it does with any other library. What the model itself logs, such as the count of ties of every network that it lays out,
is for programs: a command tells of tables what was left out or guessed, once, and so prints notes alone.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from experiments.wording.readable import readable

LOGGER = logging.getLogger("orgchange")


def note(text: str) -> None:
    """Say something to the person in front of the screen."""
    LOGGER.info(text)


@contextmanager
def notes_on_stderr() -> Iterator[None]:
    """Print notes to stderr while a command runs."""
    handler, level, upwards = _StandardError(), LOGGER.level, LOGGER.propagate
    handler.setFormatter(logging.Formatter("orgchange: %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(level)
        LOGGER.propagate = upwards


class _StandardError(logging.Handler):
    """Writes notes to whatever is stderr at that moment; a reader who has left is no error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether it is a note, or more than the model mentions in passing."""
        return record.name == LOGGER.name or record.levelno > logging.INFO

    def emit(self, record: logging.LogRecord) -> None:
        """Write a note."""
        with suppress(BrokenPipeError):
            print(readable(self.format(record)), file=sys.stderr, flush=True)
