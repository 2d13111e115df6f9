"""The guard against slowdowns and growth: the full model against a fixed kernel, in short turns of one process.

Usage   python -m benchmarks.guard               fail when the engine became 25 % slower, or its people 25 % larger
        python -m benchmarks.guard --baseline    keep what is measured now as the baseline, on purpose
        python -m benchmarks.guard --slowed 0.3  let every run of the engine last 30 % longer, to see that the guard
        notices

Rule    A turn is a run of the engine and a run of the kernel, right after each other, in processor time of the thread,
        so that a busy machine slows both. What counts is the lower quartile over turns of engine time divided by kernel
        time: others on the machine make turns longer, never shorter. A failure is measured again, up to three times.
        What a person takes is counted: the arrays of a world and its chart, over its people.
Limits  The ratio belongs to one kind of processor and one version of the compiler; on another kind take a new baseline.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import numpy as np

from benchmarks.engine import full_model, shared_organization
from benchmarks.reference_kernel import live_reference, make_reference
from sim.engine import make_plan, run_chunk

BASELINE = Path(__file__).with_name("guard_baseline.json")
LIMIT = 1.18  # notices every slowdown of 25 %, with the spread of the ratio on a busy machine
TURNS = 100
LARGEST = 1.25
MORE_TRIES = 3
PEOPLE = 1200
WEEKS = 52
KERNEL_WEEKS = 250


@dataclass(frozen=True)
class Finding:
    """The lower quartile of a session's ratios, which counts, and the upper, which tells how busy the machine was."""

    ratio: float
    upper: float


def measure(turns: int = TURNS, slowed: float = 0.0) -> Finding:
    """Take turns; ``slowed`` is the share by which the engine is held up on purpose."""
    engine, kernel = _engine(slowed), _kernel()
    engine()
    kernel()
    gc.disable()
    ratios = [_seconds(engine) / _seconds(kernel) for _ in range(turns)]
    gc.enable()
    lower, _, upper = quantiles(ratios, n=4)
    return Finding(lower, upper)


def verdict(finding: Finding, baseline: float) -> tuple[bool, str]:
    """Return whether the engine is as fast as it was, and the sentence that says so."""
    change = finding.ratio / baseline
    seen = (
        f"ratio to the fixed kernel {finding.ratio:.3f} (upper quartile {finding.upper:.3f}), baseline {baseline:.3f}"
    )
    if change > LIMIT:
        return False, f"the engine is {change - 1:.0%} slower than the baseline, more than {LIMIT - 1:.0%}: {seen}"
    if change < 1 / LIMIT:
        return (
            True,
            (
                f"the engine is {1 / change:.2f} times as fast as the baseline; keep that with `make bench-baseline`: "
                f"{seen}"
            ),
        )
    return True, f"the engine is as fast as the baseline, {change - 1:+.0%}: {seen}"


def bytes_a_person() -> float:
    """Return what the arrays of a world and of its chart take for each of its people."""
    scenario = full_model(PEOPLE, horizon__weeks=WEEKS)
    plan = make_plan(scenario, shared_organization(scenario))
    return float(sum(array.nbytes for array in (*plan.new_world(in_columns=True), *plan.chart))) / PEOPLE


def size_verdict(size: float, baseline: float) -> tuple[bool, str]:
    """Return whether people take as little memory as they did, and the sentence that says so."""
    change = size / baseline
    seen = f"{size:.0f} bytes a person, baseline {baseline:.0f}"
    if change > LARGEST:
        return False, f"people are {change - 1:.0%} larger than the baseline, more than {LARGEST - 1:.0%}: {seen}"
    return True, f"people are as large as the baseline, {change - 1:+.0%}: {seen}"


def main(arguments: list[str]) -> int:
    """Measure, and compare with the baseline or keep a new one; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.guard", description="Guard against slowdowns of the engine."
    )
    parser.add_argument("--baseline", action="store_true", help="keep what is measured now as the baseline")
    parser.add_argument("--file", type=Path, default=BASELINE, help="where the baseline is kept")
    parser.add_argument(
        "--slowed", type=float, default=0.0, metavar="SHARE", help="hold the engine up, to test the guard"
    )
    parser.add_argument("--turns", type=int, default=TURNS, help="how many turns of engine and kernel")
    options = parser.parse_args(arguments)
    finding = measure(options.turns, options.slowed)
    if options.baseline:
        taken = {"ratio": round(finding.ratio, 4), "bytes_a_person": round(bytes_a_person(), 1)}
        options.file.write_text(json.dumps(taken) + "\n", encoding="utf-8")
        print(f"kept: ratio to the fixed kernel {finding.ratio:.3f}, {taken['bytes_a_person']} bytes a person")
        return 0
    kept = json.loads(options.file.read_text(encoding="utf-8"))
    baseline = kept["ratio"]
    for _ in range(MORE_TRIES):
        if not verdict(finding, baseline)[0]:
            finding = min(finding, measure(options.turns, options.slowed), key=lambda one: one.ratio)
    told = [verdict(finding, baseline), size_verdict(bytes_a_person(), kept["bytes_a_person"])]
    for passed, sentence in told:
        print(f"guard {'passed' if passed else 'FAILED'}: {sentence}")
    return 0 if all(passed for passed, _ in told) else 1


def _engine(slowed: float) -> Callable[[], None]:
    scenario = full_model(PEOPLE, horizon__weeks=WEEKS)
    plan = make_plan(scenario, shared_organization(scenario))
    replicates = np.arange(1)

    def run() -> None:
        begin = time.thread_time()
        run_chunk(plan, replicates, keep_projects=False)
        until = begin + (1 + slowed) * (time.thread_time() - begin)
        while slowed and time.thread_time() < until:
            pass

    return run


def _kernel() -> Callable[[], object]:
    rows, contacts, clocks = make_reference()
    return lambda: live_reference(KERNEL_WEEKS, rows, contacts, clocks)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.thread_time()
    work()
    return time.thread_time() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
