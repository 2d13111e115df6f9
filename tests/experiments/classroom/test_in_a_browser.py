"""A class in a real browser: phones of 360 pixels and a teacher, by keyboard, in both languages, within the rules."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from experiments.classroom.serving import Class
from tests.experiments.lesson.visiting import OUTSIDE
from tests.experiments.report.browser import chromium, needs_chromium

pytestmark = [pytest.mark.long, needs_chromium]

PHASES = ("bet", "watch", "decide", "result")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Visitor:
    """A page in a window of its own; what it complains about is noted, and what it asks elsewhere."""

    def __init__(self, browser: Browser, address: str, width: int, language: str) -> None:
        self.complaints: list[str] = []
        self.asked: set[str] = set()
        self.context = browser.new_context(viewport={"width": width, "height": 780}, locale=language)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.add(request.url))
        self.page.goto(address)

    def inside(self) -> Page:
        """Return the page once it has come in."""
        self.page.wait_for_selector("#inside:not([hidden])")
        return self.page

    def fits(self) -> None:
        """Hold that it is as wide as its window and keeps the rules for accessible pages."""
        scrolled, inner = self.page.evaluate(OUTSIDE)
        assert scrolled <= inner
        found: Any = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()


def test_a_class_from_the_code_to_the_ranking(browser: Browser, ready: Class) -> None:
    url = ready.place.url
    teacher = Visitor(browser, ready.teacher, 1280, "en-US")
    english = Visitor(browser, f"{url}/", 360, "en-US")
    dutch = Visitor(browser, f"{url}/#{ready.hall.door.code}", 360, "nl-NL")
    english.fits()
    come_in_by_keyboard(english.page, ready)
    screen, phones = teacher.inside(), [english.inside(), dutch.inside()]
    assert screen.url == f"{url}/teacher"
    assert dutch.page.url == f"{url}/"
    for phase in PHASES:
        screen.click(f"#phase-{phase}")
        for phone in phones:
            phone.wait_for_function(
                f"phase => document.getElementById('told').textContent === {told(phase)}", arg=phase
            )
            DOINGS[phase](phone)
        for one in (teacher, english, dutch):
            one.fits()
    screen.wait_for_selector("#standings table")
    assert screen.locator("#standings tbody tr").count() == 1
    screen.reload()
    screen.wait_for_selector("#standings table")
    screen.set_viewport_size({"width": 360, "height": 780})
    screen.select_option("#language", "nl")
    teacher.fits()
    with screen.expect_download() as kept:
        screen.click("#keep")
    assert kept.value.suggested_filename == "class-mine.json"
    for one in (teacher, english, dutch):
        assert one.complaints == []
        assert all(asked.startswith((url, "data:", "blob:")) for asked in one.asked)
        one.context.close()


def told(phase: str) -> str:
    return f"JSON.parse(document.getElementById('words').textContent)[document.documentElement.lang]['told_{phase}']"


def come_in_by_keyboard(page: Page, ready: Class) -> None:
    page.focus("#code")
    page.keyboard.type("AAAAAA")
    page.keyboard.press("Enter")
    page.wait_for_selector("#status.bad:has-text('not the code')")
    page.keyboard.type(ready.hall.door.code.lower())
    page.keyboard.press("Enter")


def bet(page: Page) -> None:
    page.check("input[name=known][value=second]")
    page.click("#send-known")
    page.wait_for_selector("#bet-known:not(:empty)")
    page.click("#send-range")
    page.wait_for_selector("#bet-range:not(:empty)")


def watch(page: Page) -> None:
    assert page.locator("#bets form").count() == 0
    page.click("#team-choice button:nth-child(2)")
    page.wait_for_selector("#team-choice button[aria-pressed=true]")


def decide(page: Page) -> None:
    page.locator("#way select").first.select_option("b")
    page.click("#decide-so:enabled")
    page.wait_for_selector("#decision:has-text('B · Fast')")


def see(page: Page) -> None:
    page.wait_for_selector("#standings tr.own")
    assert page.inner_text("#verdict-known")


DOINGS = {"bet": bet, "watch": watch, "decide": decide, "result": see}


def test_a_phone_that_loses_its_connection_comes_back(browser: Browser, ready: Class) -> None:
    visitor = Visitor(browser, f"{ready.place.url}/#{ready.hall.door.code}", 360, "en-US")
    page = visitor.inside()
    bet(page)
    page.reload()
    page = visitor.inside()
    page.wait_for_selector("#bet-known:has-text('more in B')")
    visitor.context.set_offline(True)
    visitor.context.set_offline(False)
    page.wait_for_selector("#status:has-text('Connected')")
    assert len(ready.hall.room.members) == 1
    visitor.context.close()


def test_a_teachers_page_without_its_secret_shows_nothing(browser: Browser, ready: Class) -> None:
    for address in ("/teacher", "/teacher#guessed"):
        visitor = Visitor(browser, f"{ready.place.url}{address}", 360, "en-US")
        visitor.page.wait_for_selector("#status.bad")
        assert not visitor.page.is_visible("#inside")
        assert ready.hall.door.code not in visitor.page.content()
        visitor.context.close()


def test_a_ranking_that_fails_is_shown_to_the_teacher(browser: Browser, ready: Class) -> None:
    ready.hall.room.decisions[1] = "a--"
    teacher = Visitor(browser, f"{ready.place.url}/teacher#{ready.hall.door.token}", 1280, "nl-NL")
    page = teacher.inside()
    ready.hall.close()
    page.click("#phase-result")
    page.wait_for_selector("#standings [role=alert]")
    assert "De werelden konden niet geleefd worden" in page.inner_text("#standings")
    assert "shutdown" in page.inner_text("#standings")
    assert Axe().run(page).violations_count == 0
    assert teacher.complaints == []
    teacher.context.close()
