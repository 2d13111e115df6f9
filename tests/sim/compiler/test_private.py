"""Kept machine code is run only if it is the user's own, writable by nobody else, and the code that was asked for."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from numba.core.event import install_recorder

from sim.compiler import cache_folder, entry_point

STRANGER = 4321

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows opens a profile to its owner only")


def _double(number: float) -> float:
    return 2.0 * number


def _treble(number: float) -> float:
    return 3.0 * number


def _compiles() -> bool:
    """Call the function as a new process does; return whether it had to be compiled."""
    with install_recorder("numba:compile") as seen:
        assert entry_point(_double)(21.0) == 42.0
    return bool(seen.buffer)


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a folder for machine code; what falls back lies beside it."""
    (tmp_path / "temporary").mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("ORGCHANGE_CACHE", str(tmp_path / "named"))
    return tmp_path / "named"


@pytest.fixture
def kept(named: Path) -> Path:
    """Keep the function, and return its file."""
    assert _compiles()
    assert not _compiles()
    (path,) = named.rglob("*.code")
    return path


def test_a_folder_is_made_for_its_owner_alone(named: Path) -> None:
    mask = os.umask(0)
    try:
        folder = cache_folder()
    finally:
        os.umask(mask)
    assert folder is not None
    assert [stat.S_IMODE(place.stat().st_mode) for place in (named, folder)] == [0o700, 0o700]


LOOSE_FOLDERS: dict[str, Callable[[Path], None]] = {
    "writable by the group": lambda folder: folder.chmod(0o770),
    "writable by all": lambda folder: folder.chmod(0o707),
    "with a bit against deleting": lambda folder: folder.chmod(0o1777),
    "a link": lambda folder: folder.rename(folder.with_name("real")).parent.joinpath(folder.name).symlink_to("real"),
    "of somebody else": lambda folder: os.chown(folder, STRANGER, -1),
}


@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize("how", LOOSE_FOLDERS)
def test_a_folder_that_others_can_change_is_not_used(kept: Path, named: Path, how: str, inner: bool) -> None:
    if how == "of somebody else" and os.getuid() != 0:
        pytest.skip("only an administrator gives a folder away")
    LOOSE_FOLDERS[how](kept.parent if inner else named)
    folder = cache_folder()
    assert folder is not None
    assert folder.parent.parent == named.parent / "temporary"
    assert _compiles()


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _a_huge_one(path: Path) -> None:
    os.truncate(path, 2**40)


LOOSE_FILES: dict[str, Callable[[Path], object]] = {
    "writable by the group": lambda path: path.chmod(0o660),
    "writable by all": lambda path: path.chmod(0o606),
    "a link": lambda path: path.rename(path.with_name("real")).with_name(path.name).symlink_to("real"),
    "of somebody else": lambda path: os.chown(path, STRANGER, -1),
    "a pipe": _a_pipe,
    "huge": _a_huge_one,
}


@pytest.mark.parametrize("how", LOOSE_FILES)
def test_a_file_that_others_can_change_is_made_again(kept: Path, how: str) -> None:
    if how == "of somebody else" and os.getuid() != 0:
        pytest.skip("only an administrator gives a file away")
    LOOSE_FILES[how](kept)
    assert _compiles()
    assert not _compiles()
    assert stat.S_IMODE(kept.lstat().st_mode) == 0o600


@pytest.mark.long
def test_a_flipped_bit_is_found_wherever_it_is(kept: Path) -> None:
    whole = kept.read_bytes()
    draw = Random(16)  # noqa: S311 - not for secrets
    for place in (0, 31, 32, len(whole) - 1, *(draw.randrange(len(whole)) for _ in range(6))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << draw.randrange(8)
        kept.write_bytes(flipped)
        assert _compiles()
        assert not _compiles()


def test_code_under_another_name_is_not_run(kept: Path) -> None:
    assert entry_point(_treble)(2.0) == 6.0
    (other,) = (path for path in kept.parent.glob("*.code") if path != kept)
    shutil.copy(other, kept)
    assert _compiles()


def test_code_of_another_source_is_not_run(kept: Path, named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.compiler.cache_dir.source_stamp", lambda: "f" * 64)
    shutil.copytree(kept.parent, named / ("f" * 16))
    assert _compiles()


def test_what_a_full_disk_leaves_of_a_file_is_taken_away(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        assert _compiles()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in named.rglob("*") if path.is_file() and path.suffix != ".lock"] == []
    assert _compiles()
    assert not _compiles()
