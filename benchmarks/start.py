"""How long the command takes to start: cold (nothing compiled yet) and warm, as whole processes."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

WARM_REPEATS = 5
NO_PICTURES = ["study.pictures=false"]
SMALL_RUN = ["organization.headcount=60", "organization.departments=5", "horizon.weeks=26", "study.replicates=4"]


def measure_start(*, quick: bool) -> dict[str, float]:
    """Return the seconds of a small ``orgchange run``, cold (not when quick) and warm, and of a bare ``--version``."""
    commands = {
        "warm run": ["run", *SMALL_RUN, *NO_PICTURES],
        "warm run with pictures": ["run", *SMALL_RUN],
        "version": ["--version"],
    }
    with TemporaryDirectory() as folder:
        cache = os.environ.get("ORGCHANGE_CACHE", "") if quick else str(Path(folder) / "cache")
        cold = {} if quick else {"cold run": _seconds(commands["warm run"], folder, cache)}
        repeats = 1 if quick else WARM_REPEATS
        return cold | {
            name: median(_seconds(command, folder, cache) for _ in range(repeats)) for name, command in commands.items()
        }


def _seconds(arguments: list[str], folder: str, cache: str) -> float:
    begin = time.perf_counter()
    with TemporaryDirectory(dir=folder) as fresh:
        command = [str(Path(sys.executable).with_name("orgchange")), *arguments]
        environment = {**os.environ, "ORGCHANGE_CACHE": cache}
        subprocess.run(command, cwd=fresh, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin
