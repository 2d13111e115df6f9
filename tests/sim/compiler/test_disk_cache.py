"""Machine code on disk: wherever the package lies, however many start at once, and whatever became of the files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numba.core.errors import TypingError
from numba.core.event import install_recorder
from numpy.typing import NDArray

import sim
from sim.compiler import allocates, cache_folder, compiled, entry_point, is_kept, kernel

SCRIPT = """
from numba.core.event import install_recorder
from sim.organization.lognormal import lognormal
import numpy as np
with install_recorder("numba:compile") as seen:
    assert lognormal(np.full(3, 0.5), 1.0).tolist() == [1.0, 1.0, 1.0]
print(sum(event.is_start and event.data["dispatcher"].py_func is lognormal.py_func for _, event in seen.buffer))
"""


def _double(number: float) -> float:
    return 2.0 * number


def _compiles() -> bool:
    """Call the function as a process does that has not called it yet, and return whether it had to be compiled."""
    with install_recorder("numba:compile") as seen:
        assert entry_point(_double)(21.0) == 42.0
    return bool(seen.buffer)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the function in an empty cache, and return its file."""
    monkeypatch.setenv("ORGCHANGE_CACHE", str(tmp_path))
    assert not is_kept(_double)
    assert _compiles()
    assert is_kept(_double)
    (path,) = tmp_path.rglob("*.code")
    return path


def test_the_next_process_loads_what_was_kept(kept: Path) -> None:
    assert not _compiles()


@pytest.mark.parametrize(
    "damage", [lambda code: b"", lambda code: code[:-100], lambda code: code[:-1] + b"?", lambda code: b"not ours"]
)
def test_a_damaged_file_is_made_again(kept: Path, damage: Callable[[bytes], bytes]) -> None:
    kept.write_bytes(damage(kept.read_bytes()))
    assert _compiles()
    assert not _compiles()


def test_a_lost_file_is_made_again(kept: Path) -> None:
    kept.unlink()
    assert _compiles()
    assert not _compiles()


def test_code_is_kept_where_the_user_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGCHANGE_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert (cache_folder() or tmp_path).parent == tmp_path / "home" / ".cache" / "orgchange"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert (cache_folder() or tmp_path).parent == tmp_path / "caches" / "orgchange"


def _without_home(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    monkeypatch.delenv("ORGCHANGE_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", os.devnull)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))


def test_without_a_home_that_can_be_written_code_lies_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_home(monkeypatch, tmp_path)
    folder = cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert _compiles()
    assert not _compiles()


def test_where_nothing_can_be_written_every_process_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"orgchange-{os.getuid()}").write_text("not a folder")
    _without_home(monkeypatch, tmp_path)
    assert cache_folder() is None
    assert not is_kept(_double)
    assert _compiles()
    assert _compiles()


def _start(cache: Path, package: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "ORGCHANGE_CACHE": str(cache),
        "PYTHONPATH": str(package),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-W", "error", "-c", SCRIPT]
    return subprocess.Popen(
        command, env=environment, cwd=cache, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _finished(process: subprocess.Popen[str]) -> int:
    out, errors = process.communicate(timeout=300)
    assert errors == ""
    return int(out)


@pytest.mark.long
def test_of_several_processes_at_once_one_compiles_and_the_others_wait(tmp_path: Path) -> None:
    root = Path(sim.__file__).parents[1]
    processes = [_start(tmp_path, root) for _ in range(8)]
    assert sum(_finished(process) for process in processes) == 1


@pytest.mark.long
def test_an_installed_package_that_is_read_only_keeps_its_code_elsewhere(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "sim"
    shutil.copytree(Path(sim.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(package.rglob("*"))
    for path in (package, *before):
        path.chmod(0o555 if path.is_dir() else 0o444)
    cache = tmp_path / "cache"
    cache.mkdir()
    assert _finished(_start(cache, package.parent)) == 1
    assert _finished(_start(cache, package.parent)) == 0
    assert sorted(package.rglob("*")) == before


def test_a_rule_answers_python_and_a_kernel_does_not() -> None:
    assert compiled(_double)(4.0) == 8.0
    with pytest.raises(TypeError, match="called by compiled code only"):
        kernel(_double)(4.0)


def _itself(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    return numbers


def test_a_kernel_returns_an_array_only_if_it_says_that_it_allocates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGCHANGE_CACHE", str(tmp_path))
    silent, honest = kernel(_itself), allocates(kernel(_itself))

    def through_silent(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        return silent(numbers)

    def through_honest(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        return honest(numbers)

    numbers = np.arange(3.0)
    with pytest.raises(TypingError, match="needs @allocates"):
        entry_point(through_silent)(numbers)
    assert np.array_equal(entry_point(through_honest)(numbers), numbers)


@pytest.mark.long
def test_what_only_describes_the_model_starts_without_the_compiler() -> None:
    words = (
        "from experiments.command import main; assert main(['describe', 'week']) == 0; assert main(['run', "
        "'project.sise=1']) == 2"
    )
    script = f"import sim.engine, sys; {words}; assert not {{'numba', 'llvmlite'}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, cwd=Path(sim.__file__).parents[1])
