"""Whether the run that was replayed is the one the study holds: its last week against the row of the run."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.store.reader import read_run
from sim.outcomes.dictionary import METRICS, SERIES, SERIES_NAMES

SHARED = tuple(metric.name for metric in SERIES if metric in METRICS)


def last_week_of(folder: Path, design: str, replicate: int) -> Mapping[str, float]:
    """Return what a study holds of the last week of a run; raise ScenarioError where it holds an error instead."""
    return read_run(folder, design, replicate, SHARED)


def disagreement(kept: Mapping[str, float], record: NDArray[np.float64]) -> list[str]:
    """Return a note if the last week's ``record``, float64 (len(SERIES)), is not what the study holds."""
    replayed = dict(zip(SERIES_NAMES, record.tolist(), strict=True))
    apart = [name for name in SHARED if replayed[name] != kept[name]]
    if not apart:
        return []
    name = apart[0]
    return [
        (
            f"the run replayed is not the one the study holds: {name} ends at {replayed[name]:.6g}, there at "
            f"{kept[name]:.6g}"
        )
    ]
