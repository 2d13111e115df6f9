"""The page of a lesson: one small file, the same for the same lesson, with two futures of the same people."""

import gzip
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from experiments.api.lessons import lesson
from experiments.lesson.content import read_lesson
from experiments.lesson.page import page
from experiments.lesson.payload import payload
from portable.build import engine
from sim.errors import ScenarioError
from tests.experiments.conftest import shell
from tests.experiments.lesson.small import FAST, SETTING, SMALL, TEXT, written
from tests.experiments.shell import Shell

__all__ = ["shell"]

LARGEST = 200_000  # bytes, compressed, of a lesson with 1,200 people


def embedded(text: str, name: str) -> Any:  # noqa: ANN401 - whatever JSON can say
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_shipped_lesson_keeps_its_budget_and_asks_for_nothing(tmp_path: Path) -> None:
    text = lesson("waves", tmp_path / "waves.html").read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), 9)) < LARGEST
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) == []
    assert "default-src 'none'" in text
    assert embedded(text, "data")["people"] == 1200


def test_a_lesson_is_the_same_file_every_time(tmp_path: Path) -> None:
    mine = read_lesson(str(written(tmp_path / "mine")))
    assert page(mine) == page(mine)


def test_both_engines_and_all_texts_are_in_it(tmp_path: Path) -> None:
    text = page(read_lesson(str(written(tmp_path / "mine"))))
    data = embedded(text, "data")
    assert {name: gzip.decompress(b64decode(packed)) for name, packed in data["engines"].items()} == {
        "simd": engine("simd"),
        "scalar": engine("scalar"),
    }
    assert embedded(text, "texts")["en"]["lesson"] == TEXT
    assert text.count("</script>") == 3


def test_two_lucks_are_two_pages(tmp_path: Path) -> None:
    one, other = (written(tmp_path / str(k), {**SETTING, "replicate": k}) for k in (1, 2))
    assert payload(read_lesson(str(one)))["futures"] != payload(read_lesson(str(other)))["futures"]


@pytest.mark.parametrize(
    "other", ["organization.headcount=61", "organization.silo_ratio=9", "horizon.weeks=30", "horizon.seed=5"]
)
def test_two_futures_of_other_people_are_refused(tmp_path: Path, other: str) -> None:
    mine = written(tmp_path / "mine", {**SETTING, "futures": [[*SMALL], [*SMALL[:2], SMALL[3], FAST, SMALL[2], other]]})
    with pytest.raises(ScenarioError, match="two futures of the lesson mine must have the same organization"):
        page(read_lesson(str(mine)))


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("rollout.sped=1", "rollout.sped"),
        ("rollout.speed=x", "rollout.speed"),
        ("case=amsterdm", "did you mean 'amsterdam'?"),
        ("rollout.speed", "rollout.speed"),
        ("", "futures[1]: cannot read"),
        ("rollout.speed=0.1,0.2", "mine/lesson.yaml: futures[1]: 'rollout.speed=0.1,0.2' has several values"),
        ("rollout.speed=range(1,3)", "has several values"),
        ("horizon.weeks=0", "horizon.weeks"),
        ("case.arm=waves", "there is no arm 'waves'"),
    ],
)
def test_what_cannot_be_composed_is_refused(tmp_path: Path, shell: Shell, override: str, sentence: str) -> None:
    written(tmp_path / "mine", {**SETTING, "futures": [[*SMALL], [*SMALL, override]]})
    said = shell("lesson", "build", "mine")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert sentence in said.err
    assert not (tmp_path / "mine.html").exists()


def test_a_lesson_of_ones_own_is_built_where_it_is_asked_for(tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine")
    assert shell("lesson", "build", "mine").out.startswith("Lesson: mine.html (")
    assert shell("lesson", "build", "mine/", "--out", "other.html").code == 0
    assert (tmp_path / "other.html").read_bytes() == (tmp_path / "mine.html").read_bytes()


def test_the_lessons_are_listed(shell: Shell) -> None:
    assert re.search(r"^waves +Everybody at once, or in waves\? \(en, nl\)$", shell("lesson", "list").out, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "lesson what? one of: list, build"),
        (["biuld", "waves"], "'biuld' is unknown; did you mean 'build'?"),
        (["waves"], "'waves' is unknown; one of: list, build"),
        (["build"], "build which lesson? Name one"),
        (["build", "waves", "waves"], "build which lesson? Name one"),
        (["list", "waves"], "list takes nothing more"),
        (["list", "--out", "x"], "list takes nothing more"),
        (["build", "wave"], "there is no lesson 'wave'; did you mean 'waves'?"),
        (["build", "waves", "--out", "."], "--out names a file"),
        (["build", "waves", "--out", ""], "--out names a file"),
        (["build", "waves", "--out", "missing/x.html"], "cannot write missing/x.html"),
        (["build", "waves", "--json"], "unknown flag '--json'"),
    ],
)
def test_what_cannot_be_meant_is_refused(shell: Shell, words: list[str], sentence: str) -> None:
    said = shell("lesson", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert sentence in said.err
