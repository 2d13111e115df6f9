"""The portable engine against the machine code of this machine: every array of every week, field by field."""

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from portable.image import laid_out
from sim.engine import metrics_of
from sim.replay import Replay
from sim.state import World
from tests.portable.wasmtime_host import Host, compiled


class Lived(Protocol):
    """A run somewhere else, a step at a time."""

    def begin(self) -> None: ...

    def live(self, week: int) -> None: ...

    def sum_up(self) -> None: ...

    def read(self, name: str) -> NDArray[Any]: ...


def parts(array: NDArray[Any], name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of every field: what lies between the fields of a record means nothing."""
    if array.dtype.names is None:
        yield name, array.tobytes()
    for field in array.dtype.names or ():
        yield from parts(array[field], f"{name}.{field}")


def unequal(name: str, expected: NDArray[Any], found: NDArray[Any]) -> list[str]:
    """Return the fields of an array that differ in any bit."""
    assert expected.dtype == found.dtype, name
    assert expected.shape == found.shape, name
    pairs = zip(parts(expected, name), parts(found, name), strict=True)
    return [field for (field, one), (_, other) in pairs if one != other]


def differences(replay: Replay, variant: str, host: Lived | None = None) -> list[str]:
    """Live a run on both engines; return what differs in the first week in which anything does."""
    here, there = replay.beginning(), host or Host(laid_out(replay.plan, replay.replicate), compiled(variant))
    plan, rows = replay.plan, []
    there.begin()
    found = _unequal_worlds(here, there)
    for week, row in replay.follow(here):
        if found:
            return [f"before week {week}: {name}" for name in found]
        there.live(week)
        rows.append(row)
        found = [*_unequal_worlds(here, there), *unequal("series", row, there.read("run.series")[week])]
    there.sum_up()
    metrics = there.read("run.metrics").copy()
    metrics_of(plan.weeks, here, plan.chart, plan.parameters, np.array(rows), metrics)
    return found + unequal("metrics", metrics, there.read("run.metrics"))


def _unequal_worlds(here: World, there: Lived) -> list[str]:
    return [
        field
        for name, array in here._asdict().items()
        for field in unequal(f"world.{name}", array, there.read(f"world.{name}"))
    ]
