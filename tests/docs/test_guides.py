"""What the guides show works as it is written."""

import ast
import contextlib
import io
import json
import re
import runpy
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest

from experiments.configuration.yaml_text import plain_yaml
from experiments.organizations.how import how_told
from tests.docs.pages import FOLDER, GUIDES, blocks, commands, write_files
from tests.experiments.conftest import shell
from tests.experiments.shell import TINY, Shell

COMMANDS = [
    (page, line)
    for page in [*GUIDES, *FOLDER.glob("*.md"), *(FOLDER / "cases").glob("*.md")]
    for line in commands(page)
]
RESULTS = FOLDER / "guides" / "results.md"
WITH_PYTHON = [page for page in GUIDES if page != RESULTS and any(block.language == "python" for block in blocks(page))]

SHORT = ("horizon.weeks=4", "study.replicates=1", "study.pictures=false", "organization.draws=1")
SMALL = ("organization.headcount=60", "organization.departments=4")
OF_ITS_OWN_SIZE = ("case=", "organization=from_data", "organization.departments=", "+experiment=size_by_speed")
MANY = ("hydra/sweeper=lhs", "hydra/sweeper=sobol", "+experiment=robust_policy")

__all__ = ["shell"]


def shortened(words: list[str]) -> list[str]:
    """Return a command with so little to run that a test can wait for it."""
    size = () if any(word.startswith(OF_ITS_OWN_SIZE) for word in words) else SMALL
    samples = ["hydra.sweeper.samples=2"] if set(MANY) & set(words) else []
    return [*words, *SHORT, *size, *samples] if words[0] == "run" and "--help" not in words else words


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[line for _, line in COMMANDS])
@pytest.mark.long
def test_commands_run_and_every_run_ends(page: Path, line: str, shell: Shell) -> None:
    write_files(page, shell.folder)
    words = shlex.split(line)[1:]
    said = shell(*shortened(words))
    assert said.code == 0, said.err
    assert said.out
    varied = {word.partition("=")[0] for word in words if "," in word and "[" not in word and "hydra" not in word}
    runs = shell.runs()
    assert {run["status"] for run in runs} == ({"ok"} if words[0] == "run" and "--help" not in words else set())
    assert all(len({str(run[name]) for run in runs}) > 1 for name in varied), varied


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return what runs the Python of a guide in a folder of its own, once, and tells what it prints."""

    @cache
    def run(guide: str) -> str:
        page, folder = FOLDER / "guides" / f"{guide}.md", tmp_path_factory.mktemp(guide)
        write_files(page, folder)
        out = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(out):
            run_examples(page, folder)
        return out.getvalue()

    return run


@pytest.mark.long
@pytest.mark.parametrize("page", WITH_PYTHON, ids=[page.stem for page in WITH_PYTHON])
def test_python_examples_print_as_often_as_they_say(page: Path, printed: Callable[[str], str]) -> None:
    examples = [block.text for block in blocks(page) if block.language == "python"]
    assert len(printed(page.stem).splitlines()) >= sum("print(" in text for text in examples)


@pytest.mark.long
def test_the_lesson_shows_what_it_is_told_for(printed: Callable[[str], str]) -> None:
    somebody, the_same, support, *lines = printed("trainer").splitlines()
    assert somebody == the_same, "both futures have the same people"
    fast, slow = map(float, support.removeprefix("support for a team: ").split())
    assert fast < slow == 1.0
    stages = dict(re.findall(r"^([a-z, ]+) (\{.*\})$", "\n".join(lines), flags=re.MULTILINE))
    assert {sum(ast.literal_eval(counts).values()) for counts in stages.values()} == {300}
    assert (
        len(re.findall(r"^e\d+ exposure 0\.\d\d, proficiency 0\.\d\d, workload", printed("trainer"), re.MULTILINE)) == 3
    )
    adopted = {
        name.strip(): int(share) for name, share in re.findall(r"^(.+) adopted (\d+)%", "\n".join(lines), re.MULTILINE)
    }
    assert adopted["fast"] < adopted["slow"] < adopted["fast, more coaches"]


@pytest.mark.long
def test_the_organization_of_the_guide_is_measured_in_python_too(printed: Callable[[str], str]) -> None:
    told = printed("researcher")
    assert "NetworkMeasures(pairs=9, mean_contacts=1.8, within_density=0.5, " in told  # 6 of 12 and 3 of 33 pairs
    assert "across_density=0.0909" in told
    assert "department_max=4)" in told
    assert re.search(r"mean +-?0\.0*[1-9]", told)
    assert re.search(r"^\d{3} uncertain parameters, for example", told, re.MULTILINE)


@pytest.mark.long
def test_the_examples_of_the_guides_have_something_to_show(printed: Callable[[str], str]) -> None:
    """A difference that is exactly 0 in every run shows nobody what an answer looks like."""
    assert re.search(r"change_success: rollout\.speed=[\d.]+ (with|leads with) 0\.\d*[1-9]", printed("python"))
    assert re.search(r"^1 +rollout\.speed=1 +-?0\.\d*[1-9]", printed("python"), re.MULTILINE)
    policies = printed("policies")
    compared = [line for line in policies.splitlines() if line.startswith("delivery.cross=") and " % to " in line]
    assert len(compared) > 30
    assert sum(" 0.000 to 0.000 " in line for line in compared) < len(compared) / 2
    assert "Good enough (portfolio_benefits>=baseline)" in policies
    assert "First-order indices from the sample as it is of change_success" in policies


@pytest.mark.long
def test_one_measure_comes_after_another_as_the_guide_says(shell: Shell) -> None:
    line = next(line for line in commands(FOLDER / "guides" / "analyst.md") if "rollouts.lean.departments" in line)
    small = ("organization.headcount=60", "organization.departments=4", "study.replicates=1", "study.pictures=false")
    said = shell(*shlex.split(line)[1:], *small, "horizon.weeks=70", "study.name=one")
    assert said.code == 0, said.err
    listed = shell("explain", "results/one", "--list", "units", "--json")
    units = json.loads(listed.out)
    assert sorted({unit["okr_taken_on"] for unit in units}) == [26, 39, 52, 65]
    assert {unit["department"] for unit in units if unit["lean_taken_on"] is not None} == {"D1", "D2"}
    assert min(unit["lean_taken_on"] for unit in units if unit["lean_taken_on"] is not None) == 0
    told = shell("explain", "results/one", "--department", "0")
    assert re.match(
        r"Department D1 \(number 0\): \d+ of \d+ have adopted OKR, .*; \d+ of \d+ have adopted lean, ", told.out
    )


@pytest.mark.long
def test_a_result_folder_is_read_as_the_guide_says(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    study = next(line for line in commands(RESULTS) if "study.name=plan" in line)
    said = shell(*shlex.split(study)[1:], *TINY)
    assert said.code == 0, said.err
    run_examples(RESULTS, shell.folder)
    assert "Name: successful" in capsys.readouterr().out
    queries = [block.text for block in blocks(RESULTS) if block.language == "sql"]
    assert len(queries) == 2
    for query in queries:
        assert len(duckdb.execute(query).fetchall()) == 4  # two sizes by two speeds, without the baselines


def test_people_and_ties_of_the_guide_are_read(shell: Shell) -> None:
    page = FOLDER / "guides" / "researcher.md"
    write_files(page, shell.folder)
    line = next(line for line in commands(page) if "organization=from_data" in line)
    said = shell(*shlex.split(line)[1:], "study.replicates=4", "study.pictures=false", "horizon.weeks=26")
    assert said.code == 0, said.err
    assert "10 people, 3 departments" in said.err
    told = how_told(plain_yaml(shell.folder / "how.yaml", ""), "how.yaml")
    assert (told.people.top, told.ties.at_least) == ("1001", 3)


def run_examples(page: Path, folder: Path) -> None:
    """Run the Python examples of a page one after another."""
    script = folder / "examples.py"
    script.write_text("\n".join(block.text for block in blocks(page) if block.language == "python"), encoding="utf-8")
    runpy.run_path(str(script))
