"""A lesson opened in a real browser, and gone through as somebody would."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from portable.image import Image
from sim.model import OrganizationModel
from sim.state import World
from tests.experiments.report.browser import Visit
from tests.portable.agreement import unequal

STEPS = range(1, 7)
MEMORY = """([code, week]) => {
    const node = lesson.state.nodes.find((one) => one.code === code);
    node.future.bring(week);
    const signs = [];
    for (const byte of node.future.bytes) signs.push(String.fromCharCode(byte));
    return btoa(signs.join(''));
}"""
OUTSIDE = "() => [document.documentElement.scrollWidth, window.innerWidth]"


def opened(browser: Browser, built: Path, width: int = 1280) -> Visit:
    """Open a page and wait until the engine has come up."""
    visit = Visit(browser, built, width)
    visit.page.wait_for_selector("body[data-ready=yes]")
    return visit


def open_step(page: Page, step: int) -> None:
    """Open a step by its button; the bets are skipped where they still close it."""
    if step > 2 and not page.evaluate("lesson.state.locked"):
        page.click("#steps li:nth-child(2) button")
        page.click("#skip")
    page.click(f"#steps li:nth-child({step}) button")


def memory_of(page: Page, code: str, week: int) -> NDArray[np.uint8]:
    """Return the memory of a future before a week, as it lies in the page."""
    return np.frombuffer(b64decode(page.evaluate(MEMORY, [code, week])), np.uint8)


def differences(image: Image, memory: NDArray[np.uint8], model: OrganizationModel) -> list[str]:
    """Return what differs between a memory and a model that has lived as many weeks."""
    world: World = model.world
    found = unequal("series", model.record[: model.week], image.places["run.series"].read(memory)[: model.week])
    for name, array in world._asdict().items():
        found += unequal(name, array, image.places[f"world.{name}"].read(memory))
    return found


def live_with_decisions(model: OrganizationModel) -> OrganizationModel:
    """Let a model live to week 26 with the decisions of the node a20: more coaches and faster, then none."""
    for week, levers in ((8, {"rollout.coaches": 40, "rollout.speed": 0.5}), (16, {"rollout.coaches": 0}), (26, {})):
        while model.week < week:
            model.step()
        model.set_levers(**levers)
    return model


def live_the_worlds(page: Page) -> dict[str, Any]:
    """Live the many worlds; return what they gave, by bet."""
    open_step(page, 5)
    page.click("#live")
    page.wait_for_selector("#luck figure")
    found: dict[str, Any] = page.evaluate("lesson.state.luck")
    return found
