"""A lesson in a real browser: the same bits as here, no request, reached with a keyboard, and right on a phone."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from experiments.api.lessons import lesson
from experiments.lesson.content import read_lesson
from experiments.lesson.futures import Futures, futures_of
from experiments.lesson.page import stamp_of, told
from portable.image import laid_out
from sim.outcomes.dictionary import SERIES_NAMES
from tests.experiments.lesson.small import TEXT, written
from tests.experiments.lesson.visiting import (
    OUTSIDE,
    STEPS,
    differences,
    live_the_worlds,
    live_with_decisions,
    memory_of,
    open_step,
    opened,
)
from tests.experiments.report.browser import Visit, chromium, needs_chromium

pytestmark = [pytest.mark.long, needs_chromium]

WIDTHS = (360, 768, 1280)
DRAWN_FOR_ANOTHER_WIDTH = "(({ width, clientWidth }) => width !== clientWidth)(document.getElementById('people-0'))"
WEEK = "document.getElementById('week-shown').value"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dutch = {**TEXT, "title": "Langzaam of snel?"}
    return written(tmp_path_factory.mktemp("lessons") / "mine", en=TEXT, nl=dutch)


@pytest.fixture(scope="module")
def built(folder: Path) -> Path:
    return lesson(folder, folder.parent / "mine.html")


@pytest.fixture(scope="module")
def futures(folder: Path) -> Futures:
    return futures_of(read_lesson(str(folder)))


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    found = opened(browser, built)
    yield found
    assert found.requests == []
    assert found.complaints == []
    found.close()


@pytest.mark.parametrize("future", [0, 1])
def test_the_bits_are_those_of_this_machine_in_any_week(visit: Visit, futures: Futures, future: int) -> None:
    image = laid_out(futures.plans[future], 3)
    for week in (26, 0, 13, 5, 24, 25, 8):
        model = futures.model(future)
        while model.week < week:
            model.step()
        assert differences(image, memory_of(visit.page, "ab"[future], week), model) == [], week
    assert differences(image, memory_of(visit.page, "ba"[future], 26), model) != []


def test_a_decision_has_the_bits_of_a_branch(visit: Visit, futures: Futures) -> None:
    page = visit.page
    open_step(page, 3)
    for week, choice in ((8, ("1", "0")), (16, ("0",))):
        page.fill("#week", str(week))
        for place, value in enumerate(choice):
            page.locator("#stop-options fieldset").first.locator("select").nth(place).select_option(value)
        page.locator("#stop-options fieldset").first.get_by_role("button").click()
    assert page.evaluate("lesson.state.nodes.map((node) => node.code)") == ["a", "b", "a2", "a20"]
    model = live_with_decisions(futures.model(0))
    image = laid_out(futures.plans[0], 3)
    assert differences(image, memory_of(page, "a20", 26), model) == []
    assert differences(image, memory_of(page, "a2", 26), model) != []


def test_the_address_brings_back_what_was_decided(browser: Browser, built: Path, folder: Path) -> None:
    code = f"mine.3.a2+b-1.{stamp_of(read_lesson(str(folder)))}"
    visit = opened(browser, built)
    visit.page.evaluate("(code) => (location.hash = code)", code)
    visit.page.reload()
    visit.page.wait_for_selector("body[data-ready=yes]")
    assert visit.page.evaluate("lesson.state.shown.map((node) => node.code)") == ["a2", "b-1"]
    open_step(visit.page, 6)
    assert visit.page.text_content("#code") == code
    visit.page.evaluate("(code) => (location.hash = code)", code.replace("a2", "a9"))
    visit.page.reload()
    visit.page.wait_for_selector("body[data-ready=yes]")
    assert visit.page.evaluate("lesson.state.shown.map((node) => node.code)") == ["a", "b"]
    visit.close()


def test_the_many_worlds_are_those_of_this_machine(visit: Visit, folder: Path) -> None:
    findings = told(read_lesson(str(folder))).findings
    found = live_the_worlds(visit.page)
    apart = findings["known"].difference
    expected = [apart.mean, apart.low, apart.high]
    np.testing.assert_allclose([found["known"][key] for key in ("mean", "low", "high")], expected, rtol=1e-5)
    assert found["known"]["answer"] == findings["known"].answer == "second"
    trust = findings["range"]
    np.testing.assert_allclose(
        [found["range"][key] for key in ("mean", "low", "high")], [trust.first, trust.low, trust.high]
    )


def test_bets_come_first_and_are_settled_by_the_many_worlds(visit: Visit) -> None:
    page = visit.page
    assert page.locator("#steps button:disabled").count() == len(STEPS) - 2
    page.keyboard.press("3")
    assert page.is_visible("#step-1")
    page.click("#on")
    assert page.is_disabled("#lock")
    page.check("input[value=second]")
    page.click("#lock")
    assert page.is_visible("#step-3")
    live_the_worlds(page)
    verdict = page.inner_text("#luck figure:first-child .verdict")
    more = "more in B\u00a0· Fast"
    assert f"So: {more}. The bet ({more}, 70\u00a0% sure) was right; Brier score 0.09" in verdict
    assert "of the 12 worlds" in page.inner_text("#luck figure:last-child .verdict")
    page.click("#steps li:nth-child(2) button")
    assert page.is_disabled("input[value=second]")


def test_a_class_shows_hands(visit: Visit) -> None:
    page = visit.page
    page.click("#class")
    page.click("#on")
    hands = page.locator("#bets input[type=number]")
    hands.nth(0).fill("7")
    hands.nth(2).fill("12")
    page.click("#lock")
    live_the_worlds(page)
    assert "12 of 19 hands were right." in page.inner_text("#luck figure:first-child .verdict")
    open_step(page, 6)
    told = "more in A\u00a0· Slow: 7; no difference worth the name: 0; more in B\u00a0· Fast: 12"
    assert told in page.inner_text("#bets-made")


def test_somebody_is_lived_again(visit: Visit, futures: Futures) -> None:
    page = visit.page
    open_step(page, 3)
    page.fill("#week", "26")
    open_step(page, 4)
    page.fill("#why-number", "7")
    page.click("#why-ask")
    stages = page.evaluate("lesson.state.shown[0].future.reads.stage(6)")
    words = page.evaluate("JSON.parse(document.getElementById('texts').textContent).en.words.page.stages")
    assert f"As it was: {words[stages]}" in page.inner_text("#why-answer caption")
    model = futures.model(0).branch(**{"rollout.coaches": 60})
    model.run_model()
    became = page.locator("#why-answer tbody tr").first.locator("td").nth(1).inner_text()
    assert became.removeprefix("✓ ") == words[int(model.world.ladders["stage"][page.evaluate("lesson.data.row"), 6])]
    for kind in ("team", "project"):
        page.select_option("#why-kind", kind)
        page.click("#why-pick")
        assert page.inner_text("#why-answer").startswith(kind.capitalize())


def test_whoever_is_clicked_is_asked_about(visit: Visit) -> None:
    page = visit.page
    open_step(page, 3)
    page.fill("#week", "20")
    page.click("#people-1", position={"x": 4, "y": 4})
    assert page.is_visible("#step-4")
    assert page.input_value("#why-number") == "1"
    assert page.input_value("#why-side") == "1"
    assert page.inner_text("#why-answer p >> nth=0").startswith("Person 1, department 1, team 1: ")


def test_a_run_plays_to_its_stop_and_can_be_gone_through(visit: Visit) -> None:
    page = visit.page
    assert page.text_content("#situation p") == TEXT["situation"][0]
    open_step(page, 3)
    page.select_option("#speed", "40")
    page.click("#play")
    page.wait_for_selector("#stop:not([hidden])")
    assert page.evaluate(WEEK) == "8"
    assert page.text_content("#stop-text") == "Now?"
    assert "person-weeks" in page.inner_text("#stop-options fieldset p >> nth=0")
    lever = page.locator("#stop-options select")
    assert lever.nth(0).locator("option").all_inner_texts() == ["0 for a thousand", "40 for a thousand"]
    assert lever.nth(1).locator("option").all_inner_texts() == ["50\u00a0%", "100\u00a0%"]
    page.click("#play")
    page.wait_for_selector("#stop-text:text('And now?')")
    page.click("#play")
    page.wait_for_selector("#play:has-text('Play')")
    assert page.evaluate(WEEK) == "26"
    assert "Week 26. Adopted: A " in (page.text_content("#now") or "")
    page.click("#earlier")
    assert page.evaluate(WEEK) == "25"
    page.fill("#week", "10")
    assert page.evaluate(WEEK) == "10"


def test_what_somebody_is_about_to_choose_outlives_a_window_of_another_size(visit: Visit) -> None:
    page = visit.page
    open_step(page, 3)
    page.fill("#week", "8")
    lever = page.locator("#stop-options select").first
    lever.select_option("1")
    for width, height in ((1280, 500), (500, 500)):
        page.set_viewport_size({"width": width, "height": height})
        while page.evaluate(DRAWN_FOR_ANOTHER_WIDTH):
            page.wait_for_timeout(20)
        assert lever.input_value() == "1"


def test_everything_is_reached_with_the_keyboard(visit: Visit) -> None:
    page, reached = visit.page, []
    open_step(page, 3)
    page.evaluate("document.activeElement.blur()")
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName.toLowerCase()"))
    wanted = ["play", "earlier", "later", "week", "speed", "to-stop", "colour", "rings"]
    first = reached.index("play")
    assert reached[first : first + len(wanted)] == wanted
    page.focus("#week")
    page.keyboard.press("End")
    assert page.evaluate(WEEK) == "26"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(WEEK) == "25"
    page.keyboard.press("Space")
    page.keyboard.press("6")
    assert page.is_visible("#step-6")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_fits_and_keeps_the_rules_for_accessible_pages(
    browser: Browser, built: Path, language: str, width: int
) -> None:
    visit = opened(browser, built, width)
    page = visit.page
    page.select_option("#language", language)
    for step in STEPS:
        open_step(page, step)
        if step == 3:
            page.fill("#week", "8")
            page.click("summary")
        if step == 4:
            page.click("#why-pick")
        if step == 5:
            live_the_worlds(page)
        scrolled, inner = page.evaluate(OUTSIDE)
        assert scrolled <= inner, step
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.lang") == language
    page.click("#class")
    page.click("#projector")
    open_step(page, 2)
    assert Axe().run(page).violations_count == 0
    assert (visit.requests, visit.complaints) == ([], [])
    visit.close()


def test_the_debrief_is_printed_whatever_is_open(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    open_step(page, 3)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#code")
    assert not page.is_visible("#steps")
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    assert (tmp_path / "sheet.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_the_texts_say_what_the_pictures_show(visit: Visit, futures: Futures) -> None:
    page = visit.page
    open_step(page, 3)
    page.fill("#week", "20")
    label = page.get_attribute("#people-1", "aria-label") or ""
    counts = [int(part.split()[-1]) for part in label.partition("Week 20: ")[2].split(", ")]
    stages = page.evaluate("Array.from({length: 60}, (_, i) => lesson.state.shown[1].future.reads.stage(i))")
    assert counts == [stages.count(stage) for stage in range(5)]
    page.click("summary")
    page.wait_for_selector("#table tbody tr")
    rows = page.locator("#table tbody tr").all_inner_texts()
    assert [row.split()[0] for row in rows] == ["13", "26"] * 2
    model = futures.model(1)
    model.run_model()
    assert rows[1].split("\t")[2] == f"{round(100 * model.record[25][SERIES_NAMES.index('adopted')])}\u00a0%"
    assert page.evaluate(WEEK) == "20"
