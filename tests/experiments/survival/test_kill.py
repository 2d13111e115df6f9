"""Killed with SIGKILL: nothing finished is lost or run twice, and nothing half-written is read."""

import signal
from pathlib import Path

import pytest

from tests.experiments.shell import Shell
from tests.experiments.survival.kills import same_after_kills
from tests.experiments.survival.process import ended, killed_after, parts, started, sweep, tables, wait_for


@pytest.mark.long
def test_killed_study_goes_on_and_its_folder_is_free(shell: Shell) -> None:
    command = sweep(5, 8)
    first = started(shell.folder, [*command, "study.replicates=2000", "study.threads=1"])
    assert wait_for(first, shell.folder, 2)
    second = shell(*command, "study.replicates=20")
    first.send_signal(signal.SIGKILL)
    ended(first)
    assert (second.code, second.out) == (2, "")
    assert second.err.count("\n") == 1
    assert f"results/study is being written by another orgchange (process {first.pid}); wait for it" in second.err
    kept = parts(shell.folder)
    assert 2 <= kept < 45
    after = shell(*command, "study.replicates=20")
    assert after.code == 0
    assert f"; {kept} finished already" in after.err
    assert len(tables(shell.folder)["runs.parquet"]) == 20 * (45 - kept) + 2000 * kept


@pytest.mark.long
def test_study_killed_at_random_moments_ends_with_the_rows_of_an_undisturbed_one(tmp_path: Path) -> None:
    assert same_after_kills(tmp_path, 8, 30, 6) >= 4


@pytest.mark.long
def test_study_that_stops_when_it_knows_enough_survives_the_same(tmp_path: Path) -> None:
    command = [*sweep(3, 4), "study.until=decided", "study.replicates=64", "study.metric=adopted"]
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    assert ended(started(tmp_path / "whole", command))[0] == 0
    for count in (2, 12, 18, 25):
        killed_after(tmp_path / "killed", command, count, 0.0)
    assert ended(started(tmp_path / "killed", command))[0] == 0
    assert tables(tmp_path / "killed") == tables(tmp_path / "whole")


@pytest.mark.long
def test_study_told_to_stop_says_how_to_go_on(tmp_path: Path) -> None:
    process = started(tmp_path, [*sweep(5, 8), "study.replicates=2000", "study.threads=1"])
    assert wait_for(process, tmp_path, 2)
    process.send_signal(signal.SIGTERM)
    code, _, err = ended(process)
    assert code == 143
    assert "finished design points are kept in results/study, and the same command goes on from there" in err
    assert "Traceback" not in err
    assert parts(tmp_path) >= 2
