"""A command works wherever it is started: other encodings, file names, backends, systems, and programs around it."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hydra import initialize
from hydra.core.global_hydra import GlobalHydra

from experiments.api.running import open_study
from tests.experiments.shell import TINY, Shell
from tests.paths import ROOT

TINY_RUN = (*TINY, "intervention=[okr]", "study.name=x")


def _process(
    folder: Path, *words: str, path: str = str(ROOT), **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "experiments", *words]
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": path} | environment, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    "encoding", ["cp1252", *(pytest.param(name, marks=pytest.mark.long) for name in ("ascii", "utf-8"))]
)
def test_a_table_is_printed_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    done = _process(tmp_path, "run", *TINY_RUN, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode(encoding)
    assert ("\N{MINUS SIGN}0." in said) == (encoding == "utf-8")
    assert "-0." in said or encoding == "utf-8"
    assert "?" not in said
    assert (tmp_path / "results" / "x" / "ro-crate-metadata.json").stat().st_size > 0


@pytest.mark.parametrize(
    "folder",
    [
        *("run:1", "Übung/größer", "no'quotes"),
        *(pytest.param(name, marks=pytest.mark.long) for name in ("file:x", "c:/plans/x", "a b", "x" * 250, "50%")),
    ],
)
def test_a_study_lies_in_a_folder_of_any_name(shell: Shell, folder: str) -> None:
    said = shell("run", *TINY, "intervention=[okr]", f'study.folder="{folder}"')
    assert said.code == 0, said.err
    assert (shell.folder / folder / "summary.csv").exists()
    verified = shell("verify", folder, "--sample=2", "--json")
    assert json.loads(verified.out)["runs"]["lived"] == 2, verified.err
    assert shell("report", folder).code == 0
    assert "The question, and the answer" in (shell.folder / folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_pictures_go_into_files_whatever_backend_a_notebook_names(tmp_path: Path) -> None:
    drawn = [word for word in TINY_RUN if word != "study.pictures=false"]
    done = _process(tmp_path, "run", *drawn, MPLBACKEND="module://not_installed_here.backend")
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "results" / "x" / "pictures").glob("*.png"))


@pytest.mark.long
def test_without_its_compiler_the_model_says_so_in_one_line(tmp_path: Path) -> None:
    done = _process(tmp_path, "run", *TINY_RUN, NUMBA_DISABLE_JIT="1")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "orgchange: the model needs its compiler, which NUMBA_DISABLE_JIT switches off; unset it"
    ]


@pytest.mark.long
def test_nothing_needs_what_only_posix_has(tmp_path: Path) -> None:
    (tmp_path / "fcntl.py").write_text("raise ModuleNotFoundError('no fcntl', name='fcntl')")
    (tmp_path / "sitecustomize.py").write_text("import os\ndel os.getuid\n")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = _process(tmp_path, "run", *TINY_RUN, path=path)
    assert done.returncode == 0, done.stderr
    again = _process(tmp_path, "verify", "results/x", path=path)
    assert again.returncode == 0, again.stderr


@pytest.mark.long
def test_a_program_that_uses_hydra_itself_keeps_its_own(shell: Shell) -> None:
    with initialize(config_path=None, version_base=None):
        mine = GlobalHydra.instance().hydra
        assert shell("run", *TINY_RUN).code == 0
        assert GlobalHydra.instance().hydra is mine
    assert "HYDRA_FULL_ERROR" not in os.environ


@pytest.mark.long
def test_two_threads_may_ask_at_once(shell: Shell) -> None:
    codes: list[int] = []
    sizes = {"one": 5.0, "two": 9.0, "three": 14.0}

    def run(name: str, size: float) -> None:
        codes.append(shell("run", *TINY, f"study.name={name}", f"project.size={size}").code)

    threads = [threading.Thread(target=run, args=asked) for asked in sizes.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0, 0]
    kept = {name: open_study(f"results/{name}").runs["project.size"].tolist() for name in sizes}
    assert kept == {name: [size] * 4 for name, size in sizes.items()}
