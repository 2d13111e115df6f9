"""A lock on a study folder: one process at a time writes into it, and a lock whose owner has died holds nobody up."""

import os
import sys
from contextlib import suppress
from errno import ENOLCK, ENOSYS, ENOTSUP
from pathlib import Path
from typing import Self

from filelock import lock_descriptor

from sim.errors import ScenarioError

LOCK = ".lock"
WITHOUT_LOCKS = {ENOLCK, ENOSYS, ENOTSUP}
FIRST = 1  # where the number of the process begins: Windows lets nobody read the first byte, which is locked


class FolderLock:
    """Holds a folder for this process; the system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path, file: int) -> None:
        self._path = path
        self._file = file

    @classmethod
    def taken(cls, folder: Path) -> Self:
        """Take the lock of an existing folder; raise ScenarioError naming the process that holds it."""
        path = folder / LOCK
        file = _opened(path)
        while not _locked(file) or not _is_still_there(file, path):
            held = _is_still_there(file, path)
            owner = _process_in(file)
            os.close(file)
            if held:
                holder = f"another orgchange (process {owner})"
                raise ScenarioError(f"{folder} is being written by {holder}; wait for it, or give another study.name")
            file = _opened(path)
        os.truncate(file, 0)
        os.lseek(file, FIRST, os.SEEK_SET)
        os.write(file, str(os.getpid()).encode())
        return cls(path, file)

    def release(self) -> None:
        """Let go of the folder, and leave nothing behind."""
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        with suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink(missing_ok=True)


def is_held(folder: Path) -> bool:
    """Return whether a process holds a folder now; the folder is left as it is."""
    path = folder / LOCK
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _locked(file)
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT)


def _locked(file: int) -> bool:
    """Return whether the file is locked now; where a file system has no locks, everybody is alone."""
    try:
        return lock_descriptor(file, blocking=False)
    except OSError as error:
        if error.errno in WITHOUT_LOCKS:
            return True
        raise


def _is_still_there(file: int, path: Path) -> bool:
    """Return whether the opened file is still the one in the folder, and not one that its owner has just removed."""
    try:
        return os.fstat(file).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _process_in(file: int) -> str:
    try:
        os.lseek(file, FIRST, os.SEEK_SET)
        return os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
    except OSError:
        return "unknown"
