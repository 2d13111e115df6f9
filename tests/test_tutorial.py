"""The tutorial, followed word by word in a copy of the project: one file, one line, one option."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.paths import ROOT

TUTORIAL = ROOT / "docs" / "tutorial-intervention.md"
PACKAGES = ("sim", "configs", "experiments")
REPLICATES = 4


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL.read_text(), re.DOTALL)


def follow(place: Path) -> None:
    file, line = blocks("python")
    (option,) = blocks("yaml")
    for text in (file, option):
        path, content = text.removeprefix("# ").split("\n", maxsplit=1)
        (place / path).write_text(content)
    catalogue = place / "sim" / "interventions" / "catalogue.py"
    added = line.split("\n", maxsplit=1)[1]
    imported = "from sim.interventions.town_halls import TownHalls\n"
    last = "    microprojects: Microprojects = Microprojects()\n"
    text = catalogue.read_text().replace("\n\n@dataclass", f"{imported}\n\n@dataclass", 1)
    catalogue.write_text(text.replace(last, last + added))


@pytest.mark.long
def test_following_the_tutorial_gives_an_intervention_that_runs(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    follow(tmp_path)
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "ORGCHANGE_CACHE": str(tmp_path / "cache")}
    outputs = []
    for command in blocks("bash")[0].splitlines():
        words = [sys.executable, "-m", "experiments", *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    described, ran = outputs
    assert "intervention.town_halls.lift" in described
    assert re.search(r"intervention_effort|portfolio_benefits", ran)
    assert_every_run_ended(tmp_path)


def assert_every_run_ended(place: Path) -> None:
    (runs,) = place.glob("results/*/runs.parquet")
    rows = pq.read_table(runs, columns=["status", "error"]).to_pylist()
    assert len(rows) == 2 * REPLICATES  # with and without what is tried
    assert {(row["status"], row["error"]) for row in rows} == {("ok", None)}
