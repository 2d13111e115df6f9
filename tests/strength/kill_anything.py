"""Kills commands that write at random moments: ``python -m tests.strength.kill_anything 10``.

Whatever a killed command leaves under the name of a result is what was there before or the whole of what it makes; the
same command given again makes what an undisturbed one does, and leaves nothing half-written behind.
"""

import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.experiments.survival.process import ended, started, sweep, tables

RUN = [word for word in sweep(2, 2) if word != "study.pictures=false"]
STUDY = "results/study"


class Writing(NamedTuple):
    """A command that writes, whether it needs a study first, and the files by which it is judged."""

    words: Sequence[str]
    of_a_study: bool
    files: Sequence[str]


COMMANDS = {
    "run": Writing(RUN, of_a_study=False, files=(f"{STUDY}/pictures/*.svg",)),
    "report": Writing(["report", STUDY, "--out", "told.html"], of_a_study=True, files=("told.html",)),
    "export": Writing(["export", STUDY, "--format", "csv", "--out", "told"], of_a_study=True, files=("told/*.csv",)),
    "animate": Writing(["animate", STUDY, "--out", "town.html"], of_a_study=True, files=("town.html",)),
    "lesson": Writing(["lesson", "build", "waves", "--out", "waves.html"], of_a_study=False, files=("waves.html",)),
}


def made(folder: Path, files: Sequence[str]) -> dict[str, str]:
    """Return the hashes of the files that a command makes."""
    found = (path for pattern in files for path in sorted(folder.glob(pattern)))
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}


def killed(folder: Path, words: Sequence[str], after: float) -> bool:
    """Start a command, kill it so many seconds later, and return whether it was still running."""
    process = started(folder, words)
    time.sleep(after)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    ended(process)
    return alive


def left(folder: Path) -> list[Path]:
    """Return what was left half-written."""
    return [path for path in folder.rglob(".*") if path.is_file()]


def same_after_kills(name: str, times: int, seed: int) -> Counter[str]:
    """Kill a command several times, each time in a folder of its own, and count what came of it."""
    command, seen = COMMANDS[name], Counter[str]()
    luck = random.Random(seed)  # noqa: S311 - moments, no secrets
    with TemporaryDirectory() as place:
        before, whole = Path(place, "before"), Path(place, "whole")
        before.mkdir()
        if command.of_a_study:
            assert ended(started(before, RUN))[0] == 0
        shutil.copytree(before, whole)
        since = time.monotonic()
        assert ended(started(whole, command.words))[0] == 0
        lasted, expected = time.monotonic() - since, made(whole, command.files)
        assert expected
        for turn in range(times):
            folder = Path(place, str(turn))
            shutil.copytree(before, folder)
            seen["killed" if killed(folder, command.words, lasted * luck.uniform(0.2, 1.0)) else "done before"] += 1
            seen["damaged"] += not made(folder, command.files).items() <= expected.items()
            code, _, err = ended(started(folder, command.words))
            seen["refused"] += code != 0
            seen["traceback"] += "Traceback" in err
            seen["other files"] += made(folder, command.files) != expected
            seen["left behind"] += bool(left(folder))
            seen["other tables"] += name == "run" and tables(folder) != tables(whole)
            shutil.rmtree(folder)
    return seen


def main(words: Sequence[str]) -> None:
    """Kill every command so many times, or those that are named."""
    times, *names = words or ["5"]
    for name in names or COMMANDS:
        seen = same_after_kills(name, int(times), 11)
        print(f"{name}: {', '.join(f'{count} {what}' for what, count in seen.items() if count)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
