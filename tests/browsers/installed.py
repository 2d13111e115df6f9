"""The browsers of a test: it is skipped for each that this machine does not have."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browsers import firefox, webkit
from tests.browsers.window import Window
from tests.experiments.report.browser import chromium, needs_chromium

Starts = Callable[[Path], AbstractContextManager[Window]]


class ChromiumWindow:
    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a page of Playwright
        self.open, self.evaluate = page.goto, page.evaluate


@contextmanager
def started_chromium(_: Path) -> Iterator[ChromiumWindow]:
    with chromium() as browser:
        yield ChromiumWindow(browser.new_context(offline=True).new_page())


def _other(name: str, start: Starts, lacks: str) -> Any:  # noqa: ANN401 - pytest does not export the type
    return pytest.param(start, id=name, marks=pytest.mark.skipif(bool(lacks), reason=lacks))


OTHERS = [
    _other("firefox", firefox.started, firefox.LACKS),
    _other("webkit", webkit.started, webkit.LACKS),
]
ALL = [pytest.param(started_chromium, id="chromium", marks=needs_chromium), *OTHERS]
