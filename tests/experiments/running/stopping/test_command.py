"""``study.until=decided`` from end to end.

What is said, what is kept, and that the runs are those of a study with a fixed number.
"""

import json
from collections import Counter

import pyarrow.parquet as pq
import pytest

from tests.experiments.shell import Shell

SWEEP = (
    "-m",
    "project.size=5,20",
    "rollout.speed=0.2,1",
    "intervention=[okr]",
    "study.metric=change_success",
    "study.replicates=200",
)
DECIDED = (*SWEEP, "study.until=decided", "study.name=decided")


def _runs(shell: Shell, name: str) -> list[dict[str, object]]:
    rows = pq.read_table(shell.folder / "results" / name / "runs.parquet").drop_columns(["seconds"])
    return rows.to_pylist()


@pytest.mark.long
def test_study_ends_when_it_knows_enough_and_says_what_that_took(shell: Shell) -> None:
    said = shell.run(*DECIDED)
    assert said.code == 0
    manifest = json.loads((shell.folder / "results" / "decided" / "manifest.json").read_text())
    stopping = manifest["stopping"]
    assert (manifest["interval"], stopping["budget"], stopping["first_look"]) == ("anytime", 200, 8)
    assert stopping["runs"] == len(_runs(shell, "decided"))
    assert stopping["runs_of_budget"] == 6 * 200  # four points, and a baseline for each size
    assert 3 * stopping["runs"] < stopping["runs_of_budget"]
    assert [stopping[kind]["endings"]["decided"] for kind in ("pairs", "ranking")] == [4, 3]
    held = Counter(row["design"] for row in _runs(shell, "decided"))
    points = [held[str(point["design"])] for point in manifest["points"]]
    assert max(points) == max(stopping[kind]["most"] for kind in ("pairs", "ranking"))
    assert min(points) == stopping["ranking"]["least"]
    fewer = stopping["runs_of_budget"] / stopping["runs"]
    first, second = (stopping[kind] for kind in ("pairs", "ranking"))
    assert [line for line in said.out.splitlines() if line.startswith(("Stopped", "Against"))] == [
        f"Stopped by change_success: {stopping['runs']} runs of at most 1,200, {fewer:.1f} times fewer.",
        f"Against the baseline (each at 95 %): 4 decided after {first['least']} to {first['most']} of 200 pairs.",
        f"Against the best (all together at 95 %): 3 decided after {second['most']} of 200 pairs.",
    ]
    shell.run(*SWEEP, "study.name=fixed")
    fixed = {(row["design"], row["replicate"]): row for row in _runs(shell, "fixed")}
    assert all(row == fixed[row["design"], row["replicate"]] for row in _runs(shell, "decided"))


@pytest.mark.long
def test_study_goes_on_with_a_larger_budget_and_ends_as_one_that_had_it_at_once(shell: Shell) -> None:
    shell.run(*DECIDED, "study.replicates=12")
    again = shell.run(*DECIDED)
    shell.run(*DECIDED, "study.name=once")
    assert again.code == 0
    assert _runs(shell, "decided") == _runs(shell, "once")


@pytest.mark.long
def test_policy_that_does_nothing_ends_at_the_first_look(shell: Shell) -> None:
    same = ("rollout.speed=0.5", "study.baseline='rollout.speed=1'")  # a speed at which nothing is rolled out
    said = shell.run(*same, "study.until=decided", "study.replicates=200", "study.name=nothing", "study.metric=trust")
    assert "no run differs from the baseline." in said.out
    assert "These are 8 pairs: that up to 31 % of all pairs do is not ruled out." in said.out
    assert "1 without any run that differs after 8 of 200 pairs" in said.out


def test_launcher_that_takes_points_one_by_one_is_refused(shell: Shell) -> None:
    said = shell.run(*DECIDED, "hydra/launcher=basic")
    assert said.code == 2
    assert said.err.startswith(
        "orgchange: study.until=decided needs all points in one process; leave hydra/launcher out"
    )
