"""A lock on a study folder: one process at a time writes into it, and a lock whose owner has died holds nobody up."""

import fcntl
import os
from pathlib import Path
from typing import IO, Self

from sim.errors import ScenarioError

LOCK = ".lock"


class FolderLock:
    """Holds a folder for this process; the system lets go of it when the process ends, however it ends."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def taken(cls, folder: Path) -> Self:
        """Take the lock of an existing folder; raise ScenarioError naming the process that holds it."""
        file = (folder / LOCK).open("a+", encoding="ascii")
        while not _locked(file) or not _still_there(file):
            if _still_there(file):
                file.seek(0)
                owner = file.read().strip() or "unknown"
                file.close()
                holder = f"another orgchange (process {owner})"
                raise ScenarioError(f"{folder} is being written by {holder}; wait for it, or give another study.name")
            file.close()
            file = (folder / LOCK).open("a+", encoding="ascii")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        return cls(file)

    def release(self) -> None:
        """Let go of the folder."""
        Path(self._file.name).unlink(missing_ok=True)
        self._file.close()


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _still_there(file: IO[str]) -> bool:
    """Return whether the opened file is still the one in the folder, and not one that its owner has just removed."""
    try:
        return os.fstat(file.fileno()).st_ino == Path(file.name).stat().st_ino
    except FileNotFoundError:
        return False
