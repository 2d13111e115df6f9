"""How fast the full model runs: seconds a run and employee-weeks a second, on one core and on all of them.

What a user can call is measured through the front door. Other benchmarks look inside (one kernel, the bytes of a world,
one chunk on one thread), and import what they look at.
"""

import os
import time
from dataclasses import asdict, dataclass
from statistics import median

import orgchange as oc
from benchmarks.figures import Figures

REPEATS = 5
PRACTICE = {"intervention.okr.strength": 1.0}
PEOPLE_A_DEPARTMENT = 50


@dataclass(frozen=True)
class Speed:
    """What some runs of one size took; times are medians over the repeats, and ``threads`` runs go on at once."""

    people: int
    weeks: int
    threads: int
    runs: int
    run_seconds: float  # on the clock, of all runs together, divided by their number
    processor_seconds: float  # of all threads, a run
    employee_weeks_a_second: float


def full_model(people: int, **changes: object) -> oc.Scenario:
    """Return the declared full model for a number of people, with dotted changes written ``horizon__weeks=26``."""
    departments = max(1, people // PEOPLE_A_DEPARTMENT)
    dotted = {name.replace("__", "."): value for name, value in changes.items()}
    return oc.Scenario().with_values(
        {"organization.headcount": people, "organization.departments": departments, **PRACTICE, **dotted}
    )


def shared_organization(scenario: oc.Scenario) -> oc.Organization:
    """Build the organization that all runs of a measurement share."""
    return oc.organization(scenario)


def measure(
    scenario: oc.Scenario, organization: oc.Organization, runs: int, *, threads: int = 1, repeats: int = REPEATS
) -> Speed:
    """Time ``runs`` replicates, every mechanism on, in the order they would be run."""
    times = [_timed(scenario, organization, runs, threads) for _ in range(repeats)]
    clock, processor = (median(column) for column in zip(*times, strict=True))
    people, weeks = organization.headcount, scenario.horizon.weeks
    return Speed(people, weeks, threads, runs, clock / runs, processor / runs, runs * people * weeks / clock)


def warm_up() -> None:
    """Compile or load everything, so that no measurement pays for it."""
    scenario = full_model(100, horizon__weeks=4)
    oc.simulate(scenario, 1, organization=shared_organization(scenario))


def speeds(*, quick: bool) -> list[Figures]:
    """Measure 1,200 and 19,000 people, on one thread and on all cores."""
    found: list[Figures] = []
    cores, repeats = sorted({1, os.cpu_count() or 1}), 1 if quick else REPEATS
    for people, runs in ((1200, 4), (19_000, 1)) if quick else ((1200, 16), (19_000, 4)):
        scenario = full_model(people)
        organization = shared_organization(scenario)
        found += [
            asdict(measure(scenario, organization, runs * threads, threads=threads, repeats=repeats))
            for threads in cores
        ]
    return found


def _timed(scenario: oc.Scenario, organization: oc.Organization, runs: int, threads: int) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    oc.simulate(scenario, runs, organization=organization, threads=threads)
    return time.perf_counter() - clock, time.process_time() - processor
