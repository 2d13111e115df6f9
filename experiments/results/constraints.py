"""Whether plans keep what every plan has to keep: those that do not are said, and never recommended.

Rule    A plan breaks a constraint when its mean does; against the baseline, when the mean of the pairs does by more
        than matters. It is sure when the whole interval says the same. What cannot be judged is unknown, and breaks
        nothing.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from experiments.configuration.constraints import Constraint
from experiments.inference.paired import Difference
from experiments.results.levels import Mean

Point = TypeVar("Point")


class Kept(NamedTuple):
    """How a plan stands to a constraint: by how much it keeps it (below 0: breaks it), with its interval."""

    constraint: Constraint
    room: float
    low: float
    high: float

    @property
    def broken(self) -> bool:
        """Whether it is broken, as far as the mean says."""
        return self.room < 0.0

    @property
    def sure(self) -> bool:
        """Whether the interval says so, too."""
        return self.high < 0.0 if self.broken else self.low >= 0.0

    @property
    def words(self) -> str:
        """What it is, in words."""
        if math.isnan(self.room):
            return "unknown"
        return f"{'broken' if self.broken else 'kept'}{'' if self.sure else ', not for sure'}"


def room_of(constraint: Constraint, mean: Sequence[float], tolerance: float) -> Kept:
    """Return how a mean with its interval (mean, low, high) stands to a constraint.

    ``mean`` is a difference to the baseline, which may be missed by ``tolerance``, where the constraint has no limit.
    """
    limit = constraint.limit
    ends = [constraint.sign * (value - (limit or 0.0)) + (tolerance if limit is None else 0.0) for value in mean]
    room, *others = ends
    return Kept(constraint, room, min(others), max(others))


def standing(
    constraints: Sequence[Constraint],
    means: Callable[[Point], Mapping[str, Mean]],
    differences: Callable[[Point], Mapping[str, Difference] | None],
    point: Point,
    matters: Callable[[str], float],
) -> list[Kept]:
    """Return how a point stands to constraints, by its means and its differences to the baseline.

    ``matters``: the smallest difference that does, of a metric. A point without a baseline is its own, and keeps what
    that has.
    """
    found: list[Kept] = []
    for each in constraints:
        name = each.metric
        if each.limit is not None:
            found.append(room_of(each, means(point)[name], 0.0))
        else:
            against = differences(point)
            ends = (0.0, 0.0, 0.0) if against is None else against[name][1:4]
            found.append(room_of(each, ends, matters(name)))
    return found
