"""Points along one parameter, everything else as in the best point."""

from collections.abc import Sequence

import numpy as np

from experiments.pictures.grid import best_of, places_of
from experiments.results.study import Study, StudyPoint
from experiments.wording.names import METRIC, plain, quantity


def along(study: Study, wanted: str, most: int) -> tuple[str | None, Sequence[StudyPoint]]:
    """Return a varied key (``wanted`` if it varies) and the points along it that share all else with the best point.

    Of more than ``most`` points as many are kept, evenly. Where nothing varies: None and the best point.
    """
    best = best_of(study, study.ended, METRIC[study.metric])
    if not study.varied:
        return None, [best]
    key = wanted if wanted in study.varied else study.varied[0]
    others = [name for name in study.varied if name != key]
    alike = [point for point in study.ended if all(point.value(name) == best.value(name) for name in others)]
    places = places_of(key, alike)
    alike.sort(key=lambda point: places[point.value(key)])
    kept = np.unique(np.linspace(0, len(alike) - 1, most).round().astype(int))
    return key, [alike[place] for place in kept]


def shared(study: Study, key: str | None) -> str:
    """Return as a sentence what the points along a key share: the values of the best point."""
    best = best_of(study, study.ended, METRIC[study.metric])
    values = [f"{plain(name).lower()} {quantity(name, best.value(name))}" for name in study.varied if name != key]
    return (
        f" At {' and '.join(values)}, as in the best point by {plain(METRIC[study.metric].name).lower()}."
        if values
        else ""
    )
