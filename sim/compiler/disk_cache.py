"""Machine code kept on disk between processes, one file for each entry point, types of arguments and kind of machine.

Numba's own file cache notices a change only in the file of the function it kept, not in the functions called from it,
trusts whatever lies in its files, and cannot be read without Numba. Here a folder belongs to one text of the whole
``sim`` package, so that nothing in it is ever stale; a file that is not the user's own, or that others may write,
counts as missing; so does a damaged or renamed one, since every file carries a check sum of its name and content; and
one process compiles while the others that need the same code wait for it.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from sim.compiler.cache_dir import cache_folder, is_private, name_of, processor_name

LONGEST_WAIT, PAUSE = 300.0, 0.1
CHECK = hashlib.sha256().digest_size
LARGEST = 64 * 2**20  # bytes; the engine takes a quarter of a megabyte
NO_LINK, NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
SETTINGS = (
    "BOUNDSCHECK",
    "CPU_FEATURES",
    "CPU_NAME",
    "DISABLE_JIT",
    "ENABLE_AVX",
    "LOOP_VECTORIZE",
    "OPT",
    "SLP_VECTORIZE",
)


def kept_or_made(function: Callable[..., object], kinds: str, make: Callable[[], bytes]) -> bytes:
    """Return the machine code of a function for arguments of some kinds, compiled by ``make`` where none is kept.

    Where nothing can be written the next process compiles again.
    """
    path = _path(function, kinds)
    found = path and _read(path)
    if found or path is None:
        return found or make()
    with _alone(path) as waited:
        found = _read(path) if waited else b""
        if found:
            return found
        made = make()
        with suppress(OSError):
            _write(path, made)
        return made


def _path(function: Callable[..., object], kinds: str) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    key = hashlib.sha256(repr((_machine(), _settings(), function.__code__.co_code, kinds)).encode())
    return folder / f"{name_of(function)}-{key.hexdigest()[:16]}.code"


@cache
def _machine() -> tuple[str, ...]:
    """Return what machine code depends on beside its source: who compiles it, and for what processor."""
    from llvmlite.binding import get_host_cpu_features, get_process_triple

    features = get_host_cpu_features().flatten()
    return (sys.version, version("numba"), version("llvmlite"), get_process_triple(), processor_name(), features)


def _settings() -> list[str | None]:
    """Return what the surroundings tell Numba of how to compile."""
    return [os.environ.get(f"NUMBA_{name}") for name in SETTINGS]


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Wait until no other process compiles the same, and keep the next from it.

    False where files cannot be locked: then this one compiles at once.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT, mode=0o600, thread_local=False)
    try:
        lock.acquire(poll_interval=PAUSE)
    except (OSError, NotImplementedError, Timeout):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _read(path: Path) -> bytes:
    """Return the machine code in a file; nothing where there is none that may be run."""
    try:
        content = _private_bytes(path)
    except OSError:
        return b""
    check, data = content[:CHECK], content[CHECK:]
    return data if _check(path, data) == check else b""


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


def _write(path: Path, data: bytes) -> None:
    draft = NamedTemporaryFile(dir=path.parent, prefix=path.stem, delete=False)  # noqa: SIM115 - closed below
    try:
        with draft:
            draft.write(_check(path, data) + data)
        os.replace(draft.name, path)  # noqa: PTH105 - nobody ever reads half a file
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise
