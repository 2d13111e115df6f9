"""A look at a study that is not finished: what it has so far, and nothing of it is touched."""

import json
import re
import signal
from pathlib import Path

import numpy as np
import pytest

from experiments.results.study import read_study
from experiments.store.journal import journal_files
from experiments.store.reader import read_runs
from tests.experiments.export.workbook import sheets_of
from tests.experiments.shell import Shell
from tests.experiments.survival.process import ended, started, sweep, wait_for

STUDY = Path("results/study")
COMMAND = [*sweep(3, 4), "study.replicates=200", "study.threads=1"]
ASKED = 15 * 200


@pytest.fixture
def half(shell: Shell) -> Shell:
    process = started(shell.folder, COMMAND)
    assert wait_for(process, shell.folder, 5)
    process.send_signal(signal.SIGTERM)
    ended(process)
    return shell


def _journal() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in journal_files(STUDY)}


@pytest.mark.long
def test_every_look_says_how_much_there_is_and_the_study_goes_on(half: Shell) -> None:
    before = _journal()
    (count,) = re.findall(r"stopped, so far ([\d,]+) of 3,000 runs", half("list").out)
    done = int(count.replace(",", ""))
    assert 5 * 200 <= done < ASKED
    said = half("report", str(STUDY))
    assert said.code == 0
    assert f"results/study is not finished: so far {done} of {ASKED} runs, as tables in" in said.err
    assert f"So far: {done:,} of 3,000 runs" in (STUDY / "so_far" / "report.html").read_text("utf-8")
    compared = json.loads(half("compare", str(STUDY), "--json").out)["comparisons"]
    assert {each["metrics"]["adopted"]["difference"]["pairs"] for each in compared} == {200}
    assert half("export", str(STUDY), "--what", "levels,dictionary").code == 0
    (about,) = (
        row for row in sheets_of(STUDY / "so_far/export/study_so_far.xlsx")["dictionary"] if row["name"] == "so far"
    )
    assert about["meaning"].startswith(f"So far: {done:,} of 3,000 runs")
    assert _journal() == before
    assert half(*COMMAND).code == 0
    assert not (STUDY / "so_far").exists()
    assert read_study(STUDY).manifest.so_far is None


@pytest.mark.long
def test_runs_so_far_are_those_of_the_finished_study(half: Shell) -> None:
    look = read_study(STUDY)
    assert look.manifest.so_far is not None
    assert look.folder == STUDY / "so_far"
    assert half(*COMMAND).code == 0
    whole = read_runs(STUDY, 200)
    assert 1 <= len(look.points) < 12
    for point in look.points:
        np.testing.assert_array_equal(point.runs.metrics, whole[point.design].metrics)


@pytest.mark.long
def test_a_look_without_and_with_runs(half: Shell) -> None:
    assert "so far" in half("report", str(STUDY)).err
    assert (STUDY / "so_far" / "report.html").exists()
    for path in journal_files(STUDY):
        path.unlink()
    said = half("report", str(STUDY))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "no run of results/study has ended yet (0 of 3000); look again later" in said.err
