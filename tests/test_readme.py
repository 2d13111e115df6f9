"""What the README shows runs as it is written."""

import re
import runpy
from pathlib import Path

import pytest

from tests.experiments.conftest import shell
from tests.experiments.shell import TINY, Said, Shell
from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
RUNS = re.findall(r"^orgchange (run (?!\+experiment|organization=from_data).*)$", README, flags=re.MULTILINE)
EXPLANATIONS = re.findall(r"^orgchange (explain results/amsterdam[^#\n]*)", README, flags=re.MULTILINE)
FLIPS = re.findall(r"`orgchange (flips results/amsterdam[^`]*)`", README)
DESCRIPTIONS = re.findall(r"orgchange (describe \w+(?: \w+)?)", README)

__all__ = ["shell"]


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_examples_run(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "example.py"
    script.write_text(code, encoding="utf-8")
    runpy.run_path(str(script))
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("line", RUNS)
def test_the_commands_run(line: str, shell: Shell) -> None:
    words = line.replace("'", "").split()
    small = [word for word in TINY if not ("case=amsterdam" in words and word.startswith("organization."))]
    said: Said = shell(*words, *small)
    assert said.code == 0, said.err


def test_the_explanations_explain(shell: Shell) -> None:
    assert shell("run", "case=amsterdam", "study.replicates=1", "study.pictures=false").code == 0
    for line in EXPLANATIONS:
        said: Said = shell(*line.split())
        assert said.code == 0, said.err


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


@pytest.mark.parametrize("line", DESCRIPTIONS)
def test_the_descriptions_describe(line: str, shell: Shell) -> None:
    said = shell(*line.split())
    assert said.code == 0, said.err
    assert len(said.out.splitlines()) > 1


def test_the_readme_shows_examples_of_every_kind() -> None:
    assert PYTHON
    assert len(RUNS) == 4
    assert len(EXPLANATIONS) == 3
    assert len(FLIPS) == 1
    assert len(DESCRIPTIONS) >= 3
