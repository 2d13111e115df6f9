"""Change the code at random places and see whether tests notice.

Usage: ``python -m tests.strength.mutants [N [SEED [PART ...]]]``; it needs the extra ``mutants``.

N places are drawn from all parts, or from those that are named, all places as likely. The changes are made in a copy of
what git knows of, so that nobody's own files change; each is given to the runs of tests that cover its part, until one
fails; all of them pass before anything is changed. Golden results are not among them. Whatever survives is printed with
its place; the exit code is 1 if anything did. Told to stop, it says what was found so far.
"""

import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory

from experiments.running.interrupts import stopped_by_signals
from tests.paths import ROOT
from tests.strength.mutants.covering import PARTS, files_of
from tests.strength.mutants.sample import Mutant, sampled

COUNT, SEED = 400, 1
SECONDS = 900  # of processor time, after which a run of tests hangs, which is noticed
PASSED, FAILED, NONE_FOUND = 0, 1, 5


def main(count: int, seed: int, names: Sequence[str]) -> int:
    """Try a sample of mutants; return 1 if any survived."""
    tally: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as place, suppress(KeyboardInterrupt), stopped_by_signals():
        root = Path(place)
        _copied(root)
        part_of = {path: name for name in names for path in files_of(PARTS[name], root)}
        for run in dict.fromkeys(run for name in names for run in PARTS[name].runs):
            if _fails(run, root):
                raise SystemExit(f"tests fail before anything is changed: {' '.join(run)}")
        for mutant in sampled(list(part_of), count, seed):
            part = part_of[mutant.path]
            found = _tried(mutant, part, root)
            tally[part, found] += 1
            line, column = mutant.place
            print(f"{found}: {mutant.path.relative_to(root)}:{line}:{column + 1} {mutant.operator}", flush=True)
    for (part, found), number in sorted(tally.items()):
        print(f"{part}: {number} {found}")
    return int(any(found == "survived" for _, found in tally))


def _copied(root: Path) -> None:
    """Copy what git knows of into a folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy2(ROOT / name, root / name)


def _tried(mutant: Mutant, part: str, root: Path) -> str:
    before = mutant.path.read_text(encoding="utf-8")
    mutant.path.write_text(mutant.changed(), encoding="utf-8")
    try:
        noticed = any(_fails(run, root) for run in PARTS[part].runs)
    finally:
        mutant.path.write_text(before, encoding="utf-8")
    return "noticed" if noticed else "survived"


def _fails(run: Sequence[str], root: Path) -> bool:
    """Return whether tests fail, or do not end, in the copy; raise where there are none."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "-p", "no:cacheprovider", *run]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        command, cwd=root, env=environment, check=False, capture_output=True, text=True, preexec_fn=_bounded
    )
    if ended.returncode == NONE_FOUND:
        raise RuntimeError(f"no test was run by {' '.join(command)}")
    return ended.returncode != PASSED


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    numbers = sys.argv[1:3]
    sys.exit(
        main(
            int(numbers[0]) if numbers else COUNT,
            int(numbers[1]) if numbers[1:] else SEED,
            sys.argv[3:] or list(PARTS),
        )
    )
