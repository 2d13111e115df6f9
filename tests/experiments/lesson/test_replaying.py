"""A code is lived again in Python: with the decisions of the page, and with what they change."""

from pathlib import Path

import pytest

from experiments.lesson.content import read_lesson
from experiments.lesson.futures import futures_of
from experiments.lesson.page import stamp_of
from experiments.lesson.replaying import replayed
from tests.experiments.conftest import shell
from tests.experiments.lesson.small import written
from tests.experiments.shell import Shell

__all__ = ["shell"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return written(tmp_path / "mine")


def code(mine: Path, ways: str) -> str:
    return f"mine.3.{ways}.{stamp_of(read_lesson(str(mine)))}"


def test_a_code_without_decisions_is_the_two_futures(mine: Path) -> None:
    found = replayed(code(mine, "a+b"), str(mine))
    futures = futures_of(found.lesson)
    for place, lived in enumerate(found.lived):
        model = futures.model(place)
        model.run_model()
        assert lived.outcome == model.outcome()
        assert lived.decisions == []
    assert found.is_same
    assert found.lived[0].outcome != found.lived[1].outcome


def test_decisions_are_those_of_the_stops(mine: Path) -> None:
    found = replayed(code(mine, "a-1+b2"), str(mine))
    assert [list(one.decisions) for one in found.lived] == [
        [(16, {"rollout.coaches": 40})],
        [(8, {"rollout.coaches": 40, "rollout.speed": 0.5})],
    ]
    model = futures_of(found.lesson).model(0)
    while model.week < 16:
        model.step()
    model.set_levers(**{"rollout.coaches": 40})
    model.run_model()
    assert found.lived[0].outcome == model.outcome()


def test_a_lesson_that_has_changed_is_told(mine: Path, shell: Shell) -> None:
    said = shell("lesson", "replay", "mine.3.a+b.000000", "mine")
    assert said.code == 0
    assert said.out.startswith("The lesson or the model has changed since this code was made")


def test_what_was_decided_is_printed(mine: Path, shell: Shell) -> None:
    said = shell("lesson", "replay", f"#{code(mine, 'a1+b')}", "mine")
    assert (said.code, said.err) == (0, "")
    assert "  week 8: rollout.coaches=0, rollout.speed=1.0" in said.out
    assert "  orgchange run organization.headcount=60" in said.out
    assert "has changed" not in said.out
