"""``orgchange validate``, end to end on the patterns that are quick, and what it refuses."""

import csv
import json
import math
from dataclasses import replace

import pytest

from experiments.validation.catalogue import PATTERNS
from experiments.validation.estimate import UNKNOWN, Estimate
from experiments.validation.wording import band_text, span_text, target_text, value_text
from tests.experiments.shell import Shell
from tests.experiments.validation.targets import BAND, DIRECTION

QUICK = ("--effort", "0.1", "--threads", "2")


@pytest.mark.long
def test_scoreboard_is_printed_and_written(shell: Shell) -> None:
    said = shell("validate", "P14", "P10", *QUICK)
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("P")] == ["P10", "P14", *["P10"] * 3, "P14"]
    verdicts = [row["verdict"] for row in json.loads(shell("validate", "P14", "P10", "--json", *QUICK).out)["patterns"]]
    assert lines[-1].startswith(f"{verdicts.count('reproduced')} of 2 patterns reproduced")
    folder = shell.folder / "results" / "validation-P10-P14"
    assert {path.name for path in folder.iterdir()} == {
        f"scoreboard.{kind}" for kind in ("json", "csv", "md", "png", "svg")
    }
    rows = list(csv.DictReader((folder / "scoreboard.csv").read_text().splitlines()))
    assert [row["key"] for row in rows if row["pattern"] == "P14"] == ["ratio", "adopted"]
    assert "## P10 Network" in (folder / "scoreboard.md").read_text()


def test_json_holds_targets_values_and_verdicts(shell: Shell) -> None:
    found = json.loads(shell("validate", "P14", "--json", *QUICK).out)
    ratio, adopted = found["patterns"][0]["parts"]
    assert ratio["band_low"] <= ratio["simulated"] <= ratio["band_high"]
    assert ratio["interval_low"] < ratio["simulated"] < ratio["interval_high"]
    assert (ratio["target"], ratio["use"], ratio["grade"]) == (0.58, "code", "B")
    assert adopted["smallest_effect"] == 0.02
    assert (adopted["target"], adopted["band_high"], adopted["use"]) == (None, None, "check")
    assert found["effort"] == 0.1


@pytest.mark.long
def test_other_parameters_can_break_a_pattern(shell: Shell) -> None:
    found = json.loads(shell("validate", "P14", "saturation.fatigue=0", "--json", *QUICK).out)
    assert found["changes"] == {"saturation.fatigue": 0}
    assert found["patterns"][0]["verdict"] == "not"
    assert "Not as declared: saturation.fatigue=0" in shell("validate", "P14", "saturation.fatigue=0", *QUICK).out


@pytest.mark.long
def test_power_is_measured_kept_and_told_on_the_scoreboard(shell: Shell) -> None:
    assert "has not been measured: orgchange validate --power" in shell("validate", "P14", *QUICK).out
    said = shell("validate", "P14", "--power", "--draws", "3", *QUICK)
    assert said.code == 0, said.err
    assert "1 targets for checking can fail" in said.out or "0 of 1 targets for checking can fail" in said.out
    kept = json.loads((shell.folder / "results" / "validation-P14" / "power.json").read_text())
    assert (kept["draws"], kept["refused"], kept["effort"]) == (3, 0, 0.1)
    assert set(kept["met"]["P14"]) == {"ratio", "adopted"}
    told = shell("validate", "P14", *QUICK).out
    assert f"met by {kept['met']['P14']['adopted']} of 3" in told
    assert "of 1 targets for checking can fail" in told


@pytest.mark.long
def test_ablation_shows_what_carries_a_pattern(shell: Shell) -> None:
    small = ("organization.headcount=200", "organization.departments=6")
    said = shell("validate", "P14", "--ablate", *QUICK, *small)
    assert said.code == 0, said.err
    assert any(line.startswith("Without saturation: P14 (") for line in said.out.splitlines())
    assert "Without ties: no pattern breaks." in said.out
    folder = shell.folder / "results" / "validation-P14"
    found = json.loads((folder / "ablation.json").read_text())
    assert found["changes"]["saturation"]["P14"]["lost"]
    assert (folder / "ablation.png").stat().st_size > 10_000


@pytest.mark.long
def test_fit_moves_what_is_free_and_holds_it_against_the_patterns(shell: Shell) -> None:
    quick = ("--evaluations", "2", "--effort", "0.02", "--check-effort", "0.01", "--threads", "2")
    said = shell("validate", "--fit", "--free", "estimation.bias", "exposure.change_size=0.1", *quick)
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[0].startswith("distance ")
    assert lines[1].split() == ["parameter", "before", "fitted", "from", "to"]
    assert [line.split()[0] for line in lines[2:4]] == ["estimation.bias", "pattern"]
    assert "CHECK targets met: " in lines[-1]
    found = json.loads((shell.folder / "results" / "validation" / "calibration.json").read_text())
    assert list(found["fitted"]) == list(found["bounds"]) == ["estimation.bias"]
    assert found["distance"]["after"] == min(trial["distance"] for trial in found["trials"])
    assert len(found["scoreboard"]["patterns"]) == len(PATTERNS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("P99",), "there is no pattern 'P99'"),
        (("--effrt", "1"), "unknown flag '--effrt'; did you mean '--effort'?"),
        (("--effort", "0"), "--effort needs a number from 0.01 to 100, not '0'"),
        (("--effort",), "--effort needs a value"),
        (("--threads=many",), "--threads must be a whole number from 0 to 1024, not 'many'"),
        (("P3", "--docs"), "--docs is for the page of all patterns"),
        (("--fit", "--docs"), "--docs is for the page of all patterns"),
        (("--fit", "--ablate"), "one of --ablate, --power, --statements and --fit, not several"),
        (("--power", "--docs"), "--power writes into docs/validation by itself"),
        (("P3", "--draws", "3"), "--draws belongs to --power"),
        (("--fit", "P3"), "--fit has patterns of its own; leave P3 out"),
        (("--check-effort", "1"), "--check-effort belongs to --fit"),
        (("--fit", "--evaluations", "0"), "--evaluations must be a whole number from 1 to 100000, not '0'"),
        (("--fit", "--free", "estimation.bais"), "'estimation.bais' is no free parameter; did you mean"),
        (("P3", "project.sise=3"), "unknown parameter 'project.sise'; did you mean 'project.size'?"),
        (("P3", "project.size=0"), "project.size = 0 is out of bounds"),
    ],
)
def test_bad_input_is_refused_in_one_line(shell: Shell, words: tuple[str, ...], expected: str) -> None:
    said = shell("validate", *words)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert expected in said.err
    assert shell.files() == []


def test_help_says_how(shell: Shell) -> None:
    assert "--ablate" in shell("validate", "--help").out
    assert "orgchange validate" in shell("--help").out


def test_numbers_are_written_for_people() -> None:
    assert (value_text(0.2346, "share"), value_text(-0.05, "points"), value_text(None, "1")) == (
        "23.5 %",
        "−5.0 points",
        "",
    )
    assert (value_text(0.0015, "share"), value_text(14.5, "1"), value_text(math.nan, "1")) == ("0.15 %", "14.5", "?")
    assert (target_text(BAND), band_text(BAND)) == ("30.0 %", "20.0 to 40.0")
    assert (target_text(DIRECTION), band_text(DIRECTION)) == ("above 0", "at least 5.0")
    assert span_text(Estimate(0.3, 0.25, 0.35), "share") == "25.0 to 35.0"
    assert span_text(UNKNOWN, "share") == span_text(Estimate(0.3, 0.25, math.inf), "share") == "not measurable"
    assert band_text(replace(DIRECTION, smallest=0.002)) == "at least 0.20"
    assert value_text(3.0, "weeks") == "3.000 weeks"
