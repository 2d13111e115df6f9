"""Machine code kept on disk between processes, one file for each entry point, types of arguments and kind of machine.

Numba's own file cache notices a change only in the file of the function it kept, not in the functions called from it,
and trusts whatever lies in its files. Here a folder belongs to one text of the whole ``sim`` package, so that nothing
in it is ever stale; a file that is not the user's own, or that others may write, counts as missing; so does a damaged
or renamed one, since every file carries a check sum of its name and content; and one process compiles while the others
that need the same code wait for it.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import llvmlite
import numba
from numba.cloudpickle import loads
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from sim.compiler.cache_dir import cache_folder, is_private, name_of

if TYPE_CHECKING:
    from filelock import BaseFileLock

LONGEST_WAIT, PAUSE = 300.0, 0.1
CHECK = hashlib.sha256().digest_size
LARGEST = 64 * 2**20  # bytes; the engine takes one megabyte
NO_LINK, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)


class KeptCode:
    """The kept machine code of one entry point, as Numba's dispatcher asks for it."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._name = name_of(function)
        self._text = function.__code__.co_code
        self._claims: dict[Path, BaseFileLock] = {}

    def load_overload(self, types: Any, context: Any) -> Any:  # noqa: ANN401 - Numba's types, context and result
        """Return the code for the types of the arguments; None if there is none, and this process is to compile it."""
        context.refresh()
        path = self._path(types, context)
        if path is None:
            return None
        found = _read(path)
        if found is None and self._claim(path):
            found = _read(path)
            if found is not None:
                self._release(path)
        return found if found is None else CompileResult._rebuild(context, *found)  # noqa: SLF001 - as Numba's own cache does

    def save_overload(self, types: Any, result: Any) -> None:  # noqa: ANN401
        """Keep what was compiled; where nothing can be written the next process compiles again."""
        path = self._path(types, result.target_context)
        if path is None:
            return
        try:
            with suppress(OSError):
                _write(path, result._reduce())  # noqa: SLF001
        finally:
            self._release(path)

    def _path(self, types: Any, context: Any) -> Path | None:  # noqa: ANN401
        folder = cache_folder()
        if folder is None:
            return None
        versions = (sys.version, numba.__version__, llvmlite.__version__)
        key = hashlib.sha256(repr((versions, context.codegen().magic_tuple(), self._text, str(types))).encode())
        return folder / f"{self._name}-{key.hexdigest()[:16]}.code"

    def _claim(self, path: Path) -> bool:
        """Wait until no other process compiles the same, and keep the next from it.

        False if this one holds the claim already, or where files cannot be locked: then it compiles at once.
        """
        from filelock import FileLock, Timeout

        if path in self._claims:
            return False
        lock = FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT, mode=0o600, thread_local=False)
        try:
            lock.acquire(poll_interval=PAUSE)
        except (OSError, NotImplementedError, Timeout):
            return False
        self._claims[path] = lock
        return True

    def _release(self, path: Path) -> None:
        lock = self._claims.pop(path, None)
        if lock is not None:
            lock.release()


def _read(path: Path) -> Any:  # noqa: ANN401 - what Numba makes a result from
    try:
        content = _private_bytes(path)
    except OSError:
        return None
    check, data = content[:CHECK], content[CHECK:]
    return loads(data) if _check(path, data) == check else None


def _private_bytes(path: Path) -> bytes:
    """Return what a file of the user's own holds; nothing of one that others may write, of a pipe or of a huge one."""
    with open(path, "rb", opener=_opened) as file:
        about = os.fstat(file.fileno())
        if not (stat.S_ISREG(about.st_mode) and is_private(about) and about.st_size <= LARGEST):
            return b""
        return file.read(about.st_size)


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | NO_LINK | NO_WAIT)


def _check(path: Path, data: bytes) -> bytes:
    """Return the check sum of a file's content, of its name and of its folder's, which says of which source it is."""
    digest = hashlib.sha256(f"{path.parent.name}/{path.name}/".encode())
    digest.update(data)
    return digest.digest()


def _write(path: Path, result: Any) -> None:  # noqa: ANN401
    data = dumps(result)
    draft = NamedTemporaryFile(dir=path.parent, prefix=path.stem, delete=False)  # noqa: SIM115 - closed below
    try:
        with draft:
            draft.write(_check(path, data) + data)
        os.replace(draft.name, path)  # noqa: PTH105 - nobody ever reads half a file
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise
