"""Throw damaged folders at every command that reads a study: ``python -m tests.strength.throw STUDY [COUNT [SEED]]``.

Each command runs in a process of its own, forked, with a bound on its time and memory; whatever ends in a traceback, in
a signal, in more than one line or in escape sequences is printed, and the exit code is 1.
"""

import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NoReturn

from experiments import command
from tests.strength.forgeries import forgeries

SECONDS, MEGABYTES = 30, 6_000
COMMANDS = {
    "report": ["report"],
    "compare": ["compare"],
    "explain": ["explain", "--list", "projects"],
    "discover": ["discover"],
    "flips": ["flips", "turnover.annual_rate", "--replicates", "4", "--inside", "1"],
    "verify": ["verify", "--sample", "1"],
    "money": ["money"],
    "departments": ["departments"],
}
FINE, REFUSED, FELL = (0, 1, 2), 2, 70


def outcome(words: list[str]) -> str:
    """Return what became of a command: its exit code, or what is wrong with how it ended."""
    with TemporaryFile() as out, TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _run(words, out.fileno(), err.fileno())
        code, late = _waited(child)
        out.seek(0)
        err.seek(0)
        said, complained = out.read(), err.read()
    if late:
        return "too slow"
    if b"Traceback" in complained:
        return f"traceback: {complained.splitlines()[-1].decode(errors='replace')[:200]}"
    if b"\x1b" in said + complained:
        return "escape sequence"
    if code == REFUSED and len(complained.splitlines()) != 1:
        return "refused in several lines"
    return f"exit {code}"


def _run(words: list[str], out: int, err: int) -> NoReturn:
    code = FELL
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20, MEGABYTES * 2**20))
        code = command.main(words)
    except BaseException:  # noqa: BLE001 - it is what is looked for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _waited(child: int) -> tuple[int, bool]:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), False
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return FELL, True


def main(study: Path, count: int, seed: int) -> int:
    """Throw ``count`` forgeries, each at one command, in turn; return how many ended badly, at most 1."""
    tally: Counter[str] = Counter()
    bad = 0
    names = list(COMMANDS)
    with TemporaryDirectory() as place:  # what every command imports and compiles is there before the first fork
        sound = shutil.copytree(study, Path(place, "study"))
        for asked, *flags in COMMANDS.values():
            command.main([asked, os.fspath(sound), *flags])
    for number, (name, spoil) in enumerate(forgeries(Random(seed), count)):  # noqa: S311 - not for secrets
        with TemporaryDirectory() as place:
            folder = Path(place, "study")
            shutil.copytree(study, folder)
            spoil(folder)
            asked, *flags = COMMANDS[names[number % len(names)]]
            found = outcome([asked, os.fspath(folder), *flags])
        tally[found if found.startswith("exit") else found.partition(":")[0]] += 1
        if found not in {f"exit {code}" for code in FINE}:
            bad += 1
            print(f"{asked}, {name}: {found}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in tally.most_common()))
    return min(bad, 1)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]), *(int(text) for text in [*given[1:], "400", "1"][:2])))
