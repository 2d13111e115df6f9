"""Plain files: regular ones of a bounded size, inside the folder they were asked for in; nothing endless.

A pipe waits for a writer and ``/dev/zero`` has no end, so the kind is checked on the open file, before a byte is read.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from sim.errors import ScenarioError

MEGA = 1_000_000
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe without a writer opens, too


def read_bytes(path: Path, largest: int) -> bytes:
    """Return what a regular file of at most ``largest`` bytes holds; raise ScenarioError for any other file.

    Raise OSError where it cannot be opened.
    """
    with _opened(path, largest) as file:
        return file.read(os.fstat(file.fileno()).st_size)


def sha256_of(path: Path, largest: int) -> str:
    """Return the SHA-256 of a regular file, in hexadecimal, without holding it in memory; raise as ``read_bytes``."""
    with _opened(path, largest) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path, largest: int) -> Iterator[BufferedReader]:
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | AT_ONCE)) as file:
        _check(path, os.fstat(file.fileno()), largest)
        yield file


def read_text(path: Path, largest: int) -> str:
    """Return the text of a regular file in UTF-8, without a byte order mark; raise as ``read_bytes`` does."""
    try:
        return read_bytes(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from None


def refuse_odd_file(path: Path, largest: int) -> None:
    """Raise ScenarioError for a file that is not regular, too large, or a link that leads out of its folder.

    Raise OSError where there is none.
    """
    _check(path, path.stat(), largest)
    if not is_inside(path.parent, path):
        raise ScenarioError(f"{path} is a link that leads out of its folder; put the file itself there")


def is_inside(folder: Path, path: Path) -> bool:
    """Return whether a path, links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name with a null
        return False


def _check(path: Path, found: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise ScenarioError(f"{path} is no regular file but a folder, pipe or device; name a plain file")
    if found.st_size > largest:
        raise ScenarioError(f"{path} has {found.st_size:,} bytes, at most {largest:,} are read; is it the right file?")
