"""The module, made once for a text of the model and kept where its machine code is kept.

It is made by a process of its own: that one must not optimize for this machine, and where LLVM meets what it cannot do,
it ends the process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from os.path import dirname
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from filelock import FileLock, Timeout

from sim.compiler import cache_folder
from sim.errors import ScenarioError

SIMD, SCALAR = "simd", "scalar"
VARIANTS = (SIMD, SCALAR)
HOME = dirname(dirname(__file__))  # noqa: PTH120 - it goes into the environment
LONGEST_WAIT = 600.0
CHECK = sha256().digest_size


def engine(variant: str = SIMD) -> bytes:
    """Return the engine as a WebAssembly module; where none is kept it takes half a minute to make.

    ``SCALAR`` is for machines that do not compute with several numbers at once. Raise ScenarioError where it cannot be
    made.
    """
    folder = cache_folder()
    if folder is None:
        return _made()[variant]
    with _claimed(folder):
        found = _read(_path(folder, variant))
        if found is None:
            made = _made()
            for name, module in made.items():
                _keep(_path(folder, name), module)
            found = made[variant]
    return found


def _path(folder: Path, variant: str) -> Path:
    """Return where a variant is kept, in the folder of the text of ``sim``: by the text of this package, too."""
    digest = sha256(repr([sys.version, *(version(name) for name in ("numba", "llvmlite"))]).encode())
    for module in sorted(files("portable").iterdir(), key=lambda entry: entry.name):
        if module.name.endswith(".py"):
            digest.update(module.read_bytes().replace(b"\r\n", b"\n"))
    return folder / f"portable-{variant}-{digest.hexdigest()[:16]}.wasm"


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Let other processes wait until this one has made the module; where files cannot be locked each makes its own."""
    lock = FileLock(folder / "portable.lock", timeout=LONGEST_WAIT, mode=0o600)
    try:
        lock.acquire()
    except (OSError, NotImplementedError, Timeout):
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _read(path: Path) -> bytes | None:
    """Return a module that was kept; None if there is none or it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    check, module = content[:CHECK], content[CHECK:]
    return module if sha256(module).digest() == check else None


def _keep(path: Path, module: bytes) -> None:
    """Keep a module; where nothing can be written the next process makes it again."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=path.stem, delete=False) as file:
            file.write(sha256(module).digest() + module)
        os.replace(file.name, path)  # noqa: PTH105 - nobody ever reads half a file
    except OSError:
        path.unlink(missing_ok=True)


def _made() -> dict[str, bytes]:
    """Return every variant, made by another process."""
    known = os.pathsep.join([HOME, *filter(None, [os.environ.get("PYTHONPATH")])])
    surroundings = {**os.environ, "PYTHONPATH": known, "NUMBA_OPT": "0"}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-P", "-m", "portable.make", folder]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = done.stderr.strip().splitlines() or ["nothing was said"]
            raise ScenarioError(f"the portable engine could not be made (exit code {done.returncode}): {said[-1]}")
        return {variant: (Path(folder) / f"{variant}.wasm").read_bytes() for variant in VARIANTS}
