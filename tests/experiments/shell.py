"""Commands for tests: a tiny study, and running a command line inside the test's own process and folder."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from experiments.command import main

TINY = (
    "organization.headcount=60",
    "organization.departments=4",
    "horizon.weeks=26",
    "study.replicates=4",
    "study.pictures=false",
)


@dataclass(frozen=True)
class Said:
    """What a command returned and wrote."""

    code: int
    out: str
    err: str


def study_in(folder: Path, *words: str) -> Path:
    """Run a tiny study once, for the tests of a file that only read it, and return where it lies."""
    study = folder / "x"
    quiet = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        assert main(["run", *TINY, *words, f"study.folder={study}"]) == 0, quiet.getvalue()
    return study


class Shell:
    """Runs command lines in the current folder of the process, which is the test's own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str) -> Said:
        """Run ``orgchange WORDS``."""
        self._capsys.readouterr()
        code = main(words)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def run(self, *words: str) -> Said:
        """Run ``orgchange run`` on a tiny organization; the words come last and so count more."""
        return self("run", *TINY, *words)

    def runs(self) -> list[dict[str, Any]]:
        """Return a row for every run of the studies below the test's folder."""
        return [row for table in self.folder.rglob("runs.parquet") for row in pq.read_table(table).to_pylist()]

    def files(self) -> list[str]:
        """Return every file and folder below the test's folder."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
