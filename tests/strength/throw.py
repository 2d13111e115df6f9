"""Throw damaged folders at every command that reads a study: ``python -m tests.strength.throw STUDY [COUNT [SEED]]``.

Each command runs in a process of its own, forked, with bounds on its time and memory; whatever ends in a traceback, in
a signal, in more than one line, in escape sequences, after 5 seconds of processor time or beyond 500 MB is printed, and
the exit code is 1.
"""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from experiments import command
from tests.strength.bounded import outcome
from tests.strength.forgeries import forgeries

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
        tally[found.partition(":")[0]] += 1
        if not found.startswith("exit") or "not expected" in found:
            bad += 1
            print(f"{asked}, {name}: {found}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in tally.most_common()))
    return min(bad, 1)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]), *(int(text) for text in [*given[1:], "400", "1"][:2])))
