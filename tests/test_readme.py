"""What the README shows runs as it is written."""

import contextlib
import io
import json
import re
import runpy
from functools import cache

import pytest

from experiments.command import main
from tests.experiments.conftest import shell
from tests.experiments.shell import TINY, Said, Shell
from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
RUNS = re.findall(r"^orgchange (run (?!\+experiment|organization=from_data).*)$", README, flags=re.MULTILINE)
EXPLANATIONS = re.findall(r"^orgchange (explain results/amsterdam[^#\n]*)", README, flags=re.MULTILINE)
FLIPS = re.findall(r"`orgchange (flips results/amsterdam[^`]*)`", README)
DESCRIPTIONS = re.findall(r"orgchange (describe \w+(?: \w+)?)", README)
ACCOUNT = re.findall(r"```\n(Project P\d+ .*?)```", README, flags=re.DOTALL)
SESSION = re.findall(r"```\n\$ orgchange (run case=antwerp)\n(.*?)```", README, flags=re.DOTALL)
ROW = re.compile(r"^\| ([^|]+?) +\|((?: [\d.]+ % \|)+)$", flags=re.MULTILINE)
SIZES, SPEEDS = "project.size=5,20,80,240,720", "rollout.speed=0.05,0.1,0.25,0.5,1"
PRINTED = (
    r"0\.[5-9]\d+ 26\n",
    r"(Best|Undecided).* on change_success: .*\npoint +metric .*\n(.* adopted .*\n){2}\n?",
)

__all__ = ["shell"]


def in_one_line(text: str) -> str:
    """Return a text however its lines are broken."""
    return " ".join(text.split())


@pytest.mark.long
@pytest.mark.parametrize(("code", "printed"), list(zip(PYTHON, PRINTED, strict=True)))
def test_the_python_examples_print_what_they_are_shown_for(
    code: str, printed: str, shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    script = shell.folder / "example.py"
    script.write_text(code, encoding="utf-8")
    runpy.run_path(str(script))
    assert re.fullmatch(printed, capsys.readouterr().out)
    assert set(re.findall(r"\w+\.png", code)) <= set(shell.files())


@pytest.mark.long
@pytest.mark.parametrize("line", RUNS)
def test_the_commands_run_and_every_run_ends(line: str, shell: Shell) -> None:
    words = line.replace("'", "").split()
    small = [word for word in TINY if not ("case=amsterdam" in words and word.startswith("organization."))]
    said: Said = shell(*words, *small)
    assert said.code == 0, said.err
    assert {run["status"] for run in shell.runs()} == {"ok"}


@pytest.mark.long
def test_the_explanations_explain_what_is_shown(shell: Shell) -> None:
    assert shell("run", "case=amsterdam", "study.replicates=1", "study.pictures=false").code == 0
    listed, department, project = (shell(*line.split()) for line in EXPLANATIONS)
    assert in_one_line(project.out) == in_one_line(ACCOUNT[0])
    assert "amsterdam --point 0 --project 0 | --unit 0 | --department 0 | --employee e1" in in_one_line(listed.out)
    assert re.match(r"Department D4 \(number 3\): \d+ of \d+ have adopted the practice", department.out)


@pytest.mark.long
def test_the_case_prints_what_is_shown(shell: Shell) -> None:
    ((command, shown),) = SESSION
    said = in_one_line(shell(*command.split(), "study.pictures=false").out)
    lines = [in_one_line(line.removesuffix(" ...")) for line in shown.splitlines() if line != "..."]
    assert len(lines) > 5
    assert [line for line in lines if line not in said] == []


Points = dict[tuple[float, ...], dict[str, float]]


@cache
def swept(name: str, *words: str) -> Points:
    """Return the means of a sweep of Amsterdam by what is swept, with the change that a row names."""
    changes = re.findall(r"`([\w.]+=\w+)`", name)
    fixed = ("-m", "case=amsterdam", "rollout=default", "study.pictures=false", "--json")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["run", *fixed, *words, *changes]) == 0
    points = json.loads(out.getvalue())["points"]
    return {tuple(str_or_number(tuple(point["choices"].values()))): point["means"] for point in points}


def best(points: Points, metric: str) -> tuple[float, float, int]:
    """Return size and speed of the best cell, and its mean in whole percent."""
    size, speed = max(points, key=lambda key: points[key][metric])
    return size, speed, round(100 * points[size, speed][metric])


def shares(name: str, metric: str, *words: str) -> list[str]:
    """Return what a sweep of Amsterdam gives on a metric, in percent, in the order of what is swept."""
    points = swept(name, "study.replicates=60", *words)
    return [f"{100 * points[key][metric]:.1f} %" for key in sorted(points)]


def str_or_number(key: tuple[object, ...]) -> list[float]:
    """Return the numbers of some choices, by which points are put in order."""
    return [value for value in key if isinstance(value, int | float)]


@pytest.mark.long
def test_the_first_study_found_what_is_shown(shell: Shell) -> None:
    rows = [(name, re.findall(r"[\d.]+ %", values)) for name, values in ROW.findall(README)]
    assert [name.partition(" (")[0] for name, _ in rows] == [
        *("as declared", "uncoupled"),
        *("as declared", "coordination off", "miscommunication off", "exposure off"),
        *("as declared", "uncoupled", "as declared", "coaches not scarce"),
    ]
    metrics = ["change_success"] * 2 + ["successful"] * 4 + ["adopted"] * 2
    for (name, told), metric in zip(rows[:8], metrics, strict=True):
        assert shares(name, metric, SIZES, "rollout.speed=0.25") == told
    for name, told in rows[8:]:
        assert shares(name, "adopted", "project.size=80", SPEEDS) == told


@pytest.mark.long
def test_what_the_verdict_hinges_on_is_what_is_shown() -> None:
    rivals = re.findall(
        r"^\| (.+?) \| size (\d+), speed ([\d.]+) \((\d+) %\) \| \**size (\d+) \((\d+) %\)", README, re.MULTILINE
    )
    assert len(rivals) == 6
    for name, size, speed, change, most, successful in rivals[1::3]:  # a third of them: each is a study of 780 runs
        points = swept(name, "study.replicates=30", SIZES, SPEEDS)
        assert best(points, "change_success") == (float(size), float(speed), int(change))
        assert best(points, "successful")[0] == float(most)
        assert best(points, "successful")[2] == int(successful)


@pytest.mark.long
def test_the_flips_are_tried(shell: Shell) -> None:
    assert (
        shell(
            "run",
            "case=amsterdam",
            "study.replicates=2",
            "study.pictures=false",
            "study.name=amsterdam",
            "horizon.weeks=8",
        ).code
        == 0
    )
    for line in FLIPS:
        said: Said = shell(*line.split(), "--replicates=2")
        assert said.code == 0, said.err
        assert re.search(r"^Tried: assumptions \d+, values \d+ x pairs 2, runs \d+; ", said.out, re.MULTILINE)


@pytest.mark.parametrize("line", DESCRIPTIONS)
def test_the_descriptions_describe(line: str, shell: Shell) -> None:
    said = shell(*line.split())
    assert said.code == 0, said.err
    topic, *words = line.split()[1:]
    shown = json.loads(shell(*line.split(), "--json").out)
    assert len(shown) > (0 if words else 20)
    assert all(row["name"] in said.out for row in shown)
    assert all(word in str(row).lower() for row in shown for word in words), topic


def test_the_readme_shows_examples_of_every_kind() -> None:
    assert len(PYTHON) == 2
    assert len(ACCOUNT) == 1
    assert len(RUNS) == 4
    assert len(EXPLANATIONS) == 3
    assert len(FLIPS) == 1
    assert len(DESCRIPTIONS) >= 3
