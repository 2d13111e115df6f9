"""The whole of it, as a user would: a case that is asked about once, at its beginning, so that no run lives a week."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.keys import normal_table
from tests.experiments.shell import TINY, Shell

CASE = """\
title: A hamlet
begins: 2020-01-06
scenario: [organization.headcount=60, organization.departments=3, organization.team_size=10, "intervention=[okr]",
  horizon.weeks=26]
organizations: 2
runs: 2000
wanted: [WANTED]
data:
  surveys: {file: survey.csv, scale: [1, 7], reliability: RELIABILITY}
"""


def write_case(folder: Path, answers: int, reliability: str, wanted: str = "people.trust, learning.rate") -> None:
    """Write a case of one wave, before anything happens."""
    folder.mkdir()
    noise = normal_table(1, 1, "answers", np.arange(answers), 1)[:, 0]
    rows = "\n".join(f"2020-01-06,{min(7, max(1, round(5.2 + z)))}" for z in noise.tolist())
    (folder / "survey.csv").write_text(f"date,trust\n{rows}\n", encoding="utf-8")
    case = CASE.replace("RELIABILITY", reliability).replace("WANTED", wanted)
    (folder / "case.yaml").write_text(case, encoding="utf-8")


@pytest.mark.long
def test_a_case_becomes_a_posterior_and_a_policy(shell: Shell) -> None:
    write_case(shell.folder / "hamlet", 50, "[0.85, 0.95]")
    with (shell.folder / "hamlet" / "case.yaml").open("a", encoding="utf-8") as case:
        case.write('rivals: {wary: {people.trust: "uniform(0.05, 0.2)"}, uncoupled: {feedback.active: false}}\n')
    said = shell("calibrate", "hamlet/case.yaml", "--json")
    assert said.code == 0, said.err
    found = json.loads(said.out)
    verdicts = {row["name"]: row for row in found["verdicts"]}
    assert verdicts["people.trust"]["verdict"] == "told"
    assert verdicts["people.trust"]["low"] < (5.2 - 1) / 6 < verdicts["people.trust"]["high"]
    assert verdicts["learning.rate"]["verdict"] == "not told"
    assert abs(verdicts["learning.rate"]["contraction"]) < 0.15
    weights = {one["name"]: one["weight"] for one in found["rivals"]["models"]}
    assert weights["wary"] < 0.05
    assert 0.4 < weights["uncoupled"] < 0.6
    assert found["rivals"]["winner"] is None, "before anything happened nobody can tell whether results move people"
    assert found["usable"]
    assert found["checked"]["truths"] == 200
    folder = shell.folder / "results" / "hamlet"
    names = {path.name for path in folder.iterdir()}
    assert {"posterior.parquet", "posterior.csv", "report.md", "coverage.csv", "pictures"} <= names
    relived = shell("calibrate", "hamlet/case.yaml", "--verify")
    assert relived.code == 0, relived.out
    assert "The fit, done anew, has the same bits" in relived.out
    used = shell("run", "-m", "posterior=results/hamlet", "hydra.sweeper.samples=2", "intervention=[okr]", *TINY)
    assert used.code == 0, used.err


@pytest.mark.long
def test_data_that_say_nothing_tell_nothing(shell: Shell) -> None:
    write_case(shell.folder / "hamlet", 50, "0.8", "learning.rate, adoption.push, influence.rate")  # of weeks to come
    said = shell("calibrate", "hamlet/case.yaml", "--json")
    assert said.code in (0, 1), said.err
    assert {row["verdict"] for row in json.loads(said.out)["verdicts"]} == {"not told"}


@pytest.mark.long
def test_a_command_that_is_stopped_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    write_case(tmp_path / "hamlet", 50, "[0.85, 0.95]")
    moments = [("bank/*/*.parquet", 3), ("fit/*.npz", 1), ("fit/*.npz", 6)]
    hashes = []
    for out, stops in (("once", []), ("often", moments)):
        words = [sys.executable, "-m", "orgchange", "calibrate", "hamlet/case.yaml", "--out", out, "--threads", "1"]
        for pattern, count in stops:
            process = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and len(list((tmp_path / out).glob(pattern))) < count:
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 143, "it was stopped on its way"
        ended = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
        assert ended.returncode in (0, 1), ended.stderr
        kept = json.loads((tmp_path / out / "calibration.json").read_text(encoding="utf-8"))
        hashes.append(kept["draws_sha256"])
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "calibrate which case?"),
        (["nowhere.yaml"], "there is no file nowhere.yaml"),
        (["case.yaml", "--check", "--bank"], "one step at a time"),
        (["case.yaml", "--runs", "10"], "--runs must be a whole number from 2000"),
    ],
)
def test_what_cannot_be_meant_is_refused(shell: Shell, words: list[str], said: str) -> None:
    found = shell("calibrate", *words)
    assert found.code == 2
    assert said in found.err
    assert len(found.err.strip().splitlines()) == 1
