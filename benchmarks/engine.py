"""How fast the full model runs: milliseconds a run and employee-weeks a second, on one core and on all of them."""

import os
import time
from dataclasses import dataclass
from statistics import median

from sim.engine import simulate
from sim.organization.chart import Organization
from sim.organization.recipe import build_organization
from sim.scenario import Scenario

REPEATS = 5
PRACTICE = {"intervention.okr.strength": 1.0}


@dataclass(frozen=True)
class Speed:
    """What one size of organization took; times are medians over the repeats."""

    people: int
    weeks: int
    threads: int
    runs: int
    milliseconds_a_run: float
    employee_weeks_a_second: float


def measure(people: int, runs: int, threads: int) -> Speed:
    """Time ``runs`` replicates of the full model, every mechanism on, in the order they would be run."""
    changes = {"organization.headcount": people, "organization.departments": max(1, people // 50), **PRACTICE}
    scenario = Scenario().with_values(changes)
    organization = build_organization(scenario.organization, 1, 0)
    simulate(scenario, [organization], range(threads), threads=threads)
    seconds = median(_timed(scenario, organization, runs, threads) for _ in range(REPEATS))
    weeks = scenario.horizon.weeks
    return Speed(people, weeks, threads, runs, 1000 * seconds / runs, runs * people * weeks / seconds)


def _timed(scenario: Scenario, organization: Organization, runs: int, threads: int) -> float:
    begin = time.perf_counter()
    simulate(scenario, [organization], range(runs), threads=threads)
    return time.perf_counter() - begin


def all_speeds() -> list[Speed]:
    """Measure 1,200 and 19,000 people, on one thread and on all cores."""
    cores = os.cpu_count() or 1
    counts = sorted({1, cores})
    return [measure(people, runs * threads, threads) for people, runs in ((1200, 16), (19_000, 4)) for threads in counts]
