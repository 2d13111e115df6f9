"""What large studies cost, from measured figures.

Rule    A run is measured on this machine. Runs are independent, so more cores do proportionally more of them; the
        efficiency of all threads of this machine against one is measured and assumed to hold for more. A study also
        pays the measured overhead of every design point once, on one core. A run itself is never split over cores.
"""

from dataclasses import dataclass

from benchmarks.figures import Figures

NATIONAL_WEEKS = 156
STUDY_RUNS = 100_000
RUNS_A_POINT = 20
NATIONAL_RUNS = 100
LAPTOP_CORES = 8
CLUSTER_CORES = 1000


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, by machine."""

    what: str
    seconds: dict[str, float]


def extrapolated(figures: Figures) -> list[Cost]:
    """Return the costs of a national run and of large studies."""
    by_size = {(row["people"], row["threads"]): row["run_seconds"] for row in figures["engine"]}
    cores = max(threads for _, threads in by_size)
    efficiency = by_size[1200, 1] / by_size[1200, cores] / cores
    largest = figures["scaling"]["people"]["points"][-1]
    national = largest["seconds"] * NATIONAL_WEEKS / largest["weeks"]
    overhead = STUDY_RUNS / RUNS_A_POINT * figures["sweep"]["overhead_point_seconds"]["processor"]
    people = f"{largest['people']:,} people x {NATIONAL_WEEKS} weeks"

    machines = {
        f"this machine, {cores} cores (measured)": cores,
        f"laptop, {LAPTOP_CORES} cores": LAPTOP_CORES,
        f"cluster, {CLUSTER_CORES:,} cores": CLUSTER_CORES,
    }

    def on(one_core: float, runs: int, once: float) -> dict[str, float]:
        return {
            name: once + one_core * runs / _speed_up(min(count, runs), efficiency) for name, count in machines.items()
        }

    return [
        Cost(f"a national run: {people}, its organization built", on(national, 1, largest["build_seconds"])),
        Cost(
            f"{NATIONAL_RUNS} national runs of one organization", on(national, NATIONAL_RUNS, largest["build_seconds"])
        ),
        Cost(f"{STUDY_RUNS:,} runs, 1,200 people x 156 weeks", on(by_size[1200, 1], STUDY_RUNS, overhead)),
        Cost(f"{STUDY_RUNS:,} runs, 19,000 people x 156 weeks", on(by_size[19_000, 1], STUDY_RUNS, overhead)),
    ]


def _speed_up(cores: int, efficiency: float) -> float:
    return 1.0 if cores == 1 else cores * efficiency
