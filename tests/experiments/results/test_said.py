"""What a study says about no difference, no value, no common luck and one run."""

import csv
import json
import re

import pytest

from tests.experiments.shell import Shell

LATER = pytest.mark.long  # the same of another metric
SWEEP = ("-m", "intervention=[okr]", "study.replicates=3", "study.name=x")


@pytest.mark.long
@pytest.mark.parametrize(
    "metric",
    [
        *("projects_wanted", "projects_started"),
        *(pytest.param(name, marks=LATER) for name in ("effort_spent", "work_delivered", "rework_share")),
    ],
)
def test_points_that_never_differ_are_the_same_and_no_sign_is_claimed(shell: Shell, metric: str) -> None:
    said = shell.run(*SWEEP, "rollout.speed=0.5", "intervention.okr.strength=0,0.0001", f"study.metric={metric}").out
    if "are the same on" in said:
        assert "no pair of runs differs" in said
    assert not re.search(r"[^+−]0\.000 \(95 % interval [^)]*this sign", said)


@pytest.mark.long
def test_all_points_alike_are_called_the_same(shell: Shell) -> None:
    said = shell.run(*SWEEP, "rollout.speed=0.1,0.2,0.3", "study.metric=projects_wanted").out
    assert "All 3 points are the same on projects_wanted" in said
    assert "this sign" not in said.splitlines()[-1]


@pytest.mark.long
@pytest.mark.parametrize(
    "metric",
    [
        *("failed", "change_success"),
        *(pytest.param(name, marks=LATER) for name in ("successful", "cancelled", "on_plan")),
    ],
)
def test_points_without_a_due_project_are_not_ranked(shell: Shell, metric: str) -> None:
    said = shell.run(*SWEEP, "project.size=5,2000", f"study.metric={metric}")
    assert said.code == 0, said.err
    assert f"Only project.size=5 has a value of {metric}" in said.out
    assert "in the others no project is due" in said.out
    rows = csv.DictReader((shell.folder / "results" / "x" / "summary.csv").read_text(encoding="utf-8").splitlines())
    (row,) = [row for row in rows if row["metric"] == metric and row["project.size"] == "2000"]
    assert (row["mean"], row["median"], row["without_value"], row["difference"]) == ("", "", "3", "")
    assert row["verdict"] == "unknown"


@pytest.mark.long
@pytest.mark.parametrize(
    "varied",
    ["horizon.seed=1,2", "organization.headcount=60,80", "horizon.weeks=20,26", "organization.departments=3,4"],
)
def test_points_of_other_people_or_luck_are_compared_without_pairs(shell: Shell, varied: str) -> None:
    said = shell.run(*SWEEP, varied, "study.metric=trust").out
    told = next(line for line in said.splitlines() if line.startswith(("Best", "Undecided")))
    assert "3 and 3 runs, unpaired" in told
    assert "pairs)" not in told.partition("With it")[0]
    assert f"Points differ in {varied.partition('=')[0]}, so their runs share no luck or people" in told


@pytest.mark.long
@pytest.mark.parametrize("metric", ["adopted", pytest.param("trust", marks=LATER)])
def test_one_replicate_has_no_interval_and_tells_no_luck(shell: Shell, metric: str) -> None:
    said = shell.run("intervention=[okr]", "study.replicates=1", f"study.metric={metric}").out
    assert "∞" not in said
    assert "no interval" in said
    sampled = ("people.trust=interval(0.3,0.6)", "--samples=3", "study.replicates=1", "study.name=one")
    tiny = ("organization.headcount=60", "horizon.weeks=26", "study.pictures=false", "intervention=[okr]")
    told = shell("sensitivity", *tiny, *sampled, "--metric", metric)
    assert told.code == 0, told.err
    assert "One replicate does not tell how much" in told.out
    assert "is luck." not in told.out


@pytest.mark.long
def test_better_means_the_same_in_the_summary_and_in_compare(shell: Shell) -> None:
    shell.run("-m", "intervention=[okr]", "project.size=5,10", "study.replicates=6", "study.name=x")
    rows = list(
        csv.DictReader((shell.folder / "results" / "x" / "summary.csv").read_text(encoding="utf-8").splitlines())
    )
    decided = [row for row in rows if row["verdict"] in ("better", "worse", "higher", "lower")]
    assert decided
    assert all(float(row["p_holm"]) < 0.05 for row in decided)
    compared = json.loads(shell("compare", "results/x", "--json").out)["comparisons"]
    there = {(one["label"], name): each["verdict"] for one in compared for name, each in one["metrics"].items()}
    assert there == {(f"project.size={row['project.size']}", row["metric"]): row["verdict"] for row in rows}
