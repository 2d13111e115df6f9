"""What a sweep of many points costs: ``python -m tests.strength.many_points [COUNT ...]``.

Each point has two runs of 60 people over 30 weeks, so nearly all of the cost is overhead. Seconds are processor time of
the whole command, memory is its peak.
"""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

SIZES, USUAL = 100, (1_000, 5_000, 20_000)
MEGA = 2**20
SCENARIO = (
    "organization.headcount=60",
    "organization.departments=4",
    "horizon.weeks=30",
    "intervention=[okr]",
    "study.replicates=2",
    "study.pictures=false",
    "study.name=points",
)


def words(count: int) -> list[str]:
    """Return a command of ``count`` points, a multiple of 100: sizes by speeds."""
    speeds = count // SIZES
    size = ",".join(str(2 + place) for place in range(SIZES))
    speed = ",".join(f"{(place + 1) / speeds:.6f}" for place in range(speeds))
    return ["run", "-m", *SCENARIO, f"project.size={size}", f"rollout.speed={speed}"]


def measured(count: int) -> tuple[float, float, float]:
    """Return seconds of processor time, peak megabytes in memory, and megabytes on disk of a sweep."""
    with TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "experiments", *words(count)], cwd=folder, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the sweep of {count} points ended with exit code {process.returncode}")
        kept = sum(entry.stat().st_size for entry in os.scandir(f"{folder}/results/points") if entry.is_file())
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, kept / MEGA


if __name__ == "__main__":
    print("| design points | seconds | a point | peak MB | on disk |\n|---|---|---|---|---|")
    for asked in [int(text) for text in sys.argv[1:]] or USUAL:
        seconds, peak, kept = measured(asked)
        print(
            f"| {asked:,} | {seconds:.1f} | {1000 * seconds / asked:.1f} ms | {peak:.0f} | {kept:.0f} MB |", flush=True
        )
