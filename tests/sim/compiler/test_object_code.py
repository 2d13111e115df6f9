"""Kept machine code runs without Numba, and is given and gives what Numba's own calls would."""

import os
import subprocess
import sys
import threading
import time
import tracemalloc
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.compiler import entry_point
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.organization.measures import network_measures
from sim.scenario import Scenario
from sim.state import Array
from tests.paths import ROOT

Numbers = NDArray[np.float64]

ELSEWHERE = """
import sys
from tests.sim.compiler.test_object_code import bits_of_runs
bits = bits_of_runs(threads=3)
assert not [name for name in sys.modules if name.startswith("numba")]
print(bits)
"""
COMMAND = """
import sys
from experiments.command import main
assert main(["run", "organization.headcount=30", "horizon.weeks=4", "study.replicates=3", "study.pictures=false"]) == 0
assert not [name for name in sys.modules if name.startswith("numba")]
"""
COUNTS = np.dtype([("few", np.int8), ("many", np.float64)])


@entry_point
def rows(given: Numbers, times: int) -> tuple[Numbers, NDArray[np.int32]]:
    out, marks = np.empty((len(given), times)), np.arange(7).astype(np.int32)
    for i in range(len(given)):
        for k in range(times):
            out[i, k] = k * given[i]
    return out, marks[:times]


@entry_point
def total(table: Numbers, record: Array, scale: float) -> float:
    """Add up a table in its own order of rows and columns."""
    found = record.many - record.few
    for i in range(table.shape[0]):
        for k in range(table.shape[1]):
            found += scale * table[i, k] * (i + 1)
    return float(found)


@entry_point
def room_for(many: int) -> Numbers:
    return np.zeros(many)


@entry_point
def first_of_many(many: int) -> float:
    return float(np.ones(many)[0])


@entry_point
def count_up(many: int, out: Numbers) -> None:
    for i in range(many):
        out[0] += np.sqrt(out[0] + i)


def bits_of_runs(*, threads: int) -> str:
    scenario = Scenario().with_values({"organization.headcount": 30, "horizon.weeks": 9})
    organization = build_organization(scenario.organization, 0, 0)
    network_measures(organization)
    outcome = simulate(scenario, [organization], range(5), threads=threads)
    return sha256(outcome.metrics.tobytes() + outcome.series.tobytes()).hexdigest()


def _said(script: str, folder: Path) -> str:
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=folder, env=surroundings, check=True, capture_output=True, text=True).stdout


@pytest.mark.long
def test_whole_runs_start_without_numba_where_code_is_kept_and_have_the_same_bits(tmp_path: Path) -> None:
    here = bits_of_runs(threads=1)
    assert _said(ELSEWHERE, tmp_path).split() == [here]
    assert "means of 3 replicates" in _said(COMMAND, tmp_path)


def test_arrays_come_back_alone_in_a_tuple_and_empty() -> None:
    table, marks = rows(np.array([1.0, 2.5]), 3)
    assert table.tolist() == [[0.0, 1.0, 2.0], [0.0, 2.5, 5.0]]
    assert (marks.dtype.str, marks.tolist()) == ("<i4", [0, 1, 2])
    assert [one.shape for one in rows(np.zeros(0), 0)] == [(0, 0), (0,)]
    assert room_for(3).tolist() == [0.0, 0.0, 0.0]


def test_arrays_are_read_however_they_lie_in_memory() -> None:
    table = np.arange(6.0).reshape(2, 3)
    locked = table.copy()
    locked.flags.writeable = False
    record = np.array([(3, 10.0)], COUNTS)[0]
    apart = np.zeros((4, 6))[::2, ::2]
    apart[:] = table
    given = (table, np.asfortranarray(table), apart, np.flip(np.flip(table).copy()), locked)
    assert [total(one, record, 2.0) for one in given] == [7.0 + 2.0 * (3 + 2 * 12)] * 5


@pytest.mark.parametrize("odd", [True, "1", None, 1j, np.float32(1.0), [1.0]])
def test_what_machine_code_cannot_be_given_is_refused(odd: object) -> None:
    with pytest.raises(TypeError, match="an entry point takes numbers, arrays, records"):
        room_for(odd)  # type: ignore[arg-type]


def test_errors_of_compiled_code_reach_python() -> None:
    with pytest.raises(ValueError, match="negative dimensions not allowed"):
        room_for(-1)
    with pytest.raises(MemoryError, match="Allocation failed"):
        room_for(2**50)
    with pytest.raises(OverflowError):
        room_for(2**64)
    assert room_for(1).tolist() == [0.0]


def test_memory_that_compiled_code_takes_is_given_back() -> None:
    million = 10**6
    tracemalloc.start()
    try:
        for _ in range(20):
            assert first_of_many(million) == 1.0
            kept = room_for(million)
        now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == million
    assert now < 1.5 * kept.nbytes
    assert 2 * kept.nbytes < most < 5 * kept.nbytes


def test_other_threads_run_meanwhile() -> None:
    out = np.zeros(1)
    count_up(1, out)
    running = threading.Thread(target=count_up, args=(30_000_000, out))
    running.start()
    turns = 0
    while running.is_alive():
        time.sleep(0.001)
        turns += 1
    assert turns > 10
