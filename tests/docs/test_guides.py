"""What the guides show works as it is written."""

import runpy
import shlex
from pathlib import Path

import duckdb
import pytest

from tests.docs.pages import FOLDER, GUIDES, blocks, commands, write_files
from tests.experiments.commands import TINY, Shell
from tests.experiments.conftest import shell

COMMANDS = [(page, line) for page in [*GUIDES, *FOLDER.glob("*.md"), *(FOLDER / "cases").glob("*.md")] for line in commands(page)]
WITH_PYTHON = [page for page in GUIDES if any(block.language == "python" for block in blocks(page))]
RESULTS = FOLDER / "guides" / "results.md"

__all__ = ["shell"]


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[line for _, line in COMMANDS])
def test_commands_use_what_there_is(page: Path, line: str, shell: Shell) -> None:
    write_files(page, shell.folder)
    words = shlex.split(line)[1:]
    said = shell(*words, *(["--cfg", "job"] if words[0] == "run" else []))
    assert said.code == 0, said.err
    assert said.out


@pytest.mark.parametrize("page", WITH_PYTHON, ids=[page.stem for page in WITH_PYTHON])
def test_python_examples_run(page: Path, shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(page, shell.folder)
    make_study(page, shell)
    examples = [block.text for block in blocks(page) if block.language == "python"]
    script = shell.folder / "examples.py"
    script.write_text("\n".join(examples), encoding="utf-8")
    runpy.run_path(str(script))
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) >= sum("print(" in text for text in examples)


def test_queries_run(shell: Shell) -> None:
    make_study(RESULTS, shell)
    queries = [block.text for block in blocks(RESULTS) if block.language == "sql"]
    assert len(queries) == 2
    for query in queries:
        rows = duckdb.execute(query).fetchall()
        assert len(rows) == 4  # two sizes by two speeds, without the baselines


def test_people_and_ties_of_the_guide_are_read(shell: Shell) -> None:
    page = FOLDER / "guides" / "researcher.md"
    write_files(page, shell.folder)
    line = next(line for line in commands(page) if "organization=from_data" in line)
    said = shell(*shlex.split(line)[1:], "study.replicates=4", "study.pictures=false", "horizon.weeks=26")
    assert said.code == 0, said.err
    assert "10 people, 3 departments" in said.err


def make_study(page: Path, shell: Shell) -> None:
    """Run the study whose folder a page reads, in a tiny organization."""
    for line in commands(page):
        if "study.name=plan" in line:
            said = shell(*shlex.split(line)[1:], *TINY)
            assert said.code == 0, said.err
