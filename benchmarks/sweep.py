"""What a sweep costs beyond the bare engine: ``orgchange run -m`` on some design points, and the same runs without it.

Rule    Two sweeps of different length, and the bare engine on the designs of both, in organizations so small that what the
        engine needs does not hide the rest; weeks and replicates are the declared ones, since storing depends on them. The
        difference between the two lengths is what design points cost, the rest what a command costs once. The declared
        sweep is this overhead added to the bare time of the declared runs.
"""

import os
import resource
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.engine import full_model, measure, shared_organization
from benchmarks.figures import Figures
from sim.engine import Job, simulate_many
from sim.organization.recipe import build_organization
from sim.scenario import Scenario

DECLARED_POINTS = 1000
DECLARED_PEOPLE = 1200
REPLICATES = 20
SMALL = {"organization.headcount": 60, "organization.departments": 3}
SPEEDS = (0.1, 0.25, 0.5, 1)
LENGTHS = (2, 12)  # sizes of project; times the speeds, the design points of a sweep
REPEATS = 3


def sweep(*, quick: bool) -> Figures:
    """Return processor and clock seconds a design point, with the command and without, and what 1,000 points come to."""
    rounds = [(_bare(LENGTHS[0]), _bare(LENGTHS[1]), _command(LENGTHS[0]), _command(LENGTHS[1])) for _ in range(1 if quick else REPEATS)]
    bare_short, bare_long, short, long = (_medians(column) for column in zip(*rounds, strict=True))
    points = (LENGTHS[1] - LENGTHS[0]) * len(SPEEDS)
    overhead = {name: ((long[name] - short[name]) - (bare_long[name] - bare_short[name])) / points for name in long}
    once = {name: short[name] - LENGTHS[0] * len(SPEEDS) * (long[name] - short[name]) / points for name in short}
    scenario = full_model(DECLARED_PEOPLE)
    threads = os.cpu_count() or 1
    speed = measure(scenario, shared_organization(scenario), REPLICATES * (1 if quick else 2), threads=threads, repeats=1 if quick else 3)
    bare = {"clock": REPLICATES * speed.run_seconds, "processor": REPLICATES * speed.processor_seconds}
    return {
        "replicates": REPLICATES,
        "measured_points": LENGTHS[1] * len(SPEEDS),
        "threads": threads,
        "bare_point_seconds": bare,
        "overhead_point_seconds": overhead,
        "once_seconds": once,
        "overhead_share": overhead["processor"] / bare["processor"],
        "declared_points": DECLARED_POINTS,
        "declared_seconds": {name: once[name] + DECLARED_POINTS * (bare[name] + overhead[name]) for name in bare},
    }


def _medians(rows: tuple[Figures, ...]) -> Figures:
    return {name: median(row[name] for row in rows) for name in rows[0]}


def _sizes(length: int) -> list[int]:
    return [2 + number for number in range(length)]


def _bare(length: int) -> Figures:
    scenario = Scenario().with_values(SMALL)
    organizations = [build_organization(scenario.organization, scenario.horizon.seed, draw) for draw in range(scenario.organization.draws)]
    changes = ({"project.size": float(size), "rollout.speed": speed} for size, speed in product(_sizes(length), SPEEDS))
    jobs = (Job(scenario.with_values(change), organizations, range(REPLICATES)) for change in changes)
    clock, processor = time.perf_counter(), time.process_time()
    for _ in simulate_many(jobs, threads=os.cpu_count() or 1):
        pass
    return {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}


def _command(length: int) -> Figures:
    sizes, speeds = (",".join(map(str, values)) for values in (_sizes(length), SPEEDS))
    asked = [f"project.size={sizes}", f"rollout.speed={speeds}", f"study.replicates={REPLICATES}", "study.pictures=false"]
    small = [f"{name}={value}" for name, value in SMALL.items()]
    with TemporaryDirectory() as folder:
        before, clock = _children_seconds(), time.perf_counter()
        command = [str(Path(sys.executable).with_name("orgchange")), "run", "-m", *asked, *small]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return {"clock": time.perf_counter() - clock, "processor": _children_seconds() - before}


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
