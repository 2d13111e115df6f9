"""A quick start: the command's own process leaves linear algebra out; a process of somebody else keeps it."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.command import main
from experiments.commands.startup import _Hidden
from tests.experiments.shell import TINY
from tests.paths import ROOT

OWN = """
import gc, sys
usual = gc.get_threshold()
from experiments.command import main
assert main() == 0
print("garbage is looked for later", gc.get_threshold() > usual)
print("linear algebra", "scipy.linalg" in sys.modules)
import scipy.linalg
print("for others", scipy.linalg.norm([3.0, 4.0]))
"""


@pytest.mark.long
def test_a_command_runs_without_linear_algebra_and_others_can_load_it(tmp_path: Path) -> None:
    words = [sys.executable, "-c", OWN, "run", *TINY, "intervention=[okr]", "study.pictures=false"]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-3:] == [
        "garbage is looked for later True",
        "linear algebra False",
        "for others 5.0",
    ]


@pytest.mark.long
def test_linear_algebra_is_hidden_from_nobody_but_who_compiles() -> None:
    hidden = "from experiments.commands.startup import without_linear_algebra as hide; hide(); import colorsys\n"
    plain = "import scipy.linalg; print(scipy.linalg.norm([3.0, 4.0]))"
    done = subprocess.run([sys.executable, "-c", hidden + plain], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("5.0\n", "")


def test_a_process_of_somebody_else_is_left_alone() -> None:
    usual = gc.get_threshold()
    assert main(["--version"]) == 0
    assert gc.get_threshold() == usual
    assert not any(isinstance(finder, _Hidden) for finder in sys.meta_path)
