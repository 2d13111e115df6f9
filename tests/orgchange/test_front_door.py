"""The front door: quick to open, complete, and open wherever a program is started."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import orgchange as oc
from tests.experiments.shell import TINY
from tests.paths import ROOT

RUN = f"study = oc.run(*{TINY!r}, 'intervention=[okr]', 'study.name=x')"


def _python(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script that lies in a folder, as a program or a notebook of somebody would be."""
    (folder / "mine.py").write_text(script)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "mine.py"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_door_opens_before_anything_behind_it_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys, time; before = time.process_time(); import orgchange; took = time.process_time() - before\n"
        "heavy = {'numpy', 'pandas', 'hydra', 'numba', 'mesa', 'sim', 'experiments'} & set(sys.modules)\n"
        "print(took, sorted(heavy))"
    )
    told = [_python(tmp_path, script).stdout.partition(" ") for _ in range(3)]
    assert {heavy.strip() for _, _, heavy in told} == {"[]"}
    assert min(float(took) for took, _, _ in told) < 0.1  # the least of three: others may be at work beside this


def test_every_name_is_there_and_says_what_it_is() -> None:
    for name in oc.__all__:
        assert getattr(oc, name).__doc__
    assert set(oc.__all__) <= set(dir(oc))
    assert list(oc.__all__) == sorted(oc.__all__)


def test_an_unknown_name_is_an_attribute_error_that_lists_the_names() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'runs'; it has: .*open_study"):
        _ = oc.runs


@pytest.mark.long
def test_own_folders_of_our_names_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "sim.py").write_text("MINE = 1\n")
    for name in ("experiments", "configs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("MINE = 2\n")
    script = f"import sim, configs\nimport orgchange as oc\n{RUN}\nprint(sim.MINE, configs.MINE, len(study.runs))"
    done = _python(tmp_path, script)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 2 8\n"
    installed = "import sys; from orgchange.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", f"import sim; {installed}", "verify", "results/x", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    again = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert json.loads(again.stdout)["same"], again.stderr


@pytest.mark.long
def test_a_script_without_a_terminal_hears_nothing_but_what_it_prints(tmp_path: Path) -> None:
    done = _python(tmp_path, f"import orgchange as oc\n{RUN}\nprint(study.verdict)")
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.long
def test_a_refusal_is_an_error_with_one_line(tmp_path: Path) -> None:
    refused = "try:\n    oc.run('project.sise=1')\nexcept oc.ScenarioError as error:\n    print(error)"
    script = f"import orgchange as oc\n{refused}"
    assert _python(tmp_path, script).stdout == "unknown parameter 'project.sise'; did you mean 'project.size'?\n"
