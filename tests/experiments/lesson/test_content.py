"""A lesson is read whole, in every language, or refused with one line that says what would be right."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from experiments.configuration.options import option_names
from experiments.lesson.checking import _missing, _typed
from experiments.lesson.content import lesson_names, read_lesson
from sim.errors import ScenarioError
from tests.experiments.lesson.small import SETTING, TEXT, written

TOGETHER = ("title", "situation", "futures", "series", "debrief")
BET = {"measure": "adopted", "answer": "first"}


@pytest.mark.parametrize("name", lesson_names())
def test_a_shipped_lesson_says_the_same_in_english_and_dutch(name: str) -> None:
    texts = read_lesson(name).texts
    assert set(texts) >= {"en", "nl"}
    for key in TOGETHER:
        said = [getattr(text, key) for text in texts.values()]
        assert len({len(one) for one in said if not isinstance(one, str)}) <= 1, key
        assert all(said)


@pytest.mark.parametrize("name", lesson_names())
def test_a_shipped_lesson_is_whole_in_every_language(name: str) -> None:
    assert list(_missing(read_lesson(name))) == []


@pytest.mark.parametrize("case", option_names()["case"])
def test_every_case_has_its_lesson(case: str) -> None:
    found = read_lesson(case)
    assert found.setting.case == case
    assert any(f"case={case}" in words for future in found.setting.futures for words in future)


@pytest.mark.parametrize("name", lesson_names())
def test_no_number_of_the_model_is_typed_into_a_shipped_lesson(name: str) -> None:
    assert list(_typed(read_lesson(name))) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"practice": "okrs"}, "there is no practice 'okrs'; did you mean 'okr'?"),
        ({"practice": "microprojects"}, "there is no practice 'microprojects'"),
        ({"practice": 3}, "lesson.yaml: Expected `str`, got `int`"),
        ({"series": ["adoptd"]}, "there is no weekly series 'adoptd'; did you mean 'adopted'?"),
        ({"series": []}, "needs two futures and at least one weekly series"),
        ({"bets": {"x": {**BET, "measure": "adoptd"}}}, "no metric 'adoptd'; did you mean 'adopted'?"),
        ({"bets": {"x": {**BET, "week": 3, "measure": "failed"}}}, "no weekly series 'failed'"),
        ({"bets": {"x": {**BET, "answer": "third"}}}, "Invalid enum value 'third'"),
        ({"bets": {"people": BET}}, "'people' names two numbers of the texts"),
        ({"bets": {"calm": BET}}, "'calm' names two numbers of the texts"),
        ({"stops": [{"week": 8, "levers": ["coach"]}]}, "no lever 'coach'; did you mean 'coaches'?"),
        ({"stops": [{"week": week, "levers": ["pace"]} for week in (9, 9)]}, "stops must come one after the other"),
        ({"stops": [{"week": 0, "levers": ["pace"]}]}, "Expected `int` >= 1"),
        ({"levers": {"pace": {"parameter": "rollout.speed", "values": []}}}, "Expected `array` of length >= 1"),
        ({"worlds": 5}, "Expected `int` >= 10"),
        ({"practice": "x", "series": ["y"]}, "there is no practice 'x'; valid: "),
        ({"practice": "x", "series": ["y"]}, "; there is no weekly series 'y'"),
        ({"futures": SETTING["futures"][:1]}, "needs two futures"),
        ({"futures": [*SETTING["futures"], []]}, "needs two futures"),
        ({"futures": "okr"}, "Expected `array`, got `str`"),
        ({"futures": [["a"], [1]]}, "Expected `str`, got `int`"),
        ({"replicate": -1}, "Expected `int` >= 0 - at `$.replicate`"),
        ({"replicate": 1 << 32}, "Expected `int` <= 4294967295"),
        ({"replicate": 1.5}, "Expected `int`, got `float`"),
        ({"future": []}, "unknown field `future`"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(tmp_path: Path, change: Mapping[str, Any], sentence: str) -> None:
    _refused(written(tmp_path / "mine", {**SETTING, **change}), sentence)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"en": {**TEXT, "futures": ["Slow"]}}, "mine/en.yaml: both futures need a name"),
        ({"en": {**TEXT, "series": {"adopted": "Adopted"}}}, "series must name adopted, service_saved"),
        ({"en": {**TEXT, "bets": {}}}, "bets must name known, range, as lesson.yaml does"),
        ({"en": {**TEXT, "stops": ["Now?"]}}, "stops must say something of each of the 2 stops"),
        ({"en": {**TEXT, "why": {"calm": "x"}}}, "why must name coaches, calm"),
        ({"en": {**TEXT, "titel": "x"}}, "unknown field `titel`"),
        ({"en": {key: TEXT[key] for key in TOGETHER[1:]}}, "missing required field `title`"),
        ({"en": TEXT, "de": TEXT}, "no language of lessons: de; languages: en, nl"),
        ({"en": [TEXT]}, "Expected `object`, got `array`"),
        ({"en": None}, "Expected `object`, got `null`"),
    ],
)
def test_a_text_that_cannot_be_is_refused(tmp_path: Path, texts: Mapping[str, Any], sentence: str) -> None:
    _refused(written(tmp_path / "mine", **texts), sentence)


def test_a_lesson_without_texts_is_refused(tmp_path: Path) -> None:
    (written(tmp_path / "mine") / "en.yaml").unlink()
    _refused(tmp_path / "mine", "says nothing in any language; languages: en, nl")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00x", b"a: [1", b"\0", b"- 1", b"practice: *nowhere", b"\t: x"])
@pytest.mark.parametrize("file", ["lesson.yaml", "en.yaml"])
def test_what_is_no_text_is_refused(tmp_path: Path, file: str, content: bytes) -> None:
    (written(tmp_path / "mine") / file).write_bytes(content)
    _refused(tmp_path / "mine", f"{file}: ")


@pytest.mark.parametrize("name", ["wave", "WAVES", "", ".", "../waves", "waves/", "/nowhere", "x" * 300, "a\nb"])
def test_a_lesson_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    _refused(name, "one of your own is a folder with a lesson.yaml")


def _refused(name: str | Path, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_lesson(str(name))
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
