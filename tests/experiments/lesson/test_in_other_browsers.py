"""A lesson in the other browsers of this machine: from a file, without a network, and with the bits of this machine."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.api.lessons import lesson
from experiments.lesson.content import Lesson, read_lesson
from experiments.lesson.futures import Futures, futures_of
from experiments.lesson.page import stamp_of
from portable.image import laid_out
from sim.engine import simulate
from sim.model import OrganizationModel
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.scenario import Scenario
from tests.browsers.installed import OTHERS
from tests.browsers.window import Window, requests_of, wait_until
from tests.experiments.lesson.small import SETTING, written
from tests.experiments.lesson.visiting import MEMORY, differences, live_with_decisions

pytestmark = pytest.mark.long

READY = "document.body?.dataset.ready"


@pytest.fixture(scope="module", params=OTHERS)
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with request.param(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("lessons") / "mine")


@pytest.fixture(scope="module")
def built(folder: Path) -> Path:
    return lesson(folder, folder.parent / "mine.html")


@pytest.fixture(scope="module")
def mine(folder: Path) -> Lesson:
    return read_lesson(str(folder))


@pytest.fixture(scope="module")
def futures(mine: Lesson) -> Futures:
    return futures_of(mine)


@pytest.fixture(scope="module")
def page(window: Window, mine: Lesson, built: Path) -> Window:
    """Return a window in which a lesson is open at two futures that were left at its stops."""
    window.open(f"{built.as_uri()}#mine.3.a20+b-1.{stamp_of(mine)}")
    wait_until(window, READY)
    return window


def memory_of(page: Window, code: str, week: int) -> NDArray[np.uint8]:
    text: str = page.evaluate(f"({MEMORY})(['{code}', {week}])")
    return np.frombuffer(b64decode(text), np.uint8)


def aware_in(scenario: Scenario, futures: Futures, world: int) -> float:
    """Return how many are aware after ten weeks, as this machine records it."""
    model = OrganizationModel(scenario, futures.organization, world)
    while model.week < 10:
        model.step()
    return float(model.record[9, SERIES_NAMES.index("aware")])


@pytest.mark.parametrize("future", [0, 1])
def test_the_bits_are_those_of_this_machine_in_any_week(page: Window, futures: Futures, future: int) -> None:
    image = laid_out(futures.plans[future], 3)
    for week in (26, 5, 24):
        model = futures.model(future)
        while model.week < week:
            model.step()
        assert differences(image, memory_of(page, "ab"[future], week), model) == [], week


def test_a_decision_has_the_bits_of_a_branch(page: Window, futures: Futures) -> None:
    model = live_with_decisions(futures.model(0))
    image = laid_out(futures.plans[0], 3)
    assert differences(image, memory_of(page, "a20", 26), model) == []
    assert differences(image, memory_of(page, "a2", 26), model) != []


def test_the_many_worlds_have_the_metrics_of_this_machine(page: Window, futures: Futures) -> None:
    page.evaluate("document.getElementById('live').click()")
    wait_until(page, "lesson.state.luck")
    worlds = range(SETTING["worlds"])
    one, other = ([aware_in(scenario, futures, world) for world in worlds] for scenario in futures.scenarios)
    expected = [first - second for first, second in zip(one, other, strict=True)]
    assert page.evaluate("lesson.state.luck.known.values") == expected
    trust = simulate(futures.scenarios[0], [futures.organization], worlds).metrics[:, METRIC_NAMES.index("trust")]
    assert page.evaluate("lesson.state.luck.range.values") == list(trust)
    assert requests_of(page) == []
