"""What another decision changes in a run that is laid out: the bytes that differ, wherever they lie.

People, projects and luck of a run stay, so everything lies where it lay. Whoever holds the memory writes the changes
into it between two weeks, and lives on.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from portable.image import Image, plain
from sim.engine import Plan
from sim.state import World

APART = 16  # equal bytes between two differences that are rather written again than told of

Arrays = Mapping[str, NDArray[Any]]


class Change(NamedTuple):
    """Bytes that stand somewhere else than before: from which address on, and which."""

    at: int
    content: bytes


def branched(image: Image, before: tuple[Plan, World], after: tuple[Plan, World]) -> list[Change]:
    """Return what makes a run with one plan and world one with another, which has the same people and projects."""
    return changes(image, _arrays(*before), _arrays(*after))


def changes(image: Image, before: Arrays, after: Arrays) -> list[Change]:
    """Return what has to be written into the memory of a run that has the arrays ``before``, so that it has ``after``.

    Raise ValueError where an array would need more room.
    """
    return [change for name, array in after.items() for change in _of_array(image, name, before[name], array)]


def _arrays(plan: Plan, world: World) -> dict[str, NDArray[Any]]:
    """Return the arrays that a decision can change, by their names in an image."""
    run = {"parameters": np.array([plan.parameters]), "rollouts": plan.rollouts, "silo": np.array([plan.silo])}
    bundles = {"run": run, "schedule": plan.schedule._asdict(), "world": world._asdict()}
    return {f"{owner}.{name}": array for owner, arrays in bundles.items() for name, array in arrays.items()}


def _of_array(image: Image, name: str, before: NDArray[Any], after: NDArray[Any]) -> Iterator[Change]:
    place = image.places[name]
    if (after.dtype, after.shape) != (place.kind, place.shape):
        raise ValueError(f"{name} has another shape after the decision: {after.shape}, not {place.shape}")
    old, new = (np.frombuffer(plain(array).tobytes(), np.uint8) for array in (before, after))
    for first, last in _spans(np.flatnonzero(old != new)):
        yield Change(place.at + first, new[first:last].tobytes())


def _spans(places: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last but one of places that lie close to each other."""
    if len(places):
        for group in np.split(places, np.flatnonzero(np.diff(places) > APART) + 1):
            yield int(group[0]), int(group[-1]) + 1
