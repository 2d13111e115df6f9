"""Boxes: limits on some columns of a table, and how many of the cases of interest lie inside."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Cases = NDArray[np.bool_]


@dataclass(frozen=True)
class Dimension:
    """A column.

    Attributes:
        name: what it is.
        values: float64 (n), a number in every row, or the place of its word in ``words`` where it holds words.
        groups: int64 (n), rows that have their value from one draw only (the same world) have the same number; None:
            every row its own.

    """

    name: str
    values: Numbers
    words: tuple[str, ...] = ()
    groups: NDArray[np.int64] | None = None

    def draws(self, inside: Cases) -> int:
        """Return how many independent values some rows have."""
        return int(inside.sum()) if self.groups is None else len(np.unique(self.groups[inside]))


@dataclass(frozen=True)
class Limit:
    """What a box asks of a column: a number from ``low`` to ``high``, both allowed, or one of some words."""

    low: float = -np.inf
    high: float = np.inf
    words: frozenset[int] | None = None

    def holds(self, values: Numbers) -> Cases:
        """Return in which rows it holds."""
        if self.words is not None:
            return np.isin(values, sorted(self.words))
        held: Cases = (values >= self.low) & (values <= self.high)
        return held


@dataclass(frozen=True)
class Box:
    """Limits by column; whoever has no limit there is inside, whatever the value."""

    limits: Mapping[str, Limit] = field(default_factory=dict)

    def inside(self, columns: Sequence[Dimension]) -> Cases:
        """Return which rows lie inside, bool (n)."""
        held = np.ones(len(columns[0].values), np.bool_)
        for column in columns:
            if column.name in self.limits:
                held &= self.limits[column.name].holds(column.values)
        return held

    def limited(self, name: str, limit: Limit | None) -> "Box":
        """Return the box with another limit on a column; None: without any."""
        others = {key: value for key, value in self.limits.items() if key != name}
        return Box(others if limit is None else {**others, name: limit})


@dataclass(frozen=True)
class Found:
    """A box and what lies inside: rows, cases of interest, and both as shares.

    Attributes:
        box: the limits.
        rows, cases: how many rows, and how many cases of interest among them.
        coverage: share of all cases of interest that lie inside; density: share of the rows inside that are; mass:
            share of rows.
        correlation: of being inside with being a case, -1 to 1 (phi, also called Matthews correlation).

    """

    box: Box
    rows: int
    cases: int
    coverage: float
    density: float
    mass: float
    correlation: float


def found_in(box: Box, columns: Sequence[Dimension], cases: Cases) -> Found:
    """Return what lies in a box; ``cases``: which rows are of interest, bool (n)."""
    inside = box.inside(columns)
    rows, hits, total, count = int(inside.sum()), int((cases & inside).sum()), int(cases.sum()), len(cases)
    spread = math.sqrt(rows * (count - rows)) * math.sqrt(total * (count - total))
    correlation = (hits * count - rows * total) / spread if spread else 0.0
    return Found(box, rows, hits, hits / max(1, total), hits / max(1, rows), rows / max(1, count), correlation)
