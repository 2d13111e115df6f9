"""Reports in a real browser: nothing is asked of a network, everything fits, prints, and is reached with a keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from experiments.command import main
from tests.experiments.report.browser import Visit, chromium, needs_chromium

pytestmark = [pytest.mark.long, needs_chromium]

KINDS = ("grid", "one", "arms", "many", "failures")
WIDTHS = (360, 768, 1280)
Reported = Callable[[str], Path]
Opened = Callable[..., Visit]

LAID_OUT = """() => ({
    wide: document.documentElement.scrollWidth,
    beyond: [...document.querySelectorAll('body *')].filter(element => !element.closest('.wide')
        && !element.closest('.skip')
        && element.getBoundingClientRect().right > window.innerWidth + 1).map(element => element.tagName),
    blank: [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length,
})"""
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {tag: element.tagName, name: element.textContent.trim().slice(0, 40),
            href: element.getAttribute('href') || '',
            outline: style.outlineStyle + ' ' + style.outlineWidth,
            seen: box.left >= 0 && box.width > 0 && box.height > 0};
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Browser, reported: Reported) -> Iterator[Opened]:
    """Return what opens the report of a study in a window; it is closed afterwards."""
    visits: list[Visit] = []

    def open_report(kind: str, width: int = 1280) -> Visit:
        visits.append(Visit(browser, reported(kind), width))
        return visits[-1]

    yield open_report
    for visit in visits:
        visit.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_of_a_network_and_nothing_is_complained_about(opened: Opened, kind: str) -> None:
    visit = opened(kind)
    visit.page.wait_for_load_state("networkidle")
    assert visit.requests == []
    assert visit.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_fits_into_the_window(opened: Opened, kind: str, width: int) -> None:
    found = opened(kind, width).page.evaluate(LAID_OUT)
    assert found == {"wide": width, "beyond": [], "blank": 0}


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_for_accessible_pages_are_kept(opened: Opened, kind: str) -> None:
    page = opened(kind).page
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.evaluate("document.querySelector('caption, h1').outerHTML = '<img src=\"data:,\">'")
    assert Axe().run(page).violations_count > 0


def test_the_keyboard_reaches_every_link_and_shows_where_it_is(opened: Opened) -> None:
    page = opened("grid").page
    links = page.locator("a").count()
    reached = []
    for _ in range(3 * links):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["tag"] == "BODY":
            break
        assert found["seen"], found
        assert not found["outline"].startswith("none"), found
        reached += [found["href"]] if found["tag"] == "A" else []
    assert reached == [link.get_attribute("href") for link in page.locator("a").all()]


def test_the_skip_link_leads_past_the_contents(opened: Opened) -> None:
    page = opened("grid").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_link_inside_leads_to_its_section(opened: Opened) -> None:
    page = opened("grid").page
    for link in page.locator("nav a").all():
        link.click()
        target = page.locator(str(link.get_attribute("href")))
        assert target.bounding_box() is not None
        assert page.evaluate("location.hash") == link.get_attribute("href")


FIRST = "(() => document.querySelector('#front').getBoundingClientRect().bottom + window.scrollY)()"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", ["grid", "one", "arms", "once"])
def test_three_questions_are_answered_without_scrolling(
    browser: Browser, reported: Reported, tmp_path: Path, kind: str, language: str
) -> None:
    target = tmp_path / "report.html"
    assert main(["report", str(reported(kind).parent), "--language", language, "--out", str(target)]) == 0
    visit = Visit(browser, target, 1366)
    assert visit.page.locator("html").get_attribute("lang") == language
    for place in (".headline", "#front tbody tr", "#front .figures li"):
        for element in visit.page.locator(place).all():
            box = element.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900, (place, element.text_content())
    assert Axe().run(visit.page).violations_count == 0
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 688, "height": 900})  # what A4 leaves between its margins
    assert visit.page.evaluate(FIRST) <= 1017
    visit.close()


def test_tables_are_cards_on_a_telephone(opened: Opened) -> None:
    page = opened("grid", 390).page
    cell = page.locator("#front tbody td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Success of the change"'
    assert all(
        wide.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
        for wide in page.locator(".wide:has(table)").all()
    )
    assert page.locator(".scrolls").first.is_visible()


@pytest.mark.parametrize("kind", ["grid", "arms"])
def test_it_prints_on_pages(opened: Opened, kind: str) -> None:
    page = opened(kind).page
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert 3 <= printed.count(b"/Type /Page\n") <= 20
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("h1").is_visible()


def test_people_who_zoom_twice_as_large_lose_nothing(opened: Opened) -> None:
    page = opened("grid", 640).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(LAID_OUT)["beyond"] == []
