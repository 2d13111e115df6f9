"""Points along one parameter, everything else as in the best point."""

from collections.abc import Sequence

import numpy as np

from experiments.pictures.grid import places_of
from experiments.results.for_pictures import StudyData, StudyPoint
from experiments.wording.names import plain, quantity


def along(study: StudyData, wanted: str, most: int) -> tuple[str | None, Sequence[StudyPoint]]:
    """Return a varied key (``wanted`` if it varies) and the points along it that share all else with the best point.

    Of more than ``most`` points as many are kept, evenly. Where nothing varies: None and the best point.
    """
    best = study.best(study.points, study.metric)
    if not study.varied:
        return None, [best]
    key = wanted if wanted in study.varied else study.varied[0]
    others = [name for name in study.varied if name != key]
    alike = [point for point in study.points if all(point.value(name) == best.value(name) for name in others)]
    places = places_of(key, alike)
    alike.sort(key=lambda point: places[point.value(key)])
    kept = np.unique(np.linspace(0, len(alike) - 1, most).round().astype(int))
    return key, [alike[place] for place in kept]


def shared(study: StudyData, key: str | None) -> str:
    """Return as a sentence what the points along a key share: the values of the best point."""
    best = study.best(study.points, study.metric)
    values = [f"{plain(name).lower()} {quantity(name, best.value(name))}" for name in study.varied if name != key]
    return f" At {' and '.join(values)}, as in the best point by {plain(study.metric.name).lower()}." if values else ""
