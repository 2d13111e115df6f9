"""Launchers: whichever runs the jobs of a sweep, on this machine or on others, the study is the same, bit for bit."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.experiments.shell import TINY, Shell
from tests.paths import ROOT

SWEEP = (
    "-m",
    "intervention=[okr]",
    "project.size=5,20",
    "adoption.retry=interval(0.3,0.5)",
    "hydra/sweeper=lhs",
    "hydra.sweeper.samples=2",
)
EXTRAS = {"joblib": "distributed", "submitit": "distributed", "ray": "ray"}
LAUNCHERS = [
    ["hydra/launcher=basic"],
    ["hydra/launcher=joblib", "hydra.launcher.n_jobs=2"],
    ["hydra/launcher=submitit_local"],
    ["hydra/launcher=ray", "+hydra.launcher.ray.init.num_cpus=2"],
]


@pytest.mark.long
@pytest.mark.parametrize("words", LAUNCHERS, ids=lambda words: words[0].partition("=")[2])
def test_every_launcher_gives_the_same_study(shell: Shell, words: list[str]) -> None:
    launcher = words[0].partition("=")[2].partition("_")[0]
    if launcher in EXTRAS:
        pytest.importorskip(
            f"hydra_plugins.hydra_{launcher}_launcher", reason=f"comes with the extra [{EXTRAS[launcher]}]"
        )
    assert shell.run(*SWEEP, "study.name=ours").code == 0
    script = "import sys; from experiments.command import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "run", *TINY, *SWEEP, "study.name=theirs", *words]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = (shell.folder / "results" / name for name in ("ours", "theirs"))
    for table in ("runs", "series"):
        assert _rows(theirs, table) == _rows(ours, table)
    assert (theirs / "summary.csv").read_bytes() == (ours / "summary.csv").read_bytes()
    assert sorted(path.name for path in theirs.iterdir()) == sorted(path.name for path in ours.iterdir())
    assert [path for path in shell.files() if "/" not in path] == ["results"]


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    rows = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]
