"""The performance targets of the project beside what was measured, and whether they hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Figures
from benchmarks.quantities import duration, percent, times

MANY_RUNS = 10_000


@dataclass(frozen=True)
class Target:
    """One line of the targets: what, the target and the measured value as people read them, and whether it holds."""

    what: str
    target: str
    measured: str
    holds: bool


def targets(figures: Figures) -> list[Target]:
    """Return every target for which there are figures."""
    known: dict[str, Callable[[Any], Iterator[Target]]] = {
        "engine": _full_model,
        "scaling": _growth,
        "race": _common_work,
        "sweep": _sweep,
        "start": _start,
    }
    return [target for section, lines in known.items() if section in figures for target in lines(figures[section])]


def _full_model(speeds: list[Figures]) -> Iterator[Target]:
    small = max((row for row in speeds if row["people"] == 1200), key=lambda row: row["threads"])
    large = next(row for row in speeds if row["people"] == 19_000 and row["threads"] == 1)
    rate, many = small["employee_weeks_a_second"], MANY_RUNS * small["run_seconds"]
    where = f"1,200 people x {small['weeks']} weeks, {small['threads']} threads"
    yield Target(f"full model, {where}", "2e7 employee-weeks a second", f"{rate:.2g}; {_a_run(small)}", rate >= 2e7)
    yield Target(f"{MANY_RUNS:,} runs of it", "2.0 min", duration(many), many <= 120)
    yield Target(
        "full model, 19,000 people x 156 weeks, one thread", "0.5 s a run", _a_run(large), large["run_seconds"] <= 0.5
    )


def _a_run(speed: Figures) -> str:
    return f"a run {duration(speed['run_seconds'])}, of processor time {duration(speed['processor_seconds'])}"


def _growth(series: Figures) -> Iterator[Target]:
    people = series["people"]
    largest = people["points"][-1]
    size = f"{largest['people']:,} people"
    yield Target(
        f"growth of cost with people, to {size}", "exponent 1.1", f"{people['exponent']:.2f}", people["exponent"] <= 1.1
    )
    total = sum(
        largest[name]
        for name in ("tie_bytes_a_person", "chart_bytes_a_person", "name_bytes_a_person", "world_bytes_a_person")
    )
    yield Target(f"memory a person with ties, {size}", "400 bytes", f"{total:.0f} bytes", total <= 400)


def _common_work(sizes: list[Figures]) -> Iterator[Target]:
    for size in sizes:
        if size["layout"] != "department":
            continue
        where = f"common work, {size['people']:,} people"
        mesa, arrays, bound = (size["ratios"].get(name) for name in ("mesa_objects", "arrays", "reading_only"))
        if mesa is not None:
            yield Target(f"{where}: against Mesa with neighbour lists", "300 x", times(mesa), mesa >= 300)
        yield Target(f"{where}: against the faster of NumPy and SciPy", "5 x", times(arrays), arrays >= 5)
        yield Target(f"{where}: time above the gather bound", "at most 2 x", times(1 / bound), 1 / bound <= 2)


def _sweep(found: Figures) -> Iterator[Target]:
    point, share = found["overhead_point_seconds"]["processor"], found["overhead_share"]
    if "alone" in found:
        alone = found["alone"]["overhead_point_seconds"]["processor"]
        yield Target("overhead of a sweep, a design point with two short runs", "2 ms", duration(alone), alone <= 0.002)
        usual = found["usual"]
        what = f"overhead as a share of {usual['replicates']} runs, {usual['people']:,} people x {usual['weeks']} weeks"
        yield Target(what, "10 %", percent(usual["overhead_share"]), usual["overhead_share"] <= 0.1)
    yield Target(
        f"overhead of a sweep, a design point with {found['replicates']} runs", "2 ms", duration(point), point <= 0.002
    )
    yield Target(
        f"the same as a share of {found['replicates']} runs, 1,200 people", "10 %", percent(share), share <= 0.1
    )


def _start(found: Figures) -> Iterator[Target]:
    yield Target(
        "start of `orgchange run`, machine code kept", "2 s", duration(found["warm run"]), found["warm run"] <= 2
    )
    if "cold run" in found:
        yield Target(
            "start of `orgchange run`, nothing compiled yet",
            "30 s",
            duration(found["cold run"]),
            found["cold run"] <= 30,
        )
