"""The folder in which machine code is kept between processes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from platformdirs import user_cache_dir

from sim.compiler.source import source_stamp

NAME = "orgchange"
NAMED_BY = "ORGCHANGE_CACHE"


def cache_folder() -> Path | None:
    """Return the folder of this source's machine code.

    ``ORGCHANGE_CACHE``, else the user's cache, else a temporary one.

    None where there is no such folder. Unless it was named, it must belong to the user: code that others can replace is
    not run.
    """
    named = os.environ.get(NAMED_BY)
    for root in _candidates(named):
        folder = root / source_stamp()[:16]
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            trusted = named == str(root) or _owned(folder)
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


def _owned(folder: Path) -> bool:
    """Return whether a folder belongs to the user; on Windows the cache and the temporary folder are the user's own."""
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def processor_name() -> str:
    """Return the kind of processor that machine code is made for."""
    from llvmlite.binding import get_host_cpu_name

    return str(get_host_cpu_name())
