"""A lesson in a real browser: the same bits as here, no request, reached with a keyboard, and right on a phone."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from experiments.api.lessons import lesson
from experiments.api.scenarios import organization, scenario
from portable.image import Image, laid_out
from sim.outcomes.dictionary import SERIES_NAMES
from sim.replay import Replay
from sim.scenario import Scenario
from tests.experiments.lesson.small import SETTING, TEXT, written
from tests.experiments.report.browser import Visit, chromium, needs_chromium
from tests.portable.agreement import unequal

pytestmark = [pytest.mark.long, needs_chromium]

WIDTHS = (360, 768, 1280)
WEEK = "document.getElementById('week-shown').value"
MEMORY = """([future, week]) => {
    futures[future].bring(week);
    const signs = [];
    for (const byte of futures[future].bytes) signs.push(String.fromCharCode(byte));
    return btoa(signs.join(''));
}"""
OUTSIDE = "() => [document.documentElement.scrollWidth, window.innerWidth]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lessons")
    dutch = {**TEXT, "title": "Langzaam of snel?"}
    return lesson(written(folder / "mine", en=TEXT, nl=dutch), folder / "mine.html")


def opened(browser: Browser, built: Path, width: int = 1280) -> Visit:
    visit = Visit(browser, built, width)
    visit.page.wait_for_selector("body[data-ready=yes]")
    return visit


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    found = opened(browser, built)
    yield found
    found.close()


def memory_of(page: Page, future: int, week: int) -> np.ndarray[Any, Any]:
    """Return the memory of a future before a week, as it lies in the page."""
    return np.frombuffer(b64decode(page.evaluate(MEMORY, [future, week])), np.uint8)


def differences(image: Image, memory: np.ndarray[Any, Any], replay: Replay, weeks: int) -> list[str]:
    """Return what differs between a memory and a run after some weeks."""
    world = replay.beginning()
    weekly = replay.follow(world)
    rows = np.array([next(weekly)[1] for _ in range(weeks)])
    found = unequal("series", rows, image.places["run.series"].read(memory)[:weeks]) if weeks else []
    for name, array in world._asdict().items():
        found += unequal(name, array, image.places[f"world.{name}"].read(memory))
    return found


def adopted_weekly(of: Scenario) -> list[float]:
    """Return the share that has adopted, week by week."""
    run = Replay(of, organization(of, replicate=3), 3)
    column = SERIES_NAMES.index("adopted")
    return [float(row[column]) for _, row in run.follow(run.beginning())]


@pytest.mark.parametrize("future", [0, 1])
def test_the_bits_are_those_of_this_machine_in_any_week(visit: Visit, future: int) -> None:
    of = scenario(*SETTING["futures"][future])
    run = Replay(of, organization(of, replicate=3), 3)
    image = laid_out(run.plan, 3)
    for week in (26, 0, 13, 5, 24, 25, 8):
        assert differences(image, memory_of(visit.page, future, week), run, week) == [], week
    assert differences(image, memory_of(visit.page, 1 - future, 26), run, 26) != []


def test_nothing_is_asked_of_a_network_and_nothing_is_complained_about(visit: Visit) -> None:
    visit.page.click("#play")
    visit.page.wait_for_timeout(300)
    assert visit.requests == []
    assert visit.complaints == []


def test_a_run_plays_to_its_end_and_can_be_gone_through(visit: Visit) -> None:
    page = visit.page
    assert page.text_content("#situation p") == TEXT["situation"][0]
    page.select_option("#speed", "40")
    page.click("#play")
    assert page.text_content("#play") == "Pause"
    page.wait_for_selector("#play:has-text('Play')")
    assert page.evaluate(WEEK) == "26"
    assert "Week 26: Slow " in (page.text_content("#now") or "")
    page.click("#earlier")
    assert page.evaluate(WEEK) == "25"
    page.fill("#week", "10")
    assert page.evaluate(WEEK) == "10"


def test_everything_is_reached_with_the_keyboard(visit: Visit) -> None:
    page, reached = visit.page, []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName.toLowerCase()"))
    assert [one for one in reached if one != "body"][:8] == [
        "language",
        "play",
        "earlier",
        "later",
        "week",
        "speed",
        "rings",
        "summary",
    ]
    page.focus("#week")
    page.keyboard.press("End")
    assert page.evaluate(WEEK) == "26"
    page.focus("#play")
    page.keyboard.press("Space")
    assert page.text_content("#play") == "Pause"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_fits_and_keeps_the_rules_for_accessible_pages(
    browser: Browser, built: Path, language: str, width: int
) -> None:
    visit = opened(browser, built, width)
    page = visit.page
    page.select_option("#language", language)
    page.fill("#week", "20")
    page.click("summary")
    page.wait_for_selector("#table tbody tr")
    scrolled, inner = page.evaluate(OUTSIDE)
    assert scrolled <= inner
    assert page.evaluate("document.documentElement.lang") == language
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    visit.close()


def test_the_texts_say_what_the_pictures_show(visit: Visit) -> None:
    page = visit.page
    page.fill("#week", "20")
    label = page.get_attribute("#people-1", "aria-label") or ""
    counts = [int(part.split()[-1]) for part in label.partition("Week 20: ")[2].split(", ")]
    stages = page.evaluate("Array.from({length: 60}, (_, i) => futures[1].stage(i))")
    assert counts == [stages.count(stage) for stage in range(5)]
    page.click("summary")
    page.wait_for_selector("#table tbody tr")
    told = page.locator("#table tbody tr").all_inner_texts()
    assert [row.split()[0] for row in told] == ["13", "26"] * len(SETTING["series"])
    of = scenario(*SETTING["futures"][1])
    adopted = adopted_weekly(of)[25]
    assert told[1].split("\t")[2] == f"{round(100 * adopted)} %"
    assert page.evaluate(WEEK) == "20"
