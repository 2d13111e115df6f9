"""A lesson is fit to be told only where the model of today says what it tells, in numbers that are computed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from experiments.lesson.checking import A_PERSON, _too_large, checked
from experiments.lesson.content import lesson_names, read_lesson
from experiments.lesson.findings import answer_of
from tests.experiments.conftest import shell
from tests.experiments.lesson.small import SETTING, TEXT, written
from tests.experiments.shell import Shell

__all__ = ["shell"]


def problems(folder: Path, setting: Mapping[str, Any] = SETTING, text: Mapping[str, Any] = TEXT) -> list[str]:
    return checked(read_lesson(str(written(folder, setting, en=text, nl=text)))).problems


def with_bet(**changes: object) -> Mapping[str, Any]:
    return {**SETTING, "bets": {**SETTING["bets"], "known": {**SETTING["bets"]["known"], **changes}}}


@pytest.mark.long
def test_a_lesson_that_is_fit_has_no_problems(tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine", en=TEXT, nl=TEXT)
    said = shell("lesson", "check", "mine")
    assert (said.code, said.err) == (0, "")
    assert "Fit to be told." in said.out
    assert "known" in said.out


@pytest.mark.long
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer": "first"}, "the bet 'known' says 'first', and the model says 'second': -0."),
        ({"answer": ""}, "the bet 'known' names no answer; the model says 'second'"),
        ({"measure": "rework_share", "week": None, "least": 0.0}, "the bet 'known' is undecided: -0.00"),
    ],
)
def test_a_bet_that_the_model_does_not_settle_so_is_found(
    tmp_path: Path, changes: Mapping[str, Any], sentence: str
) -> None:
    found = problems(tmp_path / "mine", with_bet(**changes))
    assert len(found) == 1
    assert found[0].startswith(sentence)


@pytest.mark.long
def test_what_is_wrong_is_printed(tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine", with_bet(answer="first"))
    said = shell("lesson", "check", "mine")
    assert (said.code, said.err) == (1, "")
    assert "Problem: the bet 'known' says 'first', and the model says 'second': -0." in said.out
    assert "Problem: there is no nl.yaml" in said.out
    assert "2 to mend." in said.out


@pytest.mark.long
def test_a_claim_that_the_model_does_not_make_is_found(tmp_path: Path) -> None:
    claim = {**SETTING["claims"]["calm"], "answer": "second"}
    found = problems(tmp_path / "mine", {**SETTING, "claims": {"calm": claim}})
    assert [one.partition(":")[0] for one in found] == ["the claim 'calm' says 'second', and the model says 'first'"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"situation": ["It has 60 people."]}, "types a number instead of naming one such as {{people}}: 'It has 60"),
        ({"debrief": [" "]}, "says nothing under debrief[0]"),
        ({"guide": None}, "says nothing to the facilitator"),
        ({"bets": {**TEXT["bets"], "known": {"question": "Where?"}}}, "says nothing under bets.known.turn"),
    ],
)
def test_a_text_that_is_missing_or_typed_is_found(tmp_path: Path, change: Mapping[str, Any], sentence: str) -> None:
    found = problems(tmp_path / "mine", text={**TEXT, **change})
    assert len(found) == len(["en", "nl"])
    assert all(sentence in one for one in found)


@pytest.mark.long
def test_a_language_that_is_missing_is_found(tmp_path: Path) -> None:
    assert checked(read_lesson(str(written(tmp_path / "mine")))).problems == ["there is no nl.yaml"]


def test_a_page_that_is_too_large_is_found() -> None:
    assert list(_too_large(1000 * A_PERSON, 1000 * A_PERSON)) == []
    assert list(_too_large(76_000, 75_000)) == ["the page has 76 kB compressed, more than the 75 kB for so many people"]


@pytest.mark.parametrize(
    ("bounds", "answer"),
    [
        ((0.03, 0.05), "first"),
        ((0.01, 0.05), "undecided"),
        ((-0.05, -0.03), "second"),
        ((-0.05, -0.02), "undecided"),
        ((-0.02, 0.02), "same"),
        ((-0.03, 0.01), "undecided"),
    ],
)
def test_an_interval_says_what_is_worth_the_name(bounds: tuple[float, float], answer: str) -> None:
    assert answer_of(*bounds, 0.02) == answer


@pytest.mark.long
@pytest.mark.parametrize("name", lesson_names())
def test_the_model_of_today_says_what_a_shipped_lesson_tells(name: str) -> None:
    assert checked(read_lesson(name)).problems == []
