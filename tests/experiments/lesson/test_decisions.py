"""Every decision of a lesson, written into a run that is laid out, has the bits of Python's own branch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from experiments.lesson.content import Lesson, lesson_names, read_lesson
from experiments.lesson.decisions import CHOICES, KEPT, decisions, what_ifs
from experiments.lesson.futures import NAMES, Futures, futures_of
from portable.build import SIMD
from portable.changes import Change
from portable.image import Image, laid_out
from sim.model import OrganizationModel
from tests.experiments.lesson.small import written
from tests.portable.agreement import unequal
from tests.portable.wasmtime_host import Host, compiled

FEW = 3

Step = tuple[int, dict[str, object], list[Change]]


def steps_of(lesson: Lesson, code: str, planned: dict[str, list[Change]]) -> list[Step]:
    """Return the decisions on the way to a code: the week, the levers, and what they change in memory."""
    found = []
    for place, (stop, sign) in enumerate(zip(lesson.setting.stops, code[1:], strict=False)):
        if sign != KEPT:
            levers = dict(list(lesson.setting.choices(stop))[CHOICES.index(sign)])
            found.append((stop.week, levers, planned[code[: place + 2]]))
    return found


def ends_alike(model: OrganizationModel, image: Image, decided: Sequence[Step]) -> list[str]:
    """Live a future with decisions on both engines; return what differs at the end."""
    host = Host(image, compiled(SIMD))
    host.begin()
    for week, levers, changes in [*decided, (model.plan.weeks, {}, [])]:
        while model.week < week:
            host.live(model.week)
            model.step()
        if levers:
            model.set_levers(**levers)
            host.write(changes)
    host.sum_up()
    world = [
        one for name, array in model.world._asdict().items() for one in unequal(name, array, host.read(f"world.{name}"))
    ]
    metrics = unequal("metrics", np.array(list(model.outcome().values())), host.read("run.metrics"))
    return world + metrics + unequal("series", model.record, host.read("run.series"))


def planned_of(lesson: Lesson) -> tuple[Futures, list[Image], dict[str, list[Change]]]:
    futures = futures_of(lesson)
    images = [laid_out(plan, lesson.setting.replicate) for plan in futures.plans]
    return futures, images, decisions(lesson.setting, futures, images)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    return read_lesson(str(written(tmp_path_factory.mktemp("lessons") / "mine")))


@pytest.mark.long
def test_every_way_through_a_lesson_has_the_same_bits(small: Lesson) -> None:
    futures, images, planned = planned_of(small)
    for code in planned:
        future = NAMES.index(code[0])
        assert ends_alike(futures.model(future), images[future], steps_of(small, code, planned)) == [], code


@pytest.mark.long
def test_what_else_could_have_been_has_the_same_bits(small: Lesson) -> None:
    futures, images, _ = planned_of(small)
    for week, each in what_ifs(small.setting.why, futures.model(1), images[1]):
        for name, changes in each.items():
            decided: list[Step] = [(week, dict(small.setting.why[name]), changes)]
            assert ends_alike(futures.model(1), images[1], decided) == [], (week, name)


def test_the_changes_of_another_decision_are_seen(small: Lesson) -> None:
    futures, images, planned = planned_of(small)
    (week, levers, _), *_ = steps_of(small, "a0", planned)
    assert ends_alike(futures.model(0), images[0], [(week, levers, planned["a3"])]) != []


@pytest.mark.long
@pytest.mark.parametrize("name", lesson_names())
def test_ways_through_a_shipped_lesson_have_the_same_bits(name: str) -> None:
    lesson = read_lesson(name)
    futures, images, planned = planned_of(lesson)
    drawn = np.random.default_rng(7).permutation(sorted(planned))[:FEW].tolist()
    for code in ["a", "b", *drawn]:
        future = NAMES.index(code[0])
        assert ends_alike(futures.model(future), images[future], steps_of(lesson, code, planned)) == [], code


@pytest.mark.long
def test_a_lesson_of_a_plan_with_departments_of_its_own_has_the_same_bits(tmp_path: Path) -> None:
    setting = {
        "practice": "okr",
        "series": ["adopted"],
        "futures": [["plan=training_then_okr", "horizon.weeks=60"], ["plan=six_large_big_bang", "horizon.weeks=60"]],
        "levers": {"coaches": {"parameter": "rollout.coaches", "values": [1, 30]}},
        "stops": [{"week": 30, "levers": ["coaches"]}],
    }
    text = {"title": "Plan", "situation": ["A plan."], "futures": ["One", "Other"], "series": {"adopted": "Adopted"}}
    levers = {"debrief": ["Why?"], "levers": {"coaches": {"name": "Coaches"}}, "stops": ["Now?"]}
    lesson = read_lesson(str(written(tmp_path / "mine", setting, en={**text, **levers})))
    futures, images, planned = planned_of(lesson)
    assert planned
    for code in planned:
        future = NAMES.index(code[0])
        assert ends_alike(futures.model(future), images[future], steps_of(lesson, code, planned)) == [], code
