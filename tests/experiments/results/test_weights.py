"""How far weights may move: a known answer, the index of the model, and the model itself run with such weights."""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from experiments.inference.runs import Runs
from experiments.results.caveats import codes, weights
from experiments.results.study import Study, read_study
from experiments.results.weights import MOST, PARTS, STEP, weight_turns
from sim.outcomes.change_success import ChangeSuccess, change_success
from sim.outcomes.dictionary import METRIC, METRIC_NAMES
from tests.experiments.made import made_manifest, made_point
from tests.experiments.shell import Shell

USUAL, INDEX = ChangeSuccess(), inspect.unwrap(change_success)


def _runs(delivery: float, benefits: float, adoption: float, people: float) -> Runs:
    metrics = np.zeros((3, len(METRIC_NAMES)))
    parts = (delivery, benefits, max(0.0, adoption), people)
    metrics[:, [getattr(METRIC, name) for name in PARTS.values()]] = parts
    metrics[:, METRIC.change_success] = INDEX(delivery, benefits, adoption, people, USUAL)
    return Runs(np.arange(3), metrics, 0)


def _study(*runs: Runs, metric: str = "change_success") -> Study:
    points = [made_point(f"p{place}", {"p": place}, one) for place, one in enumerate(runs)]
    return Study(Path("x"), made_manifest(metric=metric, varied=("p",)), points)


def test_the_ranking_turns_where_the_weighted_logarithms_are_equal() -> None:
    study = _study(_runs(0.8, 0.5, 0.5, 0.5), _runs(0.5, 0.5, 0.7, 0.5))
    turns = weight_turns(study)
    assert turns is not None
    ratio = np.log(0.7 / 0.5) / np.log(0.8 / 0.5)  # p1 leads where delivery weighs less, or adoption more, than that
    assert {(turn.part, turn.above, turn.leader.label) for turn in turns} == {
        ("delivery", False, "p1"),
        ("adoption", True, "p1"),
    }
    for turn in turns:
        exact = ratio if turn.part == "delivery" else 1.0 / ratio
        assert turn.weight == pytest.approx(exact, abs=STEP)
    assert weights(study, codes()) == (
        f"Another leads where delivery weighs {turns[0].weight:g} or less (p1) or adoption weighs "
        f"{turns[1].weight:g} or more (p1)."
    )


def test_who_is_better_in_every_part_leads_whatever_they_weigh() -> None:
    study = _study(_runs(0.8, 0.7, 0.6, 0.5), _runs(0.7, 0.6, 0.5, 0.4))
    assert weight_turns(study) == []
    assert weights(study, codes()) == "It leads whatever one part of the index weighs (0 to 10, the others as given)."


def test_adoption_does_not_count_where_no_practice_is_done() -> None:
    assert weight_turns(_study(_runs(0.8, 0.5, -1.0, 0.5), _runs(0.5, 0.5, -1.0, 0.5))) == []


def test_another_metric_or_one_point_has_no_weights_that_turn() -> None:
    one = _runs(0.8, 0.5, 0.5, 0.5)
    assert weight_turns(_study(one)) is None
    assert weights(_study(one, _runs(0.5, 0.5, 0.7, 0.5), metric="successful"), codes()) == ""


@pytest.mark.long
def test_the_model_run_with_such_a_weight_ranks_them_so(shell: Shell) -> None:
    sweep = ("-m", "intervention=[okr]", "project.size=5,40", "rollout.speed=0.1,1", "horizon.weeks=52")
    said = shell.run(*sweep, "study.name=usual", "study.replicates=6")
    study = read_study(shell.folder / "results" / "usual")
    turns = weight_turns(study)
    assert turns
    assert weights(study, codes()) in said.out
    usual = study.best.label
    for place, turn in enumerate(turns):
        before = min(MOST, max(0.0, turn.weight + (-STEP if turn.above else STEP)))
        for weight, leader in ((turn.weight, turn.leader.label), (before, usual)):
            again = shell.run(
                *sweep, f"change_success.{turn.part}={weight}", f"study.name=w{place}", "study.replicates=6", "--json"
            )
            assert again.code == 0, again.err
            means = {point["label"]: point["means"]["change_success"] for point in json.loads(again.out)["points"]}
            assert max(means, key=lambda label: means[label]) == leader
