"""The folder in which machine code is kept between processes: the user's own, and writable by nobody else."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from platformdirs import user_cache_dir

from sim.compiler.source import source_stamp

NAME = "orgchange"
NAMED_BY = "ORGCHANGE_CACHE"
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """Return the folder of this source's machine code.

    ``ORGCHANGE_CACHE``, else the user's cache, else a temporary one.

    None where there is no such folder. It and the folder around it must be the user's own, no links, and writable by
    nobody else, however they were named: code that others can replace is not run.
    """
    for root in _candidates(os.environ.get(NAMED_BY)):
        folder = root / source_stamp()[:16]
        try:
            _make(root)
            _make(folder)
            trusted = is_private_folder(root) and is_private_folder(folder)
        except OSError:
            continue
        if trusted and (os.access(folder, os.W_OK | os.X_OK) or any(folder.glob("*.code"))):
            return folder
    return None


def is_kept(entry_point: Callable[..., Any]) -> bool:
    """Return whether the machine code of an entry point is on disk, so that its first call need not compile."""
    folder = cache_folder()
    return folder is not None and any(folder.glob(f"{name_of(entry_point)}-*.code"))


def name_of(function: Callable[..., Any]) -> str:
    """Return the name by which a function is kept: its module and its own."""
    return f"{function.__module__}.{function.__qualname__}"


def _candidates(named: str | None) -> Iterator[Path]:
    if named:
        yield Path(named)
    else:
        homes = (Path(user_cache_dir(NAME, appauthor=False)), Path(os.path.expanduser("~")) / ".cache" / NAME)  # noqa: PTH111 - never fails
        yield from [home for home in homes if home.is_absolute()][:1]
    user = os.getuid() if hasattr(os, "getuid") else "own"
    yield Path(gettempdir()) / f"{NAME}-{user}"


def _make(folder: Path) -> None:
    """Make a folder for the user alone, whatever the umask lets others do; one that is there stays as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def is_private_folder(folder: Path) -> bool:
    """Return whether a folder is the user's own, no link to one, and nobody else may write into it.

    On Windows, where files have no owner by number, that is a folder below the user's profile, which the system opens
    to its owner only.
    """
    if sys.platform == "win32" or not hasattr(os, "getuid"):
        return folder.resolve().is_relative_to(Path.home().resolve())
    about = folder.lstat()
    return stat.S_ISDIR(about.st_mode) and is_private(about)


def is_private(about: os.stat_result) -> bool:
    """Return whether what was found belongs to the user and nobody else may write it."""
    if sys.platform == "win32" or not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & WRITABLE_BY_OTHERS


def processor_name() -> str:
    """Return the kind of processor that machine code is made for."""
    from llvmlite.binding import get_host_cpu_name

    return str(get_host_cpu_name())
