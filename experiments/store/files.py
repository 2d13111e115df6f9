"""Files that are whole or not there."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from typing import Any

from experiments.wording.json_text import json_text
from sim.errors import ScenarioError, reason

DEVICES = Path("/dev")
NO_ROOM = "what is finished is kept, and the same command goes on from there when that has been put right"


@contextmanager
def written_into(folder: Path) -> Iterator[None]:
    """Say in a sentence what cannot be written into the folder of a study, such as for want of room."""
    try:
        yield
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder} ({reason(error)}); {NO_ROOM}") from None


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a text file, given whole or in parts, under a temporary name; it gets its own only when it is complete.

    Raise OSError where that cannot be, and for a device or a pipe, which it would replace.
    """
    _refuse_device(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.writelines([text] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _refuse_device(path: Path) -> None:
    """Raise OSError for a device or a pipe; ``/dev/stdout`` is a link to either or, as it happens, to a file."""
    try:
        kind = path.stat().st_mode
    except OSError:  # there is none, or a link to nowhere, which is replaced
        return
    of_system = path.is_symlink() and path.absolute().parent == DEVICES
    if of_system or not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise OSError(EINVAL, "it is a device or a pipe")


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - any plain value
    """Write a plain value as JSON, whole or not at all."""
    write_whole(path, json_text(value) + "\n")


def sync_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
