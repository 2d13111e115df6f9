"""How cost grows with people, ties, weeks, replicates and threads, and what a person takes in memory.

Every series changes one thing and keeps the rest. The exponent is the slope of a least-squares line through the
logarithms.
"""

import os
import resource
import sys
import time
from collections.abc import Iterable
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from benchmarks.engine import full_model, measure, shared_organization
from benchmarks.figures import Figures
from sim.engine import make_plan
from sim.organization.chart import Organization

WEEKS = 26
PEOPLE = (1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
QUICK_PEOPLE = (1000, 3000, 10_000)
TIES = (4, 8, 16, 32, 64)
HORIZONS = (26, 52, 104, 156, 312)
REPLICATES = (1, 4, 16, 64)
SMALL = 1200
MANY = 100_000  # people from which one repeat must do
RSS_UNIT = 1024  # bytes a unit of the resident set, as Linux tells it


def exponent(sizes: Iterable[float], seconds: Iterable[float]) -> float:
    """Return the slope of log(seconds) on log(size)."""
    x, y = np.log(np.array([*sizes], float)), np.log(np.array([*seconds], float))
    return float(np.polyfit(x, y, 1)[0])


def scaling(*, quick: bool) -> Figures:
    """Return every series with its exponent."""
    found = {
        "people": over_people(QUICK_PEOPLE if quick else PEOPLE),
        "ties": _over_ties(TIES[1:4] if quick else TIES),
        "weeks": _over_weeks(HORIZONS[:3] if quick else HORIZONS),
        "replicates": _over_replicates(REPLICATES[:3] if quick else REPLICATES),
        "threads": _over_threads(8 if quick else 32),
    }
    return {name: {"points": points, "exponent": _fitted(name, points)} for name, points in found.items()}


def _fitted(name: str, points: list[Figures]) -> float | None:
    clock = "clock_seconds" if name == "threads" else "seconds"
    return exponent([point[name] for point in points], [point[clock] for point in points]) if len(points) > 1 else None


def over_people(sizes: Iterable[int]) -> list[Figures]:
    """Return time, building time and memory of the full model by people."""
    points = []
    for people in sizes:
        scenario = full_model(people, horizon__weeks=WEEKS)
        begin = time.process_time()
        organization = shared_organization(scenario)
        built = time.process_time() - begin
        speed = measure(scenario, organization, 1, repeats=1 if people >= MANY else 3)
        points.append(
            {
                "people": people,
                "weeks": WEEKS,
                "seconds": speed.processor_seconds,
                "week_nanoseconds_a_person": 1e9 * speed.processor_seconds / people / WEEKS,
                "build_seconds": built,
                **_memory(_arrays(organization), people),
                "world_bytes_a_person": _world_bytes(people, organization),
                "peak_bytes_a_person": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / people,
                "ties_a_person": len(organization.tie_target) / people,
            }
        )
    return points


def _arrays(organization: Organization) -> dict[str, int]:
    """Return the bytes of every field of an organization; names are counted with their text."""
    arrays = {field.name: getattr(organization, field.name) for field in fields(organization) if field.name != "ties"}
    return {name: _bytes(value) for name, value in {**arrays, **organization.ties._asdict()}.items()}


def _bytes(value: NDArray[np.generic] | tuple[str, ...] | bool) -> int:
    if isinstance(value, np.ndarray):
        return value.nbytes
    texts = value if isinstance(value, tuple) else ()
    return sys.getsizeof(value) + sum(map(sys.getsizeof, texts))


def _memory(arrays: dict[str, int], people: int) -> Figures:
    ties = sum(size for name, size in arrays.items() if name.startswith(("tie_", "block_")))
    names = arrays["seat_names"] + arrays["department_names"]
    rest = sum(arrays.values()) - ties - names
    return {
        "tie_bytes_a_person": ties / people,
        "chart_bytes_a_person": rest / people,
        "name_bytes_a_person": names / people,
    }


def _world_bytes(people: int, organization: Organization) -> float:
    """Return the memory of a world in which one practice is done: nobody ever touches the ladders of the others."""
    world = make_plan(full_model(people, horizon__weeks=WEEKS), organization).new_world(in_columns=True)
    untouched = world.ladders.nbytes * (1 - 1 / world.ladders.shape[0])
    return float(sum(array.nbytes for array in world) - untouched) / people


def _over_ties(contacts: Iterable[int]) -> list[Figures]:
    points = []
    for number in contacts:
        scenario = full_model(SMALL, organization__contacts=float(number), horizon__weeks=WEEKS)
        organization = shared_organization(scenario)
        speed = measure(scenario, organization, 4, repeats=3)
        points.append({"ties": len(organization.tie_target) / SMALL, "seconds": speed.processor_seconds})
    return points


def _over_weeks(horizons: Iterable[int]) -> list[Figures]:
    points = []
    for weeks in horizons:
        scenario = full_model(SMALL, horizon__weeks=weeks)
        speed = measure(scenario, shared_organization(scenario), 4, repeats=3)
        points.append({"weeks": weeks, "seconds": speed.processor_seconds})
    return points


def _over_replicates(numbers: Iterable[int]) -> list[Figures]:
    scenario = full_model(SMALL, horizon__weeks=WEEKS)
    organization = shared_organization(scenario)
    return [
        {"replicates": runs, "seconds": runs * measure(scenario, organization, runs, repeats=3).processor_seconds}
        for runs in numbers
    ]


def _over_threads(runs: int) -> list[Figures]:
    scenario = full_model(SMALL, horizon__weeks=WEEKS)
    organization = shared_organization(scenario)
    points = []
    for threads in sorted({1, 2, os.cpu_count() or 1} & set(range(1, (os.cpu_count() or 1) + 1))):
        speed = measure(scenario, organization, runs, threads=threads, repeats=3)
        points.append(
            {"threads": threads, "clock_seconds": speed.run_seconds, "processor_seconds": speed.processor_seconds}
        )
    return points
