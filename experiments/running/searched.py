"""What a search knows of points that have been run: their means, and by how much they break what has to be kept."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.constraints import Constraint
from experiments.configuration.points import Point
from experiments.inference.matters import matters
from experiments.store.store import Store


def means_of(store: Store, points: Sequence[Point], metrics: Sequence[str]) -> NDArray[np.float64]:
    """Return the means of metrics over the runs of points, float64 (points, metrics); NaN where all of them failed."""
    return np.array([[store.mean(point.design.address, name) for name in metrics] for point in points])


def violation_of(store: Store, worlds: Sequence[Point], constraints: Sequence[Constraint]) -> float:
    """Return by how much a policy breaks the constraint it breaks most, on average over its worlds; 0 where none."""
    rooms = [float(np.mean([_room(store, point, each) for point in worlds])) for each in constraints]
    return max([0.0, *(-room for room in rooms)])


def _room(store: Store, point: Point, constraint: Constraint) -> float:
    """Return by how much a point keeps a constraint; against its baseline it may miss it by less than matters."""
    name, mean = constraint.metric, store.mean(point.design.address, constraint.metric)
    if constraint.limit is not None:
        return constraint.sign * (mean - constraint.limit)
    if point.baseline is None:
        return 0.0
    tolerance = matters(name, store.settings.metric, store.settings.equivalence)
    return constraint.sign * (mean - store.mean(point.baseline.address, name)) + tolerance
