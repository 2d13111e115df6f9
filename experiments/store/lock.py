"""A lock on a study folder: one process at a time writes into it, and a lock whose owner has died holds nobody up."""

import os
from pathlib import Path
from typing import Self

from filelock import BaseFileLock, FileLock, Timeout

from sim.errors import ScenarioError

LOCK, WRITER = ".lock", ".writer"


class FolderLock:
    """Holds a folder for this process; the system lets go of it when the process ends, however it ends."""

    def __init__(self, lock: BaseFileLock, writer: Path) -> None:
        self._lock = lock
        self._writer = writer

    @classmethod
    def taken(cls, folder: Path) -> Self:
        """Take the lock of an existing folder; raise ScenarioError naming the process that holds it."""
        lock, writer = FileLock(folder / LOCK, is_singleton=False), folder / WRITER
        try:
            lock.acquire(blocking=False)
        except Timeout:
            holder = f"another orgchange (process {_process_in(writer)})"
            raise ScenarioError(
                f"{folder} is being written by {holder}; wait for it, or give another study.name"
            ) from None
        writer.write_text(str(os.getpid()), encoding="ascii")
        return cls(lock, writer)

    def release(self) -> None:
        """Let go of the folder."""
        self._writer.unlink(missing_ok=True)
        self._lock.release()


def _process_in(writer: Path) -> str:
    try:
        return writer.read_text(encoding="ascii").strip() or "unknown"
    except OSError:
        return "unknown"
