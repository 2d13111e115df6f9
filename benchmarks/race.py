"""The race on work (a): every competitor in a process of its own, in rounds, with the answers compared."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.common_work import TOLERANCE, Case, State, differences, make_case, reference, save_case
from benchmarks.figures import Figures
from benchmarks.network import DEGREE
from benchmarks.peers import ENTRIES, SIZES, Entry

ROUNDS = 5
SHUFFLED_WEEKS = 5
ARRAYS = ("numpy_gather", "scipy_sparse")
NUMBERED_AT_RANDOM = ("reading_only", "orgchange", *ARRAYS)
ONE_THREAD = {
    **dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS"), "1"
    ),
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
    "STARSIM_INSTALL_FONTS": "0",
}
ROOT = Path(__file__).resolve().parents[1]


class DisagreementError(AssertionError):
    """A competitor computed something else than what was declared."""


@dataclass
class Runner:
    """A worker process and what it reported."""

    entry: Entry
    weeks: int
    process: "subprocess.Popen[str]"
    rounds: list[Figures] = field(default_factory=list)
    found: Figures = field(default_factory=dict)

    def ask(self, command: str = "") -> Figures:
        """Send a command, if any, and wait for its answer; libraries may print lines of their own before it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if command:
            self.process.stdin.write(f"{command}\n")
            self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("answer "):
                answer: Figures = json.loads(line.removeprefix("answer "))
                return answer
        raise ChildProcessError(
            f"{self.entry.label} stopped without an answer; run its worker by hand: see benchmarks/worker.py"
        )


def race(people: int, weeks_of: dict[str, int], *, rounds: int = ROUNDS, shuffle: bool = False) -> list[Figures]:
    """Let the competitors that are named and installed race at one size; return a row of figures each."""
    case = make_case(people, shuffle=shuffle)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "case.npz"
        save_case(case, path)
        runners = [
            _started(entry, weeks_of[entry.name], path, stack)
            for entry in ENTRIES
            if weeks_of.get(entry.name) and entry.installed
        ]
        for number in range(rounds):
            for runner in runners:
                runner.rounds.append(runner.ask(f"live {runner.weeks}"))
            if number == 0:
                _compare(case, runners, Path(folder))
    return [_row(runner, people) for runner in runners]


def measure_race(*, quick: bool) -> list[Figures]:
    """Return the figures of every size and layout, with how many times longer than ours each competitor takes."""
    if quick:
        return [_size(SIZES[0], "department", weeks_at(SIZES[0], 10), 3)]
    shuffled = dict.fromkeys(NUMBERED_AT_RANDOM, SHUFFLED_WEEKS)
    return [
        *(_size(people, "department", weeks_at(people), ROUNDS) for people in SIZES),
        *(_size(people, "shuffled", shuffled, ROUNDS) for people in SIZES[1:]),
    ]


def _size(people: int, layout: str, weeks_of: dict[str, int], rounds: int) -> Figures:
    rows = race(people, weeks_of, rounds=rounds, shuffle=layout == "shuffled")
    ratios = {row["name"]: ratio(rows, row["name"]) for row in rows}
    ratios["arrays"] = min(ratios[name] for name in ARRAYS)
    return {"people": people, "layout": layout, "rows": rows, "ratios": ratios}


def weeks_at(people: int, most: int | None = None) -> dict[str, int]:
    """Return the weeks every competitor lives at one of SIZES, at most ``most``."""
    size = SIZES.index(people)
    return {entry.name: min(entry.weeks[size], most or entry.weeks[size]) for entry in ENTRIES}


def ratio(rows: Sequence[Figures], name: str) -> float:
    """Return how many times longer a competitor takes than this project."""
    found = {row["name"]: row["week_seconds"] for row in rows}
    return float(found[name] / found["orgchange"])


def _started(entry: Entry, weeks: int, case: Path, stack: ExitStack) -> Runner:
    command = [sys.executable, "-m", "benchmarks.worker", entry.name, str(case)]
    surroundings = {**os.environ, **ONE_THREAD}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdin=pipe, stdout=pipe, stderr=nowhere, text=True)
    stack.callback(process.kill)
    runner = Runner(entry, weeks, stack.enter_context(process))
    runner.found = runner.ask()
    return runner


def _compare(case: Case, runners: Sequence[Runner], folder: Path) -> None:
    expected = {weeks: reference(case, weeks) for weeks in {runner.weeks for runner in runners}}
    for runner in runners:
        if runner.entry.is_bound:
            continue
        path = folder / f"{runner.entry.name}.npz"
        runner.found |= runner.ask(f"state {path}")
        with np.load(path, allow_pickle=False) as kept:
            trait, users = differences(State(kept["traits"], kept["user"]), expected[runner.weeks])
        if trait > TOLERANCE or users:
            what = f"traits differ by {trait:.1e}, use of {users} people, after {runner.weeks} weeks"
            raise DisagreementError(f"{runner.entry.label}: {what}")
        runner.found |= {
            "trait_difference": trait,
            "users_who_differ": users,
            "share_of_users": float(expected[runner.weeks].user.mean()),
        }


def _row(runner: Runner, people: int) -> Figures:
    weeks = [figures["processor_seconds"] / runner.weeks for figures in runner.rounds]
    clock = median(figures["clock_seconds"] / runner.weeks for figures in runner.rounds)
    return {
        "name": runner.entry.name,
        "label": runner.entry.label,
        "people": people,
        "weeks": runner.weeks,
        "week_seconds": median(weeks),
        "week_seconds_least": min(weeks),
        "week_seconds_most": max(weeks),
        "clock_week_seconds": clock,
        "nanoseconds_a_tie": 1e9 * median(weeks) / people / DEGREE,
        **runner.found,
    }
