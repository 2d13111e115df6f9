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
from experiments.lesson.futures import futures_of
from experiments.lesson.page import page, told
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


@pytest.mark.long
def test_the_shipped_lesson_keeps_its_budget_and_asks_for_nothing(tmp_path: Path) -> None:
    text = lesson("waves", tmp_path / "waves.html").read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), 9)) < LARGEST
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) == []
    assert "default-src 'none'" in text
    assert embedded(text, "data")["people"] == 1200


@pytest.mark.long
def test_a_lesson_is_the_same_file_every_time(tmp_path: Path) -> None:
    mine = read_lesson(str(written(tmp_path / "mine")))
    assert page(mine) == page(mine)


@pytest.mark.long
def test_both_engines_and_all_texts_are_in_it(tmp_path: Path) -> None:
    text = page(read_lesson(str(written(tmp_path / "mine"))))
    data = embedded(text, "data")
    assert {name: gzip.decompress(b64decode(packed)) for name, packed in data["engines"].items()} == {
        "simd": engine("simd"),
        "scalar": engine("scalar"),
    }
    told = embedded(text, "texts")["en"]["lesson"]
    assert {key: told[key] for key in ("title", "situation", "futures", "levers")} == {
        key: TEXT[key] for key in ("title", "situation", "futures")
    } | {"levers": {"coaches": TEXT["levers"]["coaches"], "pace": {"name": "Pace", "unit": ""}}}
    assert text.count("</script>") == 4


def test_numbers_are_computed_into_the_texts(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", en=TEXT, nl=TEXT)
    found = told(read_lesson(str(mine)))
    gap = 100 * abs(found.findings["known"].difference.mean)
    assert found.texts["en"].bets["known"].turn == f"By {gap:.1f} points of 60."
    assert found.texts["nl"].bets["known"].turn == f"By {gap:.1f} punten of 60.".replace(".", ",", 1)
    trust = found.findings["range"]
    assert found.texts["en"].bets["range"].turn == f"It is {100 * trust.first:.0f}\u00a0%."
    assert trust.low < trust.first < trust.high
    calm = 100 * abs(found.findings["calm"].difference.mean)  # a ratio is told in percent, too
    assert (guide := found.texts["en"].guide)
    assert guide.misconceptions == (f"Some; {calm:.1f} points.",)


@pytest.mark.parametrize("hole", ["known", "known.x", "people.first", "nobody", "known.first.x"])
def test_a_number_that_there_is_not_is_refused(tmp_path: Path, hole: str) -> None:
    mine = written(tmp_path / "mine", en={**TEXT, "title": f"{{{{{hole}}}}}"})
    with pytest.raises(ScenarioError, match=rf"mine/en\.yaml: there is no number '{hole}'; valid are such as known"):
        told(read_lesson(str(mine)))


@pytest.mark.long
def test_two_lucks_are_two_pages(tmp_path: Path) -> None:
    one, other = (written(tmp_path / str(k), {**SETTING, "replicate": k}) for k in (1, 2))
    assert data_of(one)["content"] != data_of(other)["content"]


def data_of(folder: Path) -> Any:  # noqa: ANN401 - whatever JSON can say
    mine = read_lesson(str(folder))
    return payload(mine.setting, futures_of(mine))


@pytest.mark.long
def test_every_decision_is_in_it(tmp_path: Path) -> None:
    data = data_of(written(tmp_path / "mine"))
    begins, size = data["decisions"]
    planned = json.loads(gzip.decompress(b64decode(data["content"]))[begins : begins + size])
    first = {f"{side}{sign}" for side in "ab" for sign in "0123"}
    assert set(planned["taken"]) >= {"a0", "a1", "a-0", "b-1", "a11"}
    assert len(planned["taken"]) > 2 * 4
    assert {code[:2] for code in planned["taken"]} <= first | {"a-", "b-"}
    assert [week for week, _ in planned["what_ifs"]["a"]] == [0, 13]
    assert set(planned["what_ifs"]["b"][1][1]) == {"coaches", "calm"}


@pytest.mark.parametrize(
    ("parameter", "sentence"),
    [
        (
            "rollout.coach",
            "lesson.yaml: rollout.coach=1, rollout.speed=0.5 in week 8: unknown parameter 'rollout.coach'",
        ),
        (
            "project.size",
            "lesson.yaml: project.size=1, rollout.speed=0.5 in week 8: project.size is decided before the first week",
        ),
        ("rollout.gate", None),
    ],
)
def test_what_cannot_be_decided_in_a_run_is_refused(tmp_path: Path, parameter: str, sentence: str | None) -> None:
    levers = {**SETTING["levers"], "coaches": {"parameter": parameter, "values": [1]}}
    mine = written(tmp_path / "mine", {**SETTING, "levers": levers})
    if sentence is None:
        assert data_of(mine)
        return
    with pytest.raises(ScenarioError, match=re.escape(sentence)):
        data_of(mine)


def test_too_many_ways_are_refused(tmp_path: Path) -> None:
    levers = {name: {"parameter": "rollout.coaches", "values": list(range(6))} for name in ("coaches", "pace", "x")}
    stops = [{"week": 4, "levers": ["coaches", "pace", "x"]}]
    with pytest.raises(ScenarioError, match=r"the stop in week 4 offers 216 choices, which makes 217 ways"):
        data_of(written(tmp_path / "mine", {**SETTING, "levers": levers, "stops": stops}, en=lever_text("x")))


def lever_text(name: str) -> dict[str, Any]:
    return {**TEXT, "levers": {**TEXT["levers"], name: {"name": name}}, "stops": ["Now?"]}


def test_a_stop_or_a_bet_after_the_end_is_refused(tmp_path: Path) -> None:
    late = {**SETTING["bets"]["known"], "week": 27}
    stops = [SETTING["stops"][0], {"week": 26, "levers": ["pace"]}]
    mine = written(tmp_path / "mine", {**SETTING, "stops": stops, "bets": {**SETTING["bets"], "known": late}})
    with pytest.raises(ScenarioError, match=r"have 26 weeks, too few for a stop in week 26, bet 'known' on week 27"):
        page(read_lesson(str(mine)))


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


@pytest.mark.long
def test_a_lesson_of_ones_own_is_built_where_it_is_asked_for(tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine")
    assert shell("lesson", "build", "mine").out.startswith("Lesson: mine.html (")
    assert shell("lesson", "build", "mine/", "--out", "other.html").code == 0
    assert (tmp_path / "other.html").read_bytes() == (tmp_path / "mine.html").read_bytes()


def test_the_lessons_are_listed(shell: Shell) -> None:
    assert re.search(r"^waves +Everybody at once, or in waves\? +en, nl$", shell("lesson", "list").out, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "lesson what? one of: list, build, check, guide, serve, replay"),
        (["biuld", "waves"], "'biuld' is unknown; did you mean 'build'?"),
        (["waves"], "'waves' is unknown; one of: list, build"),
        (["build"], "build which lesson? Name one"),
        (["build", "waves", "waves"], "build which lesson? Name one"),
        (["list", "waves"], "list takes nothing more"),
        (["list", "--out", "x"], "list takes no --out"),
        (["build", "waves", "--port", "1"], "build takes no --port"),
        (["check", "waves", "--language", "nl"], "check takes no --language"),
        (["serve", "waves", "--port", "x"], "--port must be a whole number from 0 to 65535"),
        (["check"], "check which lesson? Name one"),
        (["guide", "waves", "--language", "de"], "waves has no language 'de'; it has: en, nl"),
        (["replay"], "replay which code?"),
        (["replay", "waves"], "'waves' is no code of a lesson, which looks like waves.0."),
        (["replay", "waves.1.a+b.00"], "is not one of the lesson waves"),
        (["replay", "waves.0.b+a.00"], "is not one of the lesson waves"),
        (["replay", "waves.0.a99+b.00"], "offers no choice '9' in week 26"),
        (["replay", "waves.0.a000+b.00"], "has 2 stops, not 3"),
        (["replay", "nowhere.0.a+b.00"], "there is no lesson 'nowhere'"),
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
