"""What the guides show works as it is written."""

import runpy
import shlex
from pathlib import Path

import duckdb
import pytest

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
    run_examples(page, shell)
    examples = [block.text for block in blocks(page) if block.language == "python"]
    assert len(capsys.readouterr().out.splitlines()) >= sum("print(" in text for text in examples)


@pytest.mark.long
def test_a_result_folder_is_read_as_the_guide_says(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    study = next(line for line in commands(RESULTS) if "study.name=plan" in line)
    said = shell(*shlex.split(study)[1:], *TINY)
    assert said.code == 0, said.err
    run_examples(RESULTS, shell)
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


def run_examples(page: Path, shell: Shell) -> None:
    """Run the Python examples of a page one after another."""
    script = shell.folder / "examples.py"
    script.write_text("\n".join(block.text for block in blocks(page) if block.language == "python"), encoding="utf-8")
    runpy.run_path(str(script))
