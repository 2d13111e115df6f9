"""Studies with their reports."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from experiments.command import main
from tests.experiments.report.studies import make_study


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what makes a study of a kind, with its report, and tells the path of the report; each only once."""

    @cache
    def made(kind: str) -> Path:
        folder = make_study(kind, tmp_path_factory.mktemp("reports"))
        assert main(["report", str(folder)]) == 0
        return folder / "report.html"

    return made
