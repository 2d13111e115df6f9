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


def measure_start() -> dict[str, float]:
    """Return the seconds of a small ``orgchange run``: cold, warm without and with pictures, and of a bare ``--version``."""
    with TemporaryDirectory() as folder:
        cache = str(Path(folder) / "cache")
        cold = _seconds(["run", *SMALL_RUN, *NO_PICTURES], folder, cache)
        warm = median(_seconds(["run", *SMALL_RUN, *NO_PICTURES], folder, cache) for _ in range(WARM_REPEATS))
        drawn = median(_seconds(["run", *SMALL_RUN], folder, cache) for _ in range(WARM_REPEATS))
        version = median(_seconds(["--version"], folder, cache) for _ in range(WARM_REPEATS))
    return {"cold run": cold, "warm run": warm, "warm run with pictures": drawn, "version": version}


def _seconds(arguments: list[str], folder: str, cache: str) -> float:
    begin = time.perf_counter()
    with TemporaryDirectory(dir=folder) as fresh:
        command = [str(Path(sys.executable).with_name("orgchange")), *arguments]
        environment = {**os.environ, "ORGCHANGE_CACHE": cache}
        subprocess.run(command, cwd=fresh, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin
