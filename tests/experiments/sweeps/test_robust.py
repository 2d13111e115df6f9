"""Robust search: policies judged over worlds, by hand, and a search that finds what holds up."""

import csv
from pathlib import Path

import numpy as np
import pytest

from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.ranges import Range
from experiments.sweeps.robust import By, Judge, policies_and_worlds
from experiments.sweeps.search import Score, Searching, Trial, front_of, search
from sim.errors import ScenarioError
from tests.experiments.shell import Shell

STEADY, BOLD = np.array([[3.0], [3.0], [3.0]]), np.array([[9.0], [6.0], [0.0]])
SPEED, RETRY = Range("rollout.speed", 0.1, 1.0), Range("adoption.retry", 0.05, 0.3)


@pytest.mark.parametrize(
    ("by", "steady", "bold"),
    [(By.MEAN, 3.0, 5.0), (By.WORST_TENTH, 3.0, 0.0), (By.REGRET, 6.0, 3.0), (By.SATISFICING, 1.0, 2 / 3)],
)
def test_more_is_better(by: By, steady: float, bold: float) -> None:
    judge = Judge(by, [1], [2.0])
    judge.tried([STEADY, BOLD])
    assert np.ravel(judge.in_the_end()).tolist() == pytest.approx([steady, bold])


@pytest.mark.parametrize(
    ("by", "steady", "bold"),
    [(By.MEAN, 3.0, 5.0), (By.WORST_TENTH, 3.0, 9.0), (By.REGRET, 3.0, 6.0), (By.SATISFICING, 0.0, 1 / 3)],
)
def test_less_is_better(by: By, steady: float, bold: float) -> None:
    judge = Judge(by, [-1], [2.0])
    judge.tried([STEADY, BOLD])
    assert np.ravel(judge.in_the_end()).tolist() == pytest.approx([steady, bold])


def test_the_worst_tenth_of_twenty_worlds_are_two() -> None:
    judge = Judge(By.WORST_TENTH, [1], [0.0])
    assert judge.tried([np.arange(20.0)[:, np.newaxis]]) == [[0.5]]


def test_regret_is_to_the_best_so_far_and_in_the_end_to_the_best_of_all() -> None:
    judge = Judge(By.REGRET, [1], [0.0])
    assert judge.tried([STEADY]) == [[0.0]]
    assert judge.tried([BOLD]) == [[3.0]]
    assert judge.in_the_end() == [[6.0], [3.0]]


def test_a_policy_without_a_run_in_a_world_is_worth_nothing_known() -> None:
    for by in By:
        judge = Judge(by, [1], [2.0])
        judge.tried([STEADY])
        assert np.isnan(judge.tried([np.array([[1.0], [np.nan], [1.0]])])).all()


def test_what_nobody_can_choose_makes_the_worlds_the_same_for_every_policy() -> None:
    axes = Axes(
        {"intervention": ["intervention=[okr]"], "people.trust": ["people.trust=0.3", "people.trust=0.6"]},
        {SPEED.name: SPEED, RETRY.name: RETRY},
    )
    policies, worlds = policies_and_worlds(axes, 5, 3)
    assert (list(policies.listed), list(policies.ranges)) == (["intervention"], ["rollout.speed"])
    assert len({tuple(world) for world in worlds}) == 10
    assert policies_and_worlds(axes, 0, 3) == (axes, [[]])
    with pytest.raises(ScenarioError, match="nothing varies that nobody can choose"):
        policies_and_worlds(policies, 5, 3)


def test_a_search_keeps_to_what_has_to_be_kept() -> None:
    pytest.importorskip("optuna", reason="comes with the extra [search]")

    def evaluate(jobs: list[Job]) -> list[Score]:
        speeds = [float(job[0].partition("=")[2]) for job in jobs]
        return [Score([speed], max(0.0, speed - 0.5)) for speed in speeds]

    asked = Searching.checked({"trials": 60, "batch": 6, "seed": 3}, "search")
    found = search(Axes({}, {SPEED.name: SPEED}), [1], asked, evaluate, constrained=True)
    (best,) = front_of(found, [1])
    assert 0.45 < best.means[0] <= 0.5
    assert sum(trial.violation > 0 for trial in found[30:]) < sum(trial.violation > 0 for trial in found[:30])
    assert front_of([Trial(["a"], [1.0], 0.1)], [1]) == []


@pytest.mark.long
def test_a_command_searches_over_worlds_and_tells_the_front(shell: Shell) -> None:
    said = shell.run(
        "-m", "hydra/sweeper=search", "hydra.sweeper.objectives=[adopted]", "hydra.sweeper.worlds=3",
        "hydra.sweeper.by=satisficing", "hydra.sweeper.enough=[0.2]", "hydra.sweeper.trials=4",
        "hydra.sweeper.batch=2", "intervention=[okr]", "rollout.speed=interval(0.1,1)",
        "adoption.push=interval(0.05,0.5)", "study.require='trust >= 0.01'", "study.name=found",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert "Front of 4 trials, shares of worlds in which it is enough, of which more is better" in said.out
    rows = list(csv.DictReader(Path("results/found/front.csv").read_text("utf-8").splitlines()))
    assert list(rows[0]) == ["rollout.speed", "adopted"]
    assert all(0.0 <= float(row["adopted"]) <= 1.0 for row in rows)
    points = {(row["rollout.speed"], row["adoption.push"]) for row in shell.runs() if row["baseline"]}
    assert len({speed for speed, _ in points}) == 4
    assert len({push for _, push in points}) == 3


def test_what_is_enough_has_to_be_told(shell: Shell) -> None:
    said = shell.run(
        "-m", "hydra/sweeper=search", "hydra.sweeper.objectives=[adopted]", "hydra.sweeper.worlds=3",
        "hydra.sweeper.by=satisficing", "rollout.speed=interval(0.1,1)", "adoption.push=interval(0.05,0.5)",
    )  # fmt: skip
    assert said.code == 2
    assert "hydra.sweeper.enough must say what is enough of each objective, such as [0.6]" in said.err
