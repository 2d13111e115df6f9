"""Throw random configurations, command lines or files: ``python -m tests.strength.throw_random KIND [COUNT [SEED]]``.

KIND is ``configurations``, ``command_lines`` or ``files``. Each command runs in a process of its own, forked, with
bounds on its time and memory (see ``bounded``); whatever ends badly is printed, and the exit code is 1. Told to stop,
it says what was found so far.
"""

import sys
from collections import Counter
from contextlib import chdir, suppress
from os import fspath
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from experiments.command import main as command
from experiments.running.interrupts import stopped_by_signals
from tests.strength.bounded import outcome
from tests.strength.command_lines import command_lines, files
from tests.strength.configurations import TINY, configurations, laid_out

KINDS = {"configurations": (configurations, 10_000), "command_lines": (command_lines, 3_000), "files": (files, 300)}
SHOWN = 300  # letters of a command that is printed


def main(kind: str, count: int, seed: int) -> int:
    """Throw ``count`` random things of a kind; return 1 if any ended badly."""
    tally: Counter[str] = Counter()
    with TemporaryDirectory() as place, suppress(KeyboardInterrupt), stopped_by_signals():
        study = Path(place, "study")
        words = [*TINY, "-m", "project.size=5,20", "intervention=[okr]", f"study.folder={fspath(study)}"]
        command(["run", *words])  # what every command imports and compiles is there before the first fork
        for number, thrown in enumerate(KINDS[kind][0](seed, count)):
            with TemporaryDirectory() as folder, chdir(folder):
                copytree(study, "study")
                laid_out(Path(folder), thrown)
                found = outcome(thrown.words)
            tally[found.partition(":")[0]] += 1
            if not found.startswith("exit") or found.endswith("not expected"):
                print(f"{kind} {seed} {number}: {found}: {repr(thrown.words)[:SHOWN]}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in tally.most_common()))
    return int(any(not what.startswith("exit") or what.endswith("not expected") for what in tally))


if __name__ == "__main__":
    asked, *numbers = sys.argv[1:]
    sys.exit(main(asked, int(numbers[0]) if numbers else KINDS[asked][1], int(numbers[1]) if numbers[1:] else 1))
