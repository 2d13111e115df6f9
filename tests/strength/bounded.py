"""A command in a forked process with bounds on its time and memory, and what became of it."""

import os
import resource
import signal
import sys
import time
import traceback
from tempfile import TemporaryFile
from typing import IO, NamedTuple, NoReturn

from experiments import command

SECONDS, MEGABYTES = 5, 500  # of processor time, which a busy machine does not lengthen, and of memory in use
WAIT, ROOM = 600, 2_000  # seconds after which a process is killed, and megabytes beyond the parent's that it may map
ENDLESS = 30  # seconds of processor time after which a process is killed
MEGA = 2**20
REFUSED, FELL = 2, 70


class Ended(NamedTuple):
    """How a process ended: its exit code, its seconds of processor time, its largest memory in megabytes."""

    code: int
    seconds: float
    megabytes: float
    killed: bool


def outcome(words: list[str], expected: tuple[int, ...] = (0, 1, 2)) -> str:
    """Return what became of a command: its exit code, or what is wrong with how it ended."""
    with TemporaryFile() as out, TemporaryFile() as err:
        ended = _waited(_started(words, out, err))
        said, complained = _content(out), _content(err)
    wrong = _wrong(ended, said, complained)
    if wrong is None and ended.code not in expected:
        wrong = f"exit {ended.code}, not expected"
    return wrong or f"exit {ended.code}"


def _wrong(ended: Ended, said: bytes, complained: bytes) -> str | None:
    lines = complained.decode(errors="replace").splitlines() or [""]
    found = {
        f"hang: killed after {WAIT} s": ended.killed,
        f"traceback: {lines[-1][:200]}": b"Traceback" in complained,
        "escape sequence": b"\x1b" in said + complained,
        f"refused in no line: {lines[-1][:200]}": ended.code == REFUSED and not lines[-1].startswith("orgchange: "),
        f"too slow: {ended.seconds:.1f} s": ended.seconds > SECONDS,
        f"too large: {ended.megabytes:.0f} MB": ended.megabytes > MEGABYTES,
    }
    return next((what for what, wrong in found.items() if wrong), None)


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _started(words: list[str], out: IO[bytes], err: IO[bytes]) -> int:
    child = os.fork()
    if child == 0:
        _run(words, out.fileno(), err.fileno())
    return child


def _run(words: list[str], out: int, err: int) -> NoReturn:
    code = FELL
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        mapped = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()  # noqa: SIM115, PTH123
        resource.setrlimit(resource.RLIMIT_AS, (mapped + ROOM * MEGA, mapped + ROOM * MEGA))
        resource.setrlimit(resource.RLIMIT_CPU, (ENDLESS, ENDLESS))
        code = command.main(words)
    except BaseException:  # noqa: BLE001 - it is what is looked for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _waited(child: int) -> Ended:
    end, killed = time.monotonic() + WAIT, False
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return Ended(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, killed)
        if time.monotonic() > end and not killed:
            os.kill(child, signal.SIGKILL)
            killed = True
        time.sleep(0.01)
