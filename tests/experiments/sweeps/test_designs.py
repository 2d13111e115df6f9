"""Designs: which points a sweep runs, and what is refused before anything runs."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import given
from hypothesis import strategies as st

from experiments.configuration.overrides import choices_of, parse_override
from experiments.sweeps.range_overrides import asked_range, declared_range
from experiments.sweeps.ranges import Range
from experiments.sweeps.record import is_policy
from experiments.sweeps.sampling import LHS, SOBOL, sampled_points
from experiments.sweeps.search import Trial, front_of
from tests.experiments.shell import Shell

BAR, SPEED = Range("adoption.retry", 0.3, 0.5), Range("rollout.speed", 0.01, 1.0, log=True)
SAMPLED = (
    "-m",
    "intervention=[],[okr]",
    "project.size=5,20",
    "adoption.retry=interval(0.3,0.5)",
    "steering.every=int(interval(8,26))",
)
QUICK = ("horizon.weeks=8", "study.metric=people_index", "study.replicates=1", "organization.draws=1")


def _manifest(shell: Shell, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((shell.folder / "results" / name / "manifest.json").read_text())


def _choices(shell: Shell, name: str) -> list[dict[str, Any]]:
    return [point["choices"] for point in _manifest(shell, name)["points"]]


@pytest.mark.parametrize("kind", [LHS, SOBOL])
def test_samples_fill_every_range_evenly(kind: str) -> None:
    points = [choices_of(job) for job in sampled_points(kind, {"adoption.retry": BAR, "rollout.speed": SPEED}, 64, 1)]
    bars = np.array([point["adoption.retry"] for point in points], float)
    speeds = np.log([float(point["rollout.speed"]) for point in points])
    for values, low, high in ((bars, 0.3, 0.5), (speeds, np.log(0.01), 0.0)):
        assert Counter(((values - low) / (high - low) * 63.9999 // 1).astype(int).tolist()).most_common(1)[0][1] <= 2
        assert np.histogram(values, 8, (low, high))[0].tolist() == pytest.approx([8] * 8, abs=1)


@pytest.mark.parametrize("kind", [LHS, SOBOL])
def test_samples_depend_on_the_seed_and_not_on_the_order(kind: str) -> None:
    one = sampled_points(kind, {"adoption.retry": BAR, "rollout.speed": SPEED}, 8, 1)
    assert sampled_points(kind, {"rollout.speed": SPEED, "adoption.retry": BAR}, 8, 1) == one
    assert sampled_points(kind, {"adoption.retry": BAR, "rollout.speed": SPEED}, 8, 2) != one


@given(low=st.integers(-50, 50), width=st.integers(1, 20), share=st.floats(0, 1))
def test_whole_numbers_stay_whole_and_inside(low: int, width: int, share: float) -> None:
    value = Range("x", low, low + width, whole=True).value(share)
    assert isinstance(value, int)
    assert low <= value <= low + width


@given(share=st.floats(0, 1), low=st.floats(1e-6, 1), factor=st.floats(1.001, 1e6), log=st.booleans())
def test_a_sampled_value_is_inside_and_read_as_it_was_written(
    share: float, low: float, factor: float, log: bool
) -> None:
    found = Range("project.size", low, low * factor, log=log)
    text = found.text(found.value(share))
    value = parse_override(text).value()
    assert isinstance(value, float)
    assert low <= value <= low * factor
    assert OverridesParser.create().parse_override(text).value() == value


def test_whole_numbers_are_all_as_likely() -> None:
    found = Range("x", 1, 4, whole=True)
    counts = Counter(found.value((place + 0.5) / 400) for place in range(400))
    assert counts == {1: 100, 2: 100, 3: 100, 4: 100}


def test_range_is_read_from_an_override_or_from_the_declaration() -> None:
    parser = OverridesParser.create()
    assert asked_range(parser.parse_override("project.size=tag(log,interval(5,50))")) == Range(
        "project.size", 5, 50, log=True
    )
    assert asked_range(parser.parse_override("benefits.payback=int(interval(26,104))")).whole
    assert asked_range(parser.parse_override("organization.headcount=interval(50,60)")).whole
    assert declared_range("rollout.speed") == Range("rollout.speed", 0.001, 1)


@pytest.mark.long
def test_every_sample_is_crossed_with_every_policy(shell: Shell) -> None:
    said = shell.run(*SAMPLED, "hydra/sweeper=lhs", "hydra.sweeper.samples=3", "study.name=lhs", *QUICK)
    assert said.code == 0
    assert "Policies over 3 worlds, smallest largest regret first" in said.out
    assert "Where they go wrong, and what decides: orgchange discover " in said.out
    assert "adoption.retry=" not in said.out, "policies are told, not points"
    points = _choices(shell, "lhs")
    worlds = {(point["adoption.retry"], point["steering.every"]) for point in points}
    policies = {(point["intervention"], point["project.size"]) for point in points}
    assert len(worlds) == 3
    assert len(policies) == 4
    assert {
        (point["adoption.retry"], point["steering.every"], point["intervention"], point["project.size"])
        for point in points
    } == {(*world, *policy) for world in worlds for policy in policies}
    manifest = _manifest(shell, "lhs")
    assert manifest["design"] == {
        "kind": "lhs",
        "worlds": ["adoption.retry", "steering.every"],
        "policies": ["intervention", "project.size"],
        "sampled": {
            "adoption.retry": {"low": 0.3, "high": 0.5, "log": False, "whole": False},
            "steering.every": {"low": 8, "high": 26, "log": False, "whole": True},
        },
        "samples": 3,
        "seed": 1,
    }
    assert set(manifest["varied"]) == {"adoption.retry", "steering.every", "intervention", "project.size"}
    row = pq.read_table(shell.folder / "results" / "lhs" / "runs.parquet").to_pylist()[0]
    assert (row["adoption.retry"], row["steering.every"]) in worlds


@pytest.mark.long
def test_rollouts_of_measures_are_varied_as_the_common_one(shell: Shell) -> None:
    varied = ("rollouts.okr.departments=[0],[1,2]", "rollouts.okr.order=null,readiness")
    sampled = ("hydra/sweeper=lhs", "hydra.sweeper.samples=2", "rollouts.okr.speed=interval(0.1,1)")
    said = shell.run("-m", "intervention=[okr]", *varied, *sampled, "study.name=own", *QUICK)
    assert said.code == 0, said.err
    points = _manifest(shell, "own")["points"]
    changes = [_manifest(shell, "own")["designs"][point["design"]]["changes"] for point in points]
    assert len(points) == 8
    found = {(str(one["rollouts.okr.departments"]), one.get("rollouts.okr.order")) for one in changes}
    assert found == {(which, order) for which in ("[0.0]", "[1.0, 2.0]") for order in (None, "readiness")}
    speeds = {one["rollouts.okr.speed"] for one in changes}
    assert len(speeds) == 2
    assert 0.1 <= min(speeds) < 0.55 <= max(speeds) <= 1.0
    assert not any(name.startswith("rollout.") for one in changes for name in one)


@pytest.mark.long
def test_worlds_are_the_same_for_other_policies(shell: Shell) -> None:
    words = ("-m", "hydra/sweeper=sobol", "hydra.sweeper.samples=4", "hydra.sweeper.over=[adoption.retry]", *QUICK)
    shell.run(*words, "intervention=[okr]", "study.name=a")
    shell.run(*words, "intervention=[lean],[training]", "project.size=5", "study.name=b")
    shell.run(*words, "intervention=[okr]", "hydra.sweeper.seed=5", "study.name=c")
    a, b, c = ([point["adoption.retry"] for point in _choices(shell, name)] for name in "abc")
    assert sorted(set(a)) == sorted(set(b))
    assert sorted(set(a)) != sorted(set(c))
    assert min(a) < 0.3
    assert max(a) > 0.7


@pytest.mark.long
def test_zip_takes_values_side_by_side(shell: Shell) -> None:
    words = ("-m", "project.size=5,20,80", "rollout.speed=0.1,0.2,1", "intervention=[okr]", "hydra/sweeper=zip")
    assert shell.run(*words, *QUICK, "study.name=zip").code == 0
    assert [(point["project.size"], point["rollout.speed"]) for point in _choices(shell, "zip")] == [
        (5, 0.1),
        (20, 0.2),
        (80, 1),
    ]
    assert _manifest(shell, "zip")["design"]["policies"] == ["project.size", "rollout.speed"]


@pytest.mark.long
def test_rows_of_a_table_are_crossed_with_listed_values(shell: Shell) -> None:
    (shell.folder / "mine.csv").write_text(
        'intervention,adoption.retry,prior\n"[okr,lean]",0.3,strong\n[],0.45,absent\n\n'
    )
    said = shell.run(
        "-m", "hydra/sweeper=table", "hydra.sweeper.table=mine.csv", "project.size=5,20", "study.name=table", *QUICK
    )
    assert said.code == 0, said.err
    found = [
        (point["intervention"], point["adoption.retry"], point["prior"], point["project.size"])
        for point in _choices(shell, "table")
    ]
    assert sorted(found) == [
        ("[]", 0.45, "absent", 5),
        ("[]", 0.45, "absent", 20),
        ("[okr,lean]", 0.3, "strong", 5),
        ("[okr,lean]", 0.3, "strong", 20),
    ]
    design = _manifest(shell, "table")["design"]
    assert (design["worlds"], design["policies"]) == (["adoption.retry", "prior"], ["intervention", "project.size"])
    assert design["table"] == "mine.csv"


@pytest.mark.long
def test_table_of_another_spreadsheet_is_read(shell: Shell) -> None:
    (shell.folder / "mine.csv").write_bytes("\ufeffproject.size;rollout.speed\r\n5;0.5\r\n20;1\r\n".encode())
    assert shell.run("-m", "hydra/sweeper=table", "hydra.sweeper.table=mine.csv", "study.name=table", *QUICK).code == 0
    assert [(point["project.size"], point["rollout.speed"]) for point in _choices(shell, "table")] == [
        (5, 0.5),
        (20, 1),
    ]


@pytest.mark.parametrize(
    ("key", "policy"), [("project.size", True), ("adoption.retry", False), ("intervention", True), ("prior", False)]
)
def test_levers_are_policies_and_uncertainties_are_worlds(key: str, policy: bool) -> None:
    assert is_policy(key) == policy


SAMPLER = ("-m", "hydra/sweeper=lhs")
SEARCH = ("-m", "hydra/sweeper=search", "project.size=interval(5,50)")
REFUSED = {
    "interval in a grid": (["-m", "project.size=interval(5,50)"], "add hydra/sweeper=lhs"),
    "interval side by side": (["-m", "hydra/sweeper=zip", "project.size=interval(5,50)"], "add hydra/sweeper=lhs"),
    "typo": ([*SAMPLER, "adoption.rerty=interval(0.3,0.5)"], "did you mean 'adoption.retry'?"),
    "typo of over": ([*SAMPLER, "hydra.sweeper.over=[adoption.rerty]"], "did you mean 'adoption.retry'?"),
    "bounds": (
        [*SAMPLER, "adoption.retry=interval(0.3,1.5)"],
        "'adoption.retry=interval(0.3,1.5)' goes out of bounds: allowed is 0 to 1",
    ),
    "ends": ([*SAMPLER, "adoption.retry=interval(0.5,0.3)"], "write interval(low,high)"),
    "log scale": ([*SAMPLER, "adoption.retry=tag(log,interval(0,0.5))"], "a log scale needs ends above 0"),
    "whole ends": ([*SAMPLER, "organization.headcount=interval(50.5,60)"], "organization.headcount is a whole number"),
    "switch": ([*SAMPLER, "rollout.scarce=interval(0,1)"], "only numbers have a range"),
    "order of one measure": ([*SAMPLER, "rollouts.okr.order=interval(0,1)"], "only numbers have a range"),
    "departments of one measure": ([*SAMPLER, "rollouts.okr.departments=interval(0,1)"], "only numbers have a range"),
    "speed of one measure": ([*SAMPLER, "rollouts.okr.speed=interval(0.1,2)"], "allowed is 0.001 to 1"),
    "parameter of practices": ([*SAMPLER, "adoption.bar=interval(0.3,0.5)"], "did you mean 'intervention.okr.bar'?"),
    "text": ([*SAMPLER, "hydra.sweeper.over=[rollout.order]"], "only numbers have a range"),
    "study setting": ([*SAMPLER, "hydra.sweeper.over=[study.replicates]"], "cannot vary inside it"),
    "sampled and set": (
        [*SAMPLER, "hydra.sweeper.over=[adoption.retry]", "adoption.retry=0.4"],
        "'adoption.retry' is set by adoption.retry=0.4, too",
    ),
    "no list": ([*SAMPLER, "hydra.sweeper.over=adoption.retry"], "hydra.sweeper.over must be a list of names"),
    "nothing sampled": ([*SAMPLER, "project.size=5,20"], "nothing is sampled"),
    "no samples": (
        [*SAMPLER, "hydra.sweeper.samples=0", "adoption.retry=interval(0.3,0.5)"],
        "hydra.sweeper.samples = 0 is out of bounds",
    ),
    "setting": (
        [*SAMPLER, "hydra.sweeper.sampels=4"],
        "'hydra.sweeper.sampels' is no setting of the sweeper that is chosen",
    ),
    "setting of another": (["-m", "hydra.sweeper.samples=4"], "choose another with hydra/sweeper=..."),
    "different numbers": (
        ["-m", "hydra/sweeper=zip", "project.size=5,20", "rollout.speed=0.1,0.2,1"],
        "project.size has 2, rollout.speed has 3",
    ),
    "no table": (["-m", "hydra/sweeper=table"], "add hydra.sweeper.table=scenarios.csv"),
    "missing table": (
        ["-m", "hydra/sweeper=table", "hydra.sweeper.table=no.csv"],
        "cannot read 'no.csv' (no such file or directory)",
    ),
    "no objective": (list(SEARCH), "add hydra.sweeper.objectives="),
    "objective": ([*SEARCH, "hydra.sweeper.objectives=[portfolio_benefit]"], "did you mean 'portfolio_benefits'?"),
    "objective without direction": (
        [*SEARCH, "hydra.sweeper.objectives=[projects_wanted]"],
        "neither more nor less projects_wanted is better",
    ),
    "nothing to search": (
        ["-m", "hydra/sweeper=search", "hydra.sweeper.objectives=[successful]", "project.size=5"],
        "there is nothing to search",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_bad_design_is_refused_in_one_line_and_nothing_changes(shell: Shell, kind: str) -> None:
    words, expected = REFUSED[kind]
    if "hydra/sweeper=search" in words:
        pytest.importorskip("optuna", reason="comes with the extra [search]")
    said = shell.run(*words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert expected in said.err
    assert shell.files() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "project.sze\n5\n",
            "mine.csv, column project.sze: unknown parameter 'project.sze'; did you mean 'project.size'?",
        ),
        (
            "project.size,rollout.speed\n5,0.5\n20,3\n",
            "mine.csv, row 3, column rollout.speed: rollout.speed = 3 is out of bounds",
        ),
        (
            "intervention\nokr\nokrr\n",
            "mine.csv, row 3, column intervention: intervention has no option 'okrr'; did you mean 'okr'?",
        ),
        ("project.size,rollout.speed\n5,\n", "mine.csv, row 2, column rollout.speed: it is empty"),
        ('project.size\n"5,20"\n', "mine.csv, row 2, column project.size: '5,20' is no single value"),
        ("project.size,intervention\n5,[okr,lean]\n", "mine.csv, row 2 has 3 values for 2 columns"),
        ("project.size\n", "mine.csv has no scenarios"),
        ("project.size\n[5\n", "mine.csv, row 2, column project.size: cannot read 'project.size=[5'"),
        ("study.replicates\n5\n", "cannot vary inside it"),
    ],
)
def test_bad_table_is_refused_by_row_and_column(shell: Shell, text: str, expected: str) -> None:
    (shell.folder / "mine.csv").write_text(text)
    said = shell.run("-m", "hydra/sweeper=table", "hydra.sweeper.table=mine.csv")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert expected in said.err


@pytest.mark.long
def test_search_keeps_a_front_nobody_beats_and_is_repeatable(shell: Shell) -> None:
    pytest.importorskip("optuna", reason="comes with the extra [search]")
    objectives = "hydra.sweeper.objectives=[work_delivered,cost_overrun_first]"
    words = (
        "-m",
        "hydra/sweeper=search",
        objectives,
        "hydra.sweeper.trials=6",
        "hydra.sweeper.batch=3",
        "study.name=found",
    )
    space = (
        "project.size=tag(log,interval(2,40))",
        "intervention=[okr],[lean]",
        "study.replicates=2",
        "organization.draws=1",
    )
    said = shell.run(*words, *space)
    assert said.code == 0, said.err
    folder = shell.folder / "results" / "found"
    front = list(csv.DictReader((folder / "front.csv").read_text().splitlines()))
    assert list(front[0]) == ["intervention", "project.size", "work_delivered", "cost_overrun_first"]
    assert "Front of 6 trials" in said.out
    summary = list(csv.DictReader((folder / "summary.csv").read_text().splitlines()))
    means = {
        name: {(row["intervention"], row["project.size"]): row["mean"] for row in summary if row["metric"] == name}
        for name in ("work_delivered", "cost_overrun_first")
    }
    assert len(means["work_delivered"]) == 6
    for row in front:
        assert row["work_delivered"] == means["work_delivered"][row["intervention"], row["project.size"]]
    again = shell.run(*words, *space)
    assert again.out == said.out
    assert "finished already" in again.err


def test_front_holds_what_no_other_trial_beats() -> None:
    means = {"a": (3.0, 9.0), "b": (2.0, 5.0), "c": (2.0, 6.0), "d": (1.0, float("nan")), "e": (0.5, 1.0)}
    trials = [Trial([name], values) for name, values in means.items()]
    assert [trial.job for trial in front_of(trials, [1, -1])] == [
        ["a"],
        ["b"],
        ["e"],
    ]


@pytest.mark.long
def test_sweeper_of_a_named_study_can_be_chosen_and_replaced(shell: Shell) -> None:
    (shell.folder / "mine" / "experiment").mkdir(parents=True)
    study = (
        "# @package _global_\ndefaults:\n  - override /hydra/sweeper: lhs\nhydra:\n  mode: MULTIRUN\n  sweeper:\n "
        "   samples: 3\n"
    )
    params = "    params:\n      adoption.retry: interval(0.3,0.5)\n"
    (shell.folder / "mine" / "experiment" / "named.yaml").write_text(study + params)
    for words, kind in (([], "lhs"), (["hydra/sweeper=sobol"], "sobol")):
        said = shell.run("--config-dir", "mine", "+experiment=named", *words, f"study.name={kind}", *QUICK)
        assert said.code == 0, said.err
        assert _manifest(shell, kind)["design"]["kind"] == kind
        assert len(_choices(shell, kind)) == 3


@pytest.mark.long
def test_results_are_those_of_the_same_points_listed(shell: Shell) -> None:
    shell.run(
        "-m",
        "hydra/sweeper=lhs",
        "hydra.sweeper.samples=2",
        "adoption.retry=interval(0.3,0.5)",
        "study.name=lhs",
        *QUICK,
    )
    bars = ",".join(str(point["adoption.retry"]) for point in _choices(shell, "lhs"))
    shell.run("-m", f"adoption.retry={bars}", "study.name=grid", *QUICK)
    assert _rows(shell.folder / "results" / "lhs") == _rows(shell.folder / "results" / "grid")


def _rows(folder: Path) -> list[dict[str, Any]]:
    rows = pq.read_table(folder / "runs.parquet").to_pylist()
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]
