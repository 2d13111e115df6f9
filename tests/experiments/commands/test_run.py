"""``orgchange run`` from the command line to the folder it leaves, on a tiny organization."""

import csv
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.api.running import open_study
from experiments.commands.run import say_what_failed
from experiments.inference.unknown import known
from experiments.store.journal import journal_spans
from experiments.store.lock import FolderLock
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.experiments.report.studies import make_study
from tests.experiments.shell import TINY, Shell
from tests.paths import ROOT

GRID = ("-m", "project.size=5,20", "rollout.speed=0.1,1", "intervention=[okr]", "study.name=grid")


def _runs(folder: Path) -> list[dict[str, Any]]:
    return pq.read_table(folder / "runs.parquet").to_pylist()


def _without_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


def test_single_scenario_is_compared_with_its_baseline(shell: Shell) -> None:
    said = shell.run("intervention=[okr]", "study.name=one")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "one: means of 4 replicates"
    assert lines[1].split("  ")[0] == "metric"
    assert [line.split()[0] for line in lines[2:4]] == ["change_success", "successful"]
    assert lines[-1] == "Data: results/one"
    assert "\x1b" not in said.out
    kept = [Path(path).name for path in shell.files()]
    tables = ["runs.parquet", "series.parquet", "summary.csv", "weeks.parquet"]
    assert kept == ["results", "one", "manifest.json", "ro-crate-metadata.json", *tables]


@pytest.mark.long
def test_metrics_are_those_of_the_engine(shell: Shell) -> None:
    shell.run("intervention=[okr]", "project.size=5", "study.name=one")
    tiny = {"organization.headcount": 60, "organization.departments": 4, "horizon.weeks": 26}
    scenario = Scenario().with_values({**tiny, "project.size": 5, "intervention.okr.strength": 1.0})
    organizations = [build_organization(scenario.organization, 1, draw) for draw in range(4)]
    outcome = simulate(scenario, organizations, range(4))
    rows = [row for row in _runs(shell.folder / "results" / "one") if row["baseline"] is not None]
    told = known(outcome.metrics, 26, scenario.benefits.delay)
    np.testing.assert_array_equal(np.array([[row[name] for name in METRIC_NAMES] for row in rows], np.float64), told)


@pytest.mark.long
def test_single_scenario_as_json(shell: Shell) -> None:
    said = shell.run("--json", "intervention=[okr]", "study.name=one")
    result = json.loads(said.out)
    (point,) = result["points"]
    rows = _runs(shell.folder / "results" / "one")
    tried = [row["adopted"] for row in rows if row["baseline"]]
    baseline = [row["adopted"] for row in rows if not row["baseline"]]
    assert point["means"]["adopted"] == pytest.approx(sum(tried) / 4)
    assert point["minus_baseline"]["adopted"]["mean"] == pytest.approx(sum(tried) / 4 - sum(baseline) / 4)
    assert point["minus_baseline"]["adopted"]["pairs"] == 4
    assert result["verdict"] in shell.run("intervention=[okr]", "study.name=one").out


def test_scenario_that_tries_nothing_says_so(shell: Shell) -> None:
    said = shell.run("project.size=5")
    assert "nothing to compare with" in said.out
    assert {row["baseline"] for row in _runs(next((shell.folder / "results").iterdir()))} == {None}


@pytest.mark.long
def test_sweep_over_two_parameters_is_a_table_and_a_verdict(shell: Shell) -> None:
    said = shell.run(*GRID, "horizon.weeks=52")
    lines = said.out.splitlines()
    assert lines[1].split() == ["project.size", "\\", "rollout.speed", "0.1", "1"]
    assert [line.split()[0] for line in lines[2:4]] == ["5", "20"]
    assert said.out.count("*") == 2  # the legend and the best cell
    assert "project.size=5, rollout.speed=" in lines[4]
    assert "95 % interval" in lines[4]
    rows = _runs(shell.folder / "results" / "grid")
    assert len(rows) == (4 + 2) * 4  # four points, and one baseline for each size
    assert {(row["project.size"], row["rollout.speed"]) for row in rows if row["baseline"]} == {
        (5, 0.1),
        (5, 1),
        (20, 0.1),
        (20, 1),
    }


@pytest.mark.long
def test_sweep_over_one_parameter_is_a_ranking(shell: Shell) -> None:
    said = shell.run("-m", "project.size=80,5,20", "study.metric=work_delivered", "horizon.weeks=52")
    points = [line.split()[0] for line in said.out.splitlines()[2:5]]
    assert sorted(points) == ["project.size=20", "project.size=5", "project.size=80"]
    result = json.loads(
        shell.run("--json", "-m", "project.size=80,5,20", "study.metric=work_delivered", "horizon.weeks=52").out
    )
    means = [point["means"]["work_delivered"] for point in result["points"]]
    assert means == sorted(means, reverse=True)
    assert [point["label"] for point in result["points"]] == points


@pytest.mark.long
def test_summary_has_a_row_a_point_and_metric(shell: Shell) -> None:
    shell.run(*GRID)
    rows = list(csv.DictReader((shell.folder / "results" / "grid" / "summary.csv").read_text().splitlines()))
    assert len(rows) == 4 * len(METRIC_NAMES)
    assert "label" not in rows[0], "what the columns of what varies say already"
    assert {(row["project.size"], row["rollout.speed"]) for row in rows} == {
        ("5", "0.1"),
        ("5", "1"),
        ("20", "0.1"),
        ("20", "1"),
    }
    for row in (row for row in rows if row["difference"] and row["without_value"] == "0"):
        mean, baseline, difference = (float(row[name]) for name in ("mean", "baseline_mean", "difference"))
        assert mean - baseline == pytest.approx(difference, abs=1e-5 * (1 + abs(mean)))


@pytest.mark.long
def test_options_can_be_swept_and_shared_designs_are_run_once(shell: Shell) -> None:
    shell.run("-m", "intervention=[],none,[okr]", "study.name=levers")
    rows = _runs(shell.folder / "results" / "levers")
    assert [row["intervention"] for row in rows] == ["[]"] * 4 + ["[okr]"] * 4
    assert {row["baseline"] for row in rows} == {None, rows[0]["design"]}


@pytest.mark.long
def test_finished_points_are_not_run_again(shell: Shell) -> None:
    first = shell.run(*GRID)
    before = _runs(shell.folder / "results" / "grid")
    again = shell.run(*GRID)
    assert "6 finished already" in again.err
    assert again.out == first.out
    assert _runs(shell.folder / "results" / "grid") == before


@pytest.mark.long
def test_named_baseline_is_what_every_point_is_compared_with(shell: Shell) -> None:
    shell.run("-m", "project.size=5,20", "study.baseline='project.size=20'", "study.name=named")
    rows = _runs(shell.folder / "results" / "named")
    assert [(row["project.size"], row["baseline"] is None) for row in rows] == [(5, False)] * 4 + [(20, True)] * 4
    assert rows[0]["baseline"] == rows[4]["design"]


@pytest.mark.long
@pytest.mark.parametrize("words", [["+experiment=size_by_speed"], ["-m", "experiment=size_by_speed"]])
def test_named_study_sweeps_with_and_without_m(shell: Shell, words: list[str]) -> None:
    small = (
        "study.replicates=2",
        "study.pictures=false",
        "horizon.weeks=4",
        "project.size=20,80",
        "organization.draws=1",
    )
    said = shell("run", *words, *small)
    assert said.code == 0
    assert said.out.splitlines()[1].split()[-5:] == ["0.05", "0.1", "0.25", "0.5", "1"]
    rows = _runs(shell.folder / "results" / "size_by_speed")
    assert {row["project.size"] for row in rows} == {20, 80}
    assert len(rows) == (10 + 2) * 2


def test_projects_on_request_and_weeks_of_every_run(shell: Shell) -> None:
    shell.run("project.size=5", "study.name=kept", "study.keep_projects=true")
    folder = shell.folder / "results" / "kept"
    assert len(pq.read_table(folder / "projects.parquet")) == sum(row["projects_wanted"] for row in _runs(folder))
    assert [len(weeks or ()) for weeks in pq.read_table(folder / "weeks.parquet")["adopted"].to_pylist()] == [26] * 4


@pytest.mark.long
def test_pictures_are_drawn_into_the_folder(shell: Shell) -> None:
    said = shell.run("intervention=[okr]", "study.name=drawn", "study.pictures=true")
    assert said.out.splitlines()[-1].startswith("Pictures: results/drawn/")
    assert any(path.endswith((".svg", ".png")) for path in shell.files())


def test_composed_configuration_can_be_looked_at(shell: Shell) -> None:
    said = shell.run("--cfg", "job", "case=amsterdam", "project.size=7")
    assert said.code == 0
    assert "project:\n  size: 7\n" in said.out
    assert shell.files() == []


@pytest.mark.long
def test_own_options_come_from_a_folder(shell: Shell) -> None:
    (shell.folder / "mine" / "project").mkdir(parents=True)
    (shell.folder / "mine" / "project" / "tiny.yaml").write_text("size: 3\n")
    said = shell.run("--config-dir", "mine", "-m", "project=tiny,default", "study.name=own")
    assert said.code == 0
    manifest = json.loads((shell.folder / "results" / "own" / "manifest.json").read_text())
    assert [design["changes"].get("project.size") for design in manifest["designs"].values()] == [3, None]


@pytest.mark.long
def test_own_options_may_have_the_lines_of_windows_and_lie_in_folders(shell: Shell) -> None:
    (shell.folder / "mine" / "case" / "finance").mkdir(parents=True)
    case = (ROOT / "configs" / "case" / "antwerp.yaml").read_text(encoding="utf-8")
    (shell.folder / "mine" / "case" / "finance" / "q1.yaml").write_bytes(case.replace("\n", "\r\n").encode())
    small = ("study.pictures=false", "study.replicates=2", "horizon.weeks=8")
    said = shell("run", "--config-dir", "mine", "-m", "case=finance/q1", "rollout.coaches=2,5", *small)
    assert said.code == 0, said.err
    (folder,) = (shell.folder / "results").iterdir()
    assert folder.name.startswith("finance-q1-")


@pytest.mark.long
def test_own_options_come_from_several_folders(shell: Shell) -> None:
    for folder, size in (("it's mine", 3), ("yours", 4)):
        (shell.folder / folder / "project").mkdir(parents=True)
        (shell.folder / folder / "project" / f"of_{size}.yaml").write_text(f"size: {size}\n")
    for size in (3, 4):
        said = shell.run("--config-dir", "it's mine", f"project=of_{size}", "-cd=yours", "-c", "job")
        assert said.code == 0, said.err
        assert f"project:\n  size: {size}\n" in said.out


@pytest.mark.long
def test_study_in_use_is_left_alone(shell: Shell) -> None:
    folder = shell.folder / "results" / "grid"
    folder.mkdir(parents=True)
    lock = FolderLock.taken(folder)
    said = shell.run(*GRID)
    lock.release()
    assert said.code == 2
    assert f"written by another orgchange (process {os.getpid()})" in said.err
    assert list(folder.iterdir()) == []


@pytest.mark.long
def test_interrupted_sweep_keeps_what_is_finished_and_goes_on(shell: Shell) -> None:
    shell.run("study.name=warm")  # so that the other process does not spend its time compiling
    words = (
        *TINY,
        "-m",
        "project.size=range(5,65)",
        "study.replicates=40",
        "study.threads=1",
        "study.name=long",
        "horizon.weeks=156",
    )
    heard = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"  # ignored in the background
    script = f"{heard}; from experiments.command import main; sys.exit(main())"
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", script, "run", *words], env=surroundings, stderr=subprocess.PIPE, text=True
    )
    folder = shell.folder / "results" / "long"
    deadline = time.monotonic() + 120
    while len(journal_spans(folder)) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finished design points are kept in results/long, and the same command goes on from there" in said
    assert "Traceback" not in said
    kept = len(journal_spans(folder))
    assert 2 <= kept < 60
    again = shell("run", *words)
    assert f"{kept} finished already" in again.err
    assert len(_runs(folder)) == 60 * 40


@pytest.mark.long
def test_hydra_leaves_no_trace(shell: Shell) -> None:
    before = Path.cwd()
    shell.run(*GRID)
    assert Path.cwd() == before
    assert {path.split("/")[0] for path in shell.files()} == {"results"}
    assert not [path for path in shell.files() if ".hydra" in path or path.endswith((".log", ".yaml"))]


@pytest.mark.parametrize(("kind", "said"), [("failures", "no run ended of project.size=10: "), ("nothing", "no run")])
def test_a_point_of_which_no_run_ended_is_said_and_is_no_success(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str, said: str
) -> None:
    caplog.set_level(logging.INFO, "orgchange")
    assert say_what_failed(open_study(make_study(kind, tmp_path))) == 1
    (note,) = caplog.messages
    assert note.startswith(said)
    assert "preparing: TypeError: " in note
