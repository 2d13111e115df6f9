"""What a sweep costs beyond the bare engine: ``orgchange run -m`` on some design points, and the same runs without it.

Rule    Two sweeps of different length, and the bare engine on the designs of both, baselines included, in organizations
        so small that what the engine needs does not hide the rest. The difference between the two lengths is what
        designs cost, the rest what a command costs once. The declared sweep, and a usual study, have their own weeks
        and replicates, since every run that is kept costs something, too; a design alone has two short runs. Shares are
        of the bare time of the same runs with people as declared.
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
from typing import NamedTuple

from benchmarks.engine import PRACTICE, full_model, measure, shared_organization
from benchmarks.figures import Figures
from sim.engine import Job, simulate_many
from sim.organization.builder import build_organization
from sim.scenario import Scenario

DECLARED_POINTS = 1000
SMALL = {"organization.headcount": 60, "organization.departments": 3}
SPEEDS = (0.1, 0.25, 0.5, 1)
DESIGNS_A_SIZE = len(SPEEDS) + 1  # every size of project has a baseline
REPEATS = 3


class Kind(NamedTuple):
    """A kind of sweep: its people, weeks and replicates, and the sizes of project in the two that are compared."""

    people: int
    weeks: int
    replicates: int
    lengths: tuple[int, int]


DECLARED = Kind(1200, 156, 20, (2, 12))
USUAL = Kind(600, 156, 4, (2, 27))
ALONE = Kind(60, 26, 2, (2, 52))


def sweep(*, quick: bool) -> Figures:
    """Return processor and clock seconds a design, with the command and without, and what 1,000 points come to."""
    declared, once = _overhead(DECLARED, quick=quick)
    usual, alone = (_overhead(kind, quick=quick)[0] for kind in (USUAL, ALONE))
    bare, usual_bare = (_bare_design(kind, quick=quick) for kind in (DECLARED, USUAL))
    return {
        "replicates": DECLARED.replicates,
        "measured_points": DECLARED.lengths[1] * DESIGNS_A_SIZE,
        "threads": os.cpu_count() or 1,
        "bare_point_seconds": bare,
        "overhead_point_seconds": declared,
        "once_seconds": once,
        "overhead_share": declared["processor"] / bare["processor"],
        "usual": {
            **USUAL._asdict(),
            "overhead_point_seconds": usual,
            "overhead_share": usual["processor"] / usual_bare["processor"],
        },
        "alone": {**ALONE._asdict(), "overhead_point_seconds": alone},
        "declared_points": DECLARED_POINTS,
        "declared_seconds": {name: once[name] + DECLARED_POINTS * (bare[name] + declared[name]) for name in bare},
    }


def _overhead(kind: Kind, *, quick: bool) -> tuple[Figures, Figures]:
    """Return what a design costs beyond its runs, and what a command costs once."""
    few, many = kind.lengths
    rounds = [
        (_bare(kind, few), _bare(kind, many), _command(kind, few), _command(kind, many))
        for _ in range(1 if quick else REPEATS)
    ]
    bare_short, bare_long, short, long = (_medians(column) for column in zip(*rounds, strict=True))
    designs = (many - few) * DESIGNS_A_SIZE
    overhead = {name: ((long[name] - short[name]) - (bare_long[name] - bare_short[name])) / designs for name in long}
    once = {name: short[name] - few * DESIGNS_A_SIZE * (long[name] - short[name]) / designs for name in short}
    return overhead, once


def _bare_design(kind: Kind, *, quick: bool) -> Figures:
    scenario, threads = full_model(kind.people, horizon__weeks=kind.weeks), os.cpu_count() or 1
    runs = max(kind.replicates, DECLARED.replicates) * (1 if quick else 2)
    speed = measure(scenario, shared_organization(scenario), runs, threads=threads, repeats=1 if quick else 3)
    return {"clock": kind.replicates * speed.run_seconds, "processor": kind.replicates * speed.processor_seconds}


def _medians(rows: tuple[Figures, ...]) -> Figures:
    return {name: median(row[name] for row in rows) for name in rows[0]}


def _sizes(length: int) -> list[int]:
    return [2 + number for number in range(length)]


def _bare(kind: Kind, length: int) -> Figures:
    scenario = Scenario().with_values({**SMALL, "horizon.weeks": kind.weeks})
    draws = min(scenario.organization.draws, kind.replicates)
    organizations = [build_organization(scenario.organization, scenario.horizon.seed, draw) for draw in range(draws)]
    tried = [{"rollout.speed": speed, **PRACTICE} for speed in SPEEDS]
    changes = ({"project.size": float(size), **how} for size, how in product(_sizes(length), [*tried, {}]))
    jobs = [Job(scenario.with_values(change), organizations, range(kind.replicates)) for change in changes]
    clock, processor = time.perf_counter(), time.process_time()
    for _ in simulate_many(jobs, threads=os.cpu_count() or 1):
        pass
    return {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}


def _command(kind: Kind, length: int) -> Figures:
    sizes, speeds = (",".join(map(str, values)) for values in (_sizes(length), SPEEDS))
    asked = [
        f"project.size={sizes}",
        f"rollout.speed={speeds}",
        f"study.replicates={kind.replicates}",
        "study.pictures=false",
    ]
    same = [f"{name}={value}" for name, value in {**SMALL, **PRACTICE, "horizon.weeks": kind.weeks}.items()]
    with TemporaryDirectory() as folder:
        before, clock = _children_seconds(), time.perf_counter()
        command = [str(Path(sys.executable).with_name("orgchange")), "run", "-m", *asked, *same]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return {"clock": time.perf_counter() - clock, "processor": _children_seconds() - before}


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
