"""What every browser can do for a test: open a file, and say what an expression is there."""

import time
from typing import Any, Protocol

PATIENCE = 15.0  # seconds
DEAD_PROXY = ("127.0.0.1", 9)  # where nobody listens: whatever a page asks of a network, it does not get
ASKED = "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !name.startsWith('blob:'))"


class Window(Protocol):
    """A window that opens files of this machine and reaches no network."""

    def open(self, address: str) -> None: ...

    def evaluate(self, expression: str) -> Any: ...  # noqa: ANN401 - whatever JSON can say


def wait_until(window: Window, expression: str) -> None:
    """Wait until an expression is true in a window."""
    last = time.monotonic() + PATIENCE
    while not window.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < last, expression
        time.sleep(0.02)


def requests_of(window: Window) -> list[str]:
    """Return whatever the page has asked for beside itself."""
    found: list[str] = window.evaluate(ASKED)
    return found
