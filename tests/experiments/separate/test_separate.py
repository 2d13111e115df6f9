"""``orgchange separate``: parts of plans, their mixtures, what each carries, told and kept."""

import json
from pathlib import Path

import pytest

from experiments.separate.parts import mixed, part_of, parts_of
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell, study_in

__all__ = ["shell"]

PLANS = ("plan=training_then_okr,six_large_big_bang", "study.replicates=3", "study.name=x", "study.metric=people_index")


def test_a_measure_and_its_own_rollout_are_one_part() -> None:
    names = ("intervention.okr.strength", "rollouts.okr.speed", "rollout.speed", "project.size")
    assert [part_of(name) for name in names] == ["okr", "okr", "rollout", "project"]


def test_only_what_differs_is_a_part() -> None:
    one = {"project.size": 10, "intervention.okr.strength": 1.0, "rollout.speed": 1.0}
    assert parts_of(one, {"rollout.speed": 1.0, "project.size": 20}) == {
        "project": ["project.size"],
        "okr": ["intervention.okr.strength"],
    }


def test_a_mixture_has_each_part_from_where_it_is_taken() -> None:
    one, other = {"project.size": 10.0, "rollout.speed": 1.0}, {"rollout.speed": 0.5, "adoption.retry": 0.2}
    parts = parts_of(one, other)
    assert mixed(one, other, parts, {"project"}).changes == {**other, "project.size": 10.0}
    assert mixed(one, other, parts, set(parts)).changes == one
    assert mixed(one, other, parts, set()).changes == other


@pytest.mark.long
def test_parts_add_up_to_the_difference_that_the_study_found_and_are_told(shell: Shell) -> None:
    assert "What separates them: orgchange separate results/x" in shell.run("-m", *PLANS).out
    said = shell("separate", "results/x", "--json")
    assert said.code == 0, said.err
    (pair,) = json.loads(said.out)["pairs"]
    kept = json.loads((shell.folder / "results" / "x" / "separation.json").read_text())
    assert kept["pairs"] == [pair]
    assert {part["part"] for part in pair["parts"]} == {"project", "rollout", "okr", "training"}
    assert pair["runs"] == 2**4 * 3
    total = sum(part["carries"]["mean"] for part in pair["parts"])
    assert total == pytest.approx(pair["difference"]["mean"])
    runs = {(row["plan"], row["replicate"]): row["people_index"] for row in shell.runs() if row["plan"]}
    plans = PLANS[0].removeprefix("plan=").split(",")
    means = [sum(runs[plan, replicate] for replicate in range(3)) / 3 for plan in plans]
    assert abs(total) == pytest.approx(abs(means[0] - means[1]))

    again = shell.run("-m", *PLANS).out
    assert "the projects" in again
    assert "What separates them:" not in again
    shell("report", "results/x")
    assert "What separates the plans" in (shell.folder / "results" / "x" / "report.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_named_points_and_metrics(shell: Shell) -> None:
    shell.run("-m", "project.size=5,20,80", "study.replicates=2", "study.name=x")
    said = shell("separate", "results/x", "--point=project.size=5", "--with=project.size=80", "--metric=trust")
    assert said.code == 0, said.err
    assert "project.size=5 against project.size=80: trust" in said.out


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return study_in(tmp_path_factory.mktemp("two"), "-m", "project.size=5,20", "study.replicates=2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "separate the plans of which study?"),
        (("results/nowhere",), "there is no folder results/nowhere"),
        (("x", "--metric=trsut"), "there is no metric 'trsut'; did you mean 'trust'?"),
        (("x", "--point=7"), "--point 7 fits no point"),
        (("x", "--point=0"), "has no baseline to be held against; name another point with --with"),
        (("x", "--replicates=1"), "--replicates"),
    ],
)
def test_what_cannot_be_separated_is_refused_in_one_line(
    two: Path, shell: Shell, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(two.parent)
    refused = shell("separate", *words)
    assert refused.code == 2
    assert said in refused.err.splitlines()[-1]


@pytest.mark.long
def test_too_many_parts_are_refused(shell: Shell) -> None:
    changes = (
        "adoption.retry: 0.1, learning.rate: 0.05, project.size: 5, rollout.speed: 1, feedback.active: false, "
        "turnover.annual_rate: 0.2, intervention.okr.strength: 1"
    )
    ran = shell.run(f"+case.arms.a={{{changes}}}", "+case.arms.b={}", "study.replicates=2", "study.name=z")
    assert ran.code == 0, ran.err
    refused = shell("separate", "results/z", "--point=0", "--with=1")
    assert refused.code == 2
    assert "choose points that differ in fewer" in refused.err
