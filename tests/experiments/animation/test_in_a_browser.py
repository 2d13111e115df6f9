"""An animation in a real browser: it asks for nothing, is played by hand and by keys, and keeps the rules for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import orgchange as oc
from tests.experiments.report.browser import Visit, chromium, needs_chromium
from tests.experiments.shell import TINY

pytestmark = [pytest.mark.long, needs_chromium]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("animated") / "x"
    return oc.run(*TINY, "intervention=[okr]", "study.name=x", f"study.folder='{folder}'").animate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def week_of(page: Page) -> int:
    return int(page.locator("#week").input_value())


@pytest.mark.parametrize("width", [390, 820, 1366])
def test_it_asks_for_nothing_fits_and_is_accessible(browser: Browser, page_file: Path, width: int) -> None:
    visit = Visit(browser, page_file, width)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    assert Axe().run(visit.page).violations_count == 0
    assert (visit.requests, visit.complaints) == ([], [])
    visit.close()


def test_it_is_moved_by_buttons_slider_and_keys_and_says_where_it_is(browser: Browser, page_file: Path) -> None:
    visit = Visit(browser, page_file, 1000)
    page = visit.page
    assert week_of(page) == 25
    for key, week in (("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 25)):
        page.keyboard.press(key)
        assert week_of(page) == week
        assert page.locator("#said").inner_text().startswith(f"Week {week}: ")
    page.locator("#back").click()
    assert week_of(page) == 24
    page.locator("#week").fill("7")
    assert page.locator("#said").inner_text().startswith("Week 7: ")
    marks = page.evaluate("[...document.querySelectorAll('.people circle')].map(dot => dot.getAttribute('class'))")
    counts = [int(text) for text in page.locator(".count").all_inner_texts()]
    assert [marks.count(f"m{mark}") for mark in range(len(counts))] == counts
    visit.close()


def test_it_does_not_move_by_itself_plays_and_stops(browser: Browser, page_file: Path) -> None:
    visit = Visit(browser, page_file, 1000)
    page = visit.page
    page.wait_for_timeout(600)
    assert week_of(page) == 25
    page.locator("#speed").select_option("10")
    page.locator("#play").click()
    expect(page.locator("#week")).not_to_have_value("25")
    expect(page.locator("#week")).not_to_have_value("0")
    assert page.locator("#said").get_attribute("aria-live") == "off"
    page.keyboard.press("Space")
    stopped = week_of(page)
    page.wait_for_timeout(400)
    assert week_of(page) == stopped
    assert page.locator("#play").inner_text() == "Play"
    visit.close()


def test_who_wants_little_motion_gets_a_week_a_second_without_fading(browser: Browser, page_file: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert page.locator("#speed").input_value() == "1"
    fading = "getComputedStyle(document.querySelector('.people circle')).transitionDuration"
    assert page.evaluate(fading) == "0s"
    context.close()
