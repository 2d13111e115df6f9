"""Values that are listed: ranges with slips are refused before anything is written out, and order is what was asked."""

from pathlib import Path

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from experiments.sweeps.listed import MOST_POINTS, listed_values
from sim.errors import ScenarioError
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell, study_in

__all__ = ["shell"]


def values(text: str) -> list[str]:
    (override,) = OverridesParser.create().parse_overrides([f"project.size={text}"])
    return listed_values(override)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("5,20,80", ["5", "20", "80"]),
        ("range(1,10,3)", ["1", "4", "7"]),
        ("range(10,1,-3)", ["10", "7", "4"]),
        ("range(0.1,0.35,0.1)", ["0.1", "0.2", "0.3"]),
        ("sort(range(100,450,200),reverse=true)", ["300", "100"]),
        ("sort(range(100,450,200), reverse = True)", ["300", "100"]),
        ("sort(range(450,100,-200))", ["250", "450"]),
        ("sort(range(100,450,200))", ["100", "300"]),
        ("sort(range(0.1,0.4,0.2),reverse=true)", ["0.3", "0.1"]),
        ("sort(3,1,2)", ["1", "2", "3"]),
        ("sort(choice(3,1,2),reverse=true)", ["3", "2", "1"]),
    ],
)
def test_values_are_those_that_were_asked_for(text: str, asked: list[str]) -> None:
    assert values(text) == asked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("range(5,50,0)", "this one is 0"),
        ("range(0.1,0.5,0.0)", "this one is 0"),
        ("range(5,50,-0.0)", "this one is 0"),
        ("sort(range(5,50,0))", "this one is 0"),
        ("range(1,20000,0.0001)", "names 199,990,000 values"),
        ("range(1,1e300,1)", "values; at most"),
        ("range(0,1e308,1e-300)", "has no end"),
        ("range(1,inf,1)", "has no end"),
        ("range(0,-1e12,-1)", "names 1,000,000,000,000 values"),
        ("sort(range(1,20000,0.0001),reverse=true)", "names 199,990,000 values"),
        ("shuffle(range(1,20000000,1))", "names 19,999,999 values"),
        ("range(5,1,1)", "names no value"),
    ],
)
def test_a_range_that_cannot_be_meant_is_refused(text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        values(text)
    assert said in str(refused.value)
    assert text in str(refused.value)


def test_too_many_combinations_are_refused_with_their_number(shell: Shell) -> None:
    size, speed = "project.size=range(1,3001,1)", "rollout.speed=range(0.001,1,0.001)"
    said = shell.run("-m", size, speed)
    assert said.code == 2
    assert f"3,000 x 999 values makes 2,997,000 points; at most {MOST_POINTS:,}" in said.err
    sampled = shell.run(
        "-m", size, "hydra/sweeper=lhs", "hydra.sweeper.samples=1000", "adoption.retry=interval(0.1,0.5)"
    )
    assert sampled.code == 2
    assert "3,000,000 points" in sampled.err


HEADERS = [
    "project.size,project.size",
    "project.size,rollout.speed,project.size",
    "a,a",
    "project.size,project.size,rollout.speed",
    "intervention,project.size,intervention,rollout.speed",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_column_that_is_there_twice_is_refused(shell: Shell, header: str, separator: str) -> None:
    cells = ",".join("5" for _ in header.split(","))
    (shell.folder / "table.csv").write_text(f"{header}\n{cells}\n".replace(",", separator))
    said = shell.run("-m", "hydra/sweeper=table", "hydra.sweeper.table=table.csv")
    assert said.code == 2
    assert f"the column '{header.split(',', maxsplit=1)[0]}' is there twice" in said.err


CLOSE = ("5.1234567", "5.1234568", "5.12345670001", "51.234567", "5.123457")


@pytest.fixture(scope="module")
def close(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study of points with nearly the same sizes, and of one with a plain size."""
    sizes = ",".join((*CLOSE, "5"))
    words = ("intervention=[okr]", f"project.size={sizes}", "study.replicates=2", "horizon.weeks=8")
    return study_in(tmp_path_factory.mktemp("close"), "-m", *words)


@pytest.mark.parametrize("typed", CLOSE)
def test_points_are_told_apart_and_found_by_what_was_typed(close: Path, shell: Shell, typed: str) -> None:
    said = shell("explain", str(close), "--point", f"project.size={typed}", "--project", "0")
    assert said.code == 0, said.err


@pytest.mark.parametrize("typed", ["5", "5.0", "5.00", "5e0", "05.0"])
def test_a_number_is_the_same_however_it_is_written(close: Path, shell: Shell, typed: str) -> None:
    assert shell("explain", str(close), "--point", f"project.size={typed}", "--project", "0").code == 0


@pytest.mark.long
def test_levers_that_vary_together_are_discovered_as_far_as_they_go(shell: Shell) -> None:
    swept = ("hydra/sweeper=zip", "project.size=5,20,80", "rollout.speed=0.1,0.3,0.9")
    shell.run("-m", "intervention=[okr]", *swept, "study.name=x")
    said = shell("discover", "results/x")
    assert said.code == 0, said.err
    asked = shell("discover", "results/x", "--loses", "project.size=80", "--against", "project.size=5")
    assert asked.code == 2


@pytest.mark.parametrize("group", ["experiment", "case"])
@pytest.mark.parametrize(
    "text",
    [
        "horizon: {weeks: 26}\n",
        "study: {replicates: 2}\n",
        "organization: {headcount: 60}\nhorizon: {weeks: 9}\n",
        "# mine\nhorizon: {weeks: 26}\n",
        "# package _global_\nstudy:\n  metric: trust\n",
    ],
)
def test_a_file_without_its_header_is_told_what_it_lacks(shell: Shell, group: str, text: str) -> None:
    (shell.folder / "conf" / group).mkdir(parents=True)
    (shell.folder / "conf" / group / "mine.yaml").write_text(text)
    said = shell.run("--config-dir=conf", f"{'+' if group == 'experiment' else ''}{group}=mine")
    assert said.code == 2
    assert "# @package _global_" in said.err
