"""A run as one piece of memory: every array where the engine finds it, ready to be lived by whoever holds the memory.

The engine's own data and its stack come first, then what a run fills, which begins as zeros, then what it is given, and
last what the engine may use as it likes. Records lie as they do here, field by field: both machines count from the low
byte and align alike. Only an array's own head differs, for its address has 32 bits there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from portable.entries import Run, new_run
from portable.linking import STACK_TOP
from sim.engine import Plan
from sim.state import Chart, Schedule, World

ALIGNED = 16
PAGE = 1 << 16  # of WebAssembly
SCRATCH, SCRATCH_A_SEAT = 1 << 16, 64
FILLED = ("world.", "run.series", "run.metrics")

HEAD = np.dtype(  # of an array, as compiled code reads it
    [("owner", "<i4"), ("parent", "<i4"), ("count", "<i8"), ("itemsize", "<i8"), ("data", "<i4")], align=True
)


class Place(NamedTuple):
    """Where an array lies in memory: address, type of its items, shape."""

    at: int
    kind: np.dtype[Any]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """Its bytes."""
        return int(np.prod(self.shape)) * self.kind.itemsize

    def read(self, memory: NDArray[np.uint8]) -> NDArray[Any]:
        """Return a copy of the array from the memory, uint8 (n)."""
        return memory[self.at : self.at + self.size].copy().view(self.kind).reshape(self.shape)


@dataclass(frozen=True)
class Image:
    """One run, laid out.

    Attributes:
        content: the bytes that stand from ``begin`` on; all other memory begins as zeros.
        begin: the address of the first.
        bundles: the addresses that the entries are called with: "world", "chart", "schedule" and "run".
        places: every array by its name, such as "world.seats".
        weeks: how many weeks there are to live.
        scratch: first and last address of what the engine may use as it likes.

    """

    content: bytes
    begin: int
    bundles: Mapping[str, int]
    places: Mapping[str, Place]
    weeks: int
    scratch: tuple[int, int]

    @property
    def pages(self) -> int:
        """How many pages of memory a host needs."""
        return self.scratch[1] // PAGE


class _Writer:
    """Writes one thing behind the other, from an address on."""

    def __init__(self, begin: int) -> None:
        self.begin = begin
        self.content = bytearray()

    @property
    def end(self) -> int:
        """The first address behind what was written."""
        return self.begin + len(self.content)

    def write(self, content: bytes) -> int:
        """Return the address at which a content was written."""
        self.content += bytes(_raised(self.end, ALIGNED) - self.end)
        begin = self.end
        self.content += content
        return begin


def laid_out(plan: Plan, replicate: int) -> Image:
    """Return the memory of replicate ``replicate`` of a plan, before its first week."""
    bundles: dict[str, World | Chart | Schedule | Run] = {
        "world": plan.new_world(),
        "run": new_run(plan, replicate),
        "chart": plan.chart,
        "schedule": plan.schedule,
    }
    arrays = {f"{owner}.{name}": array for owner, bundle in bundles.items() for name, array in bundle._asdict().items()}
    places, begin = _reserved({name: array for name, array in arrays.items() if name.startswith(FILLED)})
    writer = _Writer(begin)
    for name, array in arrays.items():
        if name not in places:
            places[name] = Place(writer.write(plain(array).tobytes()), array.dtype, array.shape)
    heads = {
        owner: writer.write(b"".join(_head(places[f"{owner}.{name}"]) for name in bundle._fields))
        for owner, bundle in bundles.items()
    }
    scratch = _raised(writer.end, ALIGNED)
    last = _raised(scratch + SCRATCH + SCRATCH_A_SEAT * plan.organization.headcount, PAGE)
    return Image(bytes(writer.content), begin, heads, places, plan.weeks, (scratch, last))


def plain(array: NDArray[Any]) -> NDArray[Any]:
    """Return a copy with zeros between the fields of its records, where otherwise anything may lie."""
    clean = np.zeros(array.shape, array.dtype)
    for name in array.dtype.names or ():
        clean[name] = plain(array[name])
    if array.dtype.names is None:
        clean[...] = array
    return clean


def _reserved(arrays: Mapping[str, NDArray[Any]]) -> tuple[dict[str, Place], int]:
    """Return places for arrays that begin as zeros, and the first address behind them."""
    places, end = {}, STACK_TOP
    for name, array in arrays.items():
        places[name] = Place(end, array.dtype, array.shape)
        end = _raised(end + array.nbytes, ALIGNED)
    return places, end


def _head(place: Place) -> bytes:
    """Return what compiled code reads about an array: how many items, how large, where, and its shape and steps."""
    head = np.zeros((), HEAD)
    head["count"], head["itemsize"], head["data"] = np.prod(place.shape), place.kind.itemsize, place.at
    steps = [place.kind.itemsize * int(np.prod(place.shape[axis + 1 :])) for axis in range(len(place.shape))]
    return head.tobytes() + np.array([*place.shape, *steps], "<i8").tobytes()


def _raised(address: int, step: int) -> int:
    return -(-address // step) * step
