"""What a lesson of 1,200 people may take in a browser, on a desktop and with the processor slowed four times."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from experiments.api.lessons import lesson
from tests.experiments.lesson.visiting import open_step
from tests.experiments.report.browser import chromium, needs_chromium

ASKED_BY = "ORGCHANGE_BUDGETS"  # times on the clock tell something on a machine that does nothing else
pytestmark = [
    pytest.mark.long,
    needs_chromium,
    pytest.mark.skipif(not os.environ.get(ASKED_BY), reason=f"{ASKED_BY}=1 measures times, on a machine left alone"),
]

TRIES = 10  # the best of them counts: what else the machine does is no property of a page
READY = """new MutationObserver((_, all) => {
    if (document.body?.dataset.ready) { window.readyAt = performance.now(); all.disconnect(); }
}).observe(document, { subtree: true, attributes: true, childList: true })"""
FRAMES = """() => new Promise((resolve) => {
    const gaps = [];
    let last = 0;
    const tick = (now) => {
        if (last) gaps.push(now - last);
        last = now;
        if (gaps.length < 150) requestAnimationFrame(tick);
        else resolve(gaps.sort((one, other) => one - other)[Math.floor(gaps.length * 0.95)]);
    };
    document.getElementById("play").click();
    requestAnimationFrame(tick);
})"""
SCRUB = """() => {
    for (let week = 0; week <= lesson.data.weeks; week += 4) lesson.bring(week);
    const least = {};
    for (let turn = 0; turn < 6; turn++)
        for (const week of [10, 150, 3, 100, 77, 140, 25, 60]) {
            const begun = performance.now();
            lesson.bring(week);
            least[week] = Math.min(least[week] ?? Infinity, performance.now() - begun);
        }
    return Math.max(...Object.values(least)); // the slowest week, each as quick as it once was
}"""
WHY = """() => {
    lesson.bring(lesson.data.weeks);
    const begun = performance.now();
    lesson.ask("person", 0, 7);
    return performance.now() - begun;
}"""


class Budget(NamedTuple):
    """What may be taken, in milliseconds."""

    slowed: int
    width: int
    ready: float
    frame: float
    scrub: float
    why: float


DESKTOP = Budget(slowed=1, width=1280, ready=300, frame=17.5, scrub=16, why=500)
PHONE = Budget(slowed=4, width=390, ready=800, frame=50.5, scrub=64, why=2000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lesson("waves", tmp_path_factory.mktemp("lessons") / "waves.html")


def opened(browser: Browser, waves: Path, budget: Budget) -> Page:
    page = browser.new_context(viewport={"width": budget.width, "height": 900}).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": budget.slowed})
    page.add_init_script(READY)
    page.goto(waves.as_uri())
    page.wait_for_selector("body[data-ready=yes]")
    return page


def best(measure: Callable[[], float], enough: float) -> float:
    """Return the best of some tries, the first that is good enough."""
    found = float("inf")
    for _ in range(TRIES):
        found = min(found, measure())
        if found <= enough:
            break
    return found


@pytest.mark.parametrize("budget", [DESKTOP, PHONE])
def test_a_lesson_keeps_its_budgets(browser: Browser, waves: Path, budget: Budget) -> None:
    def ready() -> float:
        page = opened(browser, waves, budget)
        found: float = page.evaluate("window.readyAt")
        page.context.close()
        return found

    assert best(ready, budget.ready) <= budget.ready
    page = opened(browser, waves, budget)
    open_step(page, 3)

    def frame() -> float:
        page.evaluate("lesson.bring(30)")
        found: float = page.evaluate(FRAMES)
        return found

    assert best(frame, budget.frame) <= budget.frame
    assert best(lambda: float(page.evaluate(SCRUB)), budget.scrub) <= budget.scrub
    assert best(lambda: float(page.evaluate(WHY)), budget.why) <= budget.why
    page.context.close()
