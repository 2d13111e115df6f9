"""Metrics of one's own, wherever a metric can be named."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

import orgchange as oc
from experiments.configuration.settings import checked_settings
from sim.errors import ScenarioError
from tests.experiments.shell import Shell

OWN = """\
# @package _global_
study:
  metric: speedy
  require: calm may not fall
  metrics:
    speedy: {formula: adopted / (1 + workload), unit: points, better: higher}
    calm: {formula: trust - workload, better: higher}
"""


@pytest.fixture
def mine(shell: Shell) -> Shell:
    folder = shell.folder / "conf" / "experiment"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN)
    return shell


@pytest.mark.long
def test_a_study_is_judged_told_compared_and_explored_by_it(mine: Shell) -> None:
    asked = ("--config-dir=conf", "+experiment=own", "intervention=[okr]", "study.name=made")
    said = mine.run("-m", *asked, "rollout.speed=0.1,1")
    assert said.code == 0, said.err
    assert "speedy (points), means of 4 replicates; best first" in said.out
    study = oc.open_study("results/made").result
    for point in study.points:
        runs = {name: point.runs.metrics[:, study.names.index(name)] for name in ("speedy", "adopted", "workload")}
        np.testing.assert_allclose(runs["speedy"], runs["adopted"] / (1 + runs["workload"]))
    rows = list(csv.DictReader(Path("results/made/summary.csv").read_text("utf-8").splitlines()))
    assert {row["unit"] for row in rows if row["metric"] == "speedy"} == {"points"}
    compared = json.loads(mine("compare", "results/made", "--json").out)["comparisons"][0]["metrics"]
    assert compared["speedy"]["one"] > compared["speedy"]["other"] == 0.0
    assert "speedy" in mine("discover", "results/made").out
    assert mine("report", "results/made").code == 0
    assert "Speedy" in Path("results/made/report.html").read_text("utf-8")


@pytest.mark.long
def test_a_study_stops_by_it_and_searches_for_it(mine: Shell) -> None:
    asked = ("--config-dir=conf", "+experiment=own", "intervention=[okr]", "study.until=decided")
    said = mine.run(*asked, "study.replicates=16", "study.name=decided")
    assert "Stopped by speedy: " in said.out
    found = mine.run("-m", "--config-dir=conf", "+experiment=own", "intervention=[okr]", "hydra/sweeper=search",
                     "hydra.sweeper.objectives=[speedy]", "hydra.sweeper.trials=4", "hydra.sweeper.batch=4",
                     "rollout.speed=interval(0.1,1)", "study.name=found")  # fmt: skip
    assert found.code == 0, found.err
    assert "speedy" in found.out


@pytest.mark.parametrize(
    ("metrics", "said"),
    [
        (
            {"x": {"formula": "adoptd * 2"}},
            "study.metrics.x.formula: there is no metric 'adoptd'; did you mean 'adopted'?",
        ),
        ({"trust": {"formula": "adopted"}}, "study.metrics.trust cannot name a metric"),
        ({"X y": {"formula": "adopted"}}, "study.metrics.X y cannot name a metric"),
        ({"x": {"unit": "y"}}, "study.metrics.x needs a formula"),
        ({"x": {"formula": "adopted", "beter": "more"}}, "there is no 'beter'; did you mean 'better'?"),
        ({"x": {"formula": "adopted", "better": "up"}}, "study.metrics.x.better must be higher or lower, not 'up'"),
        ("adopted * 2", "study.metrics must be metrics by name"),
        ([1], "study.metrics must be metrics by name"),
    ],
)
def test_what_is_no_metric_is_refused_with_its_place(metrics: object, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        checked_settings({"metrics": metrics})
    assert said in str(error.value)


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(ScenarioError) as error:
        checked_settings({"metrics": {"x": {"formula": "nothing"}, "y": {"formula": "1"}}})
    assert "study.metrics.x.formula" in str(error.value)
    assert "study.metrics.y.formula" in str(error.value)
