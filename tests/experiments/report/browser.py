"""A headless Chromium that answers no request: where there is none, tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
NO_SANDBOX = ["--no-sandbox"]
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (apt install chromium, or set CHROMIUM)"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser for some tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=NO_SANDBOX)
        yield browser
        browser.close()


class Visit:
    """A report opened in a window of some width: everything it asks for and everything it complains about is noted."""

    def __init__(self, browser: Browser, report: Path, width: int) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._context = browser.new_context(viewport={"width": width, "height": 900})
        self._address = report.as_uri()
        self._context.route("**/*", self._answer)
        self.page: Page = self._context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(self._address)

    def _answer(self, route: Route) -> None:
        if route.request.url == self._address:
            route.continue_()
            return
        self.requests.append(route.request.url)
        route.abort()

    def close(self) -> None:
        """Close the window."""
        self._context.close()
