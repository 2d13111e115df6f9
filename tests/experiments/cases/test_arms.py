"""Arms from the command line: run one by one in one study, with the same people and the same luck."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

ARMS = ("+case.arms.now={}", "+case.arms.later={rollout.start_week: 13}", "intervention=[okr]", "study.name=arms")
MINE = """\
# @package _global_
# My own case.
defaults:
  - override /intervention: [okr]
case:
  title: Mine
  question: Fast or slow?
  arms:
    slow: {rollout.speed: 0.1}
    fast: {rollout: {speed: 1.0}}
  compare:
    - {arm: fast, against: slow}
  observed:
    - {what: more people used it, direction: up, week: 20, measure: using, arm: fast, against: slow,
       source: a memo, grade: B}
    - {what: half of them used it, value: 30, unit: people, week: 20, measure: using, arm: fast,
       source: a memo, grade: B}
    - {what: everybody used it, value: 100, unit: "%", measure: adopted, basis: planned, source: a plan, grade: C}
    - {what: people liked the posters, source: a memo, grade: B}
"""


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _weeks(folder: Path, design: str) -> list[dict[str, Any]]:
    rows = pq.read_table(folder / "weeks.parquet").to_pylist()
    return [{name: value for name, value in row.items() if name != "design"} for row in rows if row["design"] == design]


def _until(rows: list[dict[str, Any]], week: int) -> list[dict[str, Any]]:
    return [{name: value if name == "replicate" else value[:week] for name, value in row.items()} for row in rows]


@pytest.fixture
def mine(shell: Shell) -> tuple[str, ...]:
    (shell.folder / "mine" / "case").mkdir(parents=True)
    (shell.folder / "mine" / "case" / "mine.yaml").write_text(MINE)
    return "--config-dir", "mine", "case=mine"


@pytest.mark.long
def test_every_arm_is_a_point_of_one_study(shell: Shell) -> None:
    said = shell.run(*ARMS)
    assert said.code == 0, said.err
    study = manifest(shell.folder / "results" / "arms")
    assert [point["choices"]["case.arm"] for point in study["points"]] == ["now", "later"]
    assert len({point["baseline"] for point in study["points"]}) == 1
    assert "case.arm=later" in said.out


@pytest.mark.long
def test_arms_share_their_luck_until_they_differ(shell: Shell) -> None:
    shell.run(*ARMS)
    folder = shell.folder / "results" / "arms"
    points = manifest(folder)["points"]
    now, later, nothing = (
        _weeks(folder, design) for design in (points[0]["design"], points[1]["design"], points[0]["baseline"])
    )
    assert [len(row["trust"]) for row in later] == [26] * 4
    assert _until(later, 13) == _until(nothing, 13)
    assert _until(later, 13) != _until(now, 13)


@pytest.mark.long
def test_finished_arms_are_not_run_again(shell: Shell) -> None:
    first = shell.run(*ARMS)
    again = shell.run(*ARMS, "+case.arms.slow={rollout.speed: 0.05}")
    assert "design points 4 x replicates 4, threads" in again.err
    assert "3 finished already" in again.err
    assert first.code == again.code == 0


@pytest.mark.long
def test_an_own_case_says_what_was_observed_and_answers_its_question(shell: Shell, mine: tuple[str, ...]) -> None:
    said = shell.run(*mine, "study.pictures=true", "study.name=mine")
    assert said.code == 0, said.err
    assert said.out.startswith("Mine: means of 4 replicates")
    for line in (
        "Question: Fast or slow?",
        "Answer: Fast against slow: ",
        "Grades: B second hand, C computed from data",
        "[2] a plan",
    ):
        assert line in said.out
    table = {line.split("  ")[0]: line for line in said.out.splitlines()}
    assert "up: using, week 20" in table["more people used it"]
    assert "in the observed direction" in table["more people used it"]
    assert "30 people, week 20" in table["half of them used it"]
    assert "planned, C [2]" in table["everybody used it"]
    assert "not in the model" in table["people liked the posters"]
    assert {"results/mine/pictures/case.png", "results/mine/pictures/case.svg"} <= set(shell.files())


def test_a_case_as_json(shell: Shell, mine: tuple[str, ...]) -> None:
    case = json.loads(shell.run(*mine, "project.size=5", "--json").out)["case"]
    assert case["question"] == "Fast or slow?"
    assert [found["kind"] for found in case["observations"]] == ["direction", "value", "value", "not modelled"]
    direction, value, *_ = case["observations"]
    assert direction["difference"]["mean"] > 0
    assert value["simulated"]["low"] <= value["simulated"]["middle"] <= value["simulated"]["high"] <= 60
    (comparison,) = case["comparisons"]
    known = {"arm": "fast", "against": "slow", "metric": "change_success", "pairs": 4}
    assert {name: comparison[name] for name in known} == known


def test_weeks_that_are_not_run_are_said(shell: Shell, mine: tuple[str, ...]) -> None:
    assert shell.run(*mine, "horizon.weeks=20").out.count("beyond the run") == 2


@pytest.mark.long
def test_whoever_runs_the_arms_they_are_held_against_what_was_observed(shell: Shell, mine: tuple[str, ...]) -> None:
    case = shell.run(*mine, "--json").out
    jobs = shell.run("-m", *mine, "case.arm=slow,fast", "hydra/launcher=basic", "study.name=jobs", "--json").out
    assert json.loads(jobs)["case"]["observations"] == json.loads(case)["case"]["observations"]


def test_arms_that_an_override_makes_alike_are_run_once(shell: Shell) -> None:
    said = shell.run("+case.arms.one={}", "+case.arms.two={intervention.okr.partners: true}", "intervention=[okr]")
    assert said.code == 0
    assert "case.arm=two is the same scenario as case.arm=one here, and is left out" in said.err


@pytest.mark.long
def test_a_sweep_takes_only_the_arms_it_names(shell: Shell, mine: tuple[str, ...]) -> None:
    shell.run("-m", *mine, "project.size=5,20", "study.name=sizes")
    assert manifest(shell.folder / "results" / "sizes")["varied"] == ["project.size"]
    said = shell.run("-m", *mine, "case.arm=slow,fast", "project.size=5,20", "study.name=both")
    assert manifest(shell.folder / "results" / "both")["varied"] == ["case.arm", "project.size"]
    assert "Question" not in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["case.arm=fast"], "case.arm: there is no arm 'fast'; this configuration has no arms"),
        (
            ["+case.arms.fast={rollout.sped: 1}"],
            "case.arms.fast: unknown parameter 'rollout.sped'; did you mean 'rollout.speed'?",
        ),
        (["+case.arms.fast={rollout.speed: 9}"], "case.arms.fast: rollout.speed"),
        (["-m", "project.size=5,20", "++case.arms=nan"], "case.arms must give every arm its parameters"),
        (["case.titel=x"], "unknown parameter 'case.titel'; did you mean 'case.title'?"),
        (["case=amsterdm"], "case has no option 'amsterdm'; did you mean 'amsterdam'?"),
    ],
)
def test_what_is_wrong_with_an_arm_is_one_line(shell: Shell, words: list[str], told: str) -> None:
    said = shell.run(*words)
    assert said.code == 2
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert shell.files() == []
