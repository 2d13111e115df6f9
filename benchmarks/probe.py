"""What the memory of this machine gives: rows gathered at random from tables of growing size, and streaming.

Source  The streaming loop is the triad of STREAM (McCalpin 1995). The gathering loop is that of the gather bound.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numba
import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Figures
from benchmarks.network import DEGREE
from benchmarks.peers.reading_only import row_reader
from sim.streams import TIES, uniforms

ROW_BYTES = 16
SMALLEST, LARGEST = 8, 22  # powers of two of rows: 4 KiB to 64 MiB
STREAMED = 1 << 24  # float32 numbers in each of three arrays, far beyond any cache
TRIAD_BYTES = 12
ENOUGH_SECONDS = 0.02
REPEATS = 5
CACHES = Path("/sys/devices/system/cpu/cpu0/cache")


@numba.njit(nogil=True, fastmath=True, error_model="numpy")
def _triad(a: NDArray[np.float32], b: NDArray[np.float32], c: NDArray[np.float32], scale: np.float32) -> None:
    for i in range(len(a)):
        a[i] = b[i] + scale * c[i]


def gather_speeds(*, quick: bool) -> list[Figures]:
    """Return the nanoseconds a row takes, read at random from tables of different bytes."""
    powers = range(SMALLEST, LARGEST + 1, 4 if quick else 1)
    return [{"bytes": ROW_BYTES << power, "nanoseconds": gather_nanoseconds(1 << power)} for power in powers]


def gather_nanoseconds(rows: int) -> float:
    """Return the nanoseconds to read one of ``rows`` rows at a random place, with its number and weight."""
    table = np.ones((rows, 4), np.float32)
    keys = np.arange(rows * DEGREE // 4)
    places = (uniforms(1, 0, TIES, keys, keys).ravel() * rows).astype(np.uint32)
    weights, sums = np.ones(len(places), np.float32), np.zeros_like(table)
    read = row_reader()
    return 1e9 * _seconds(lambda: read(table, places, weights, sums)) / len(places)


def streaming_bytes_a_second() -> float:
    """Return the bytes a second that the triad reads and writes."""
    a, b, c = (np.ones(STREAMED, np.float32) for _ in range(3))
    scale = np.float32(3)
    return TRIAD_BYTES * STREAMED / _seconds(lambda: _triad(a, b, c, scale))


def cache_bytes() -> dict[str, int]:
    """Return the size of the data caches one core sees, by level; empty where the system does not tell."""
    sizes = {}
    for folder in sorted(CACHES.glob("index*")):
        level, kind, size = ((folder / name).read_text().strip() for name in ("level", "type", "size"))
        if kind != "Instruction":
            sizes[f"L{level}"] = int(size.removesuffix("K")) * 1024
    return sizes


def _seconds(work: Callable[[], None]) -> float:
    """Return the median processor seconds of a call, timed over enough calls to be exact."""
    work()
    begin = time.process_time()
    work()
    calls = max(1, int(ENOUGH_SECONDS / max(time.process_time() - begin, 1e-6)))
    return median(_once(work, calls) for _ in range(REPEATS)) / calls


def _once(work: Callable[[], None], calls: int) -> float:
    begin = time.process_time()
    for _ in range(calls):
        work()
    return time.process_time() - begin


def measure_probe(*, quick: bool) -> Figures:
    """Return what the memory gives, and the caches of one core."""
    return {
        "gather": gather_speeds(quick=quick),
        "streaming_bytes_a_second": streaming_bytes_a_second(),
        "caches": cache_bytes(),
    }
