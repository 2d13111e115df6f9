"""What a study is asked to answer beside its verdict: read, refused before it runs, found, and not found twice."""

import pytest

from experiments.configuration.questions import Answers, checked_answers
from sim.errors import ScenarioError
from tests.experiments.shell import Shell

PLANS = ("run", "-m", "intervention=[okr]", "rollout.speed=0.1,1")
SMALL = (
    *("organization.headcount=60", "organization.departments=3", "project.size=3", "horizon.weeks=60"),
    *("study.replicates=3", "study.name=x", "study.pictures=false"),
)
ASKED = "study.answers='departments; flips adoption.relapse'"


def test_answers_are_read() -> None:
    assert checked_answers("") == Answers()
    assert checked_answers(" departments ;; flips relapse people.trust;") == Answers(True, ("relapse", "people.trust"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("departmets", "study.answers: there is no answer 'departmets'; did you mean 'departments'?"),
        ("money", "study.answers: there is no answer 'money'; valid: departments, flips"),
        ("departments flips", "departments takes no words; put ; before 'flips'"),
        ("flips", "flips needs words that name assumptions, such as flips miscommunication"),
        ("flips nothing.like.it", "study.answers: no assumption has 'nothing.like.it' in its name"),
    ],
)
def test_what_cannot_be_answered_is_refused(text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        checked_answers(text)
    assert said in str(refused.value)


@pytest.mark.long
def test_answers_are_found_with_the_study_and_only_once(shell: Shell) -> None:
    first = shell(*PLANS, *SMALL, ASKED)
    assert first.code == 0, first.err
    kept = [shell.folder / "results" / "x" / name for name in ("departments.json", "flips.json")]
    before = [path.stat().st_mtime_ns for path in kept]
    again = shell(*PLANS, *SMALL, ASKED)
    assert first.err.count("the answer is in the report") == 2
    assert "in the report" not in again.err
    assert [path.stat().st_mtime_ns for path in kept] == before
    page = shell("report", "results/x")
    text = (shell.folder / "results" / "x" / "report.html").read_text(encoding="utf-8")
    assert page.code == 0
    assert "orgchange departments" not in text.partition("<h2")[0]
    assert "orgchange flips" not in text.partition("<h2")[0]


@pytest.mark.long
def test_a_study_stands_where_there_is_no_such_answer(shell: Shell) -> None:
    nothing = tuple(word for word in PLANS if not word.startswith("intervention"))
    said = shell(*nothing, *SMALL, "study.answers=departments")
    assert said.code == 0
    assert "study.answers: no answer about departments: rollout.speed=0.1 has no baseline" in said.err
