"""Weekly statistics over the runs of a design."""

import numpy as np
from numpy.typing import NDArray

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q95": 0.95}
STATISTICS = (*QUANTILES, "mean")


def weekly_statistics(series: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the statistics over runs of ``series``, float32 (r, w, s), as float32 (w, len(STATISTICS), s).

    NaN without runs.
    """
    runs, weeks, names = series.shape
    found = np.full((weeks, len(STATISTICS), names), np.nan, np.float32)
    if runs == 0:
        return found
    ordered = np.sort(series.reshape(runs, -1).T, axis=1)
    for place, share in enumerate(QUANTILES.values()):
        found[:, place] = _quantile(ordered, share).reshape(weeks, names)
    found[:, -1] = series.mean(axis=0, dtype=np.float64)
    return found


def _quantile(ordered: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Return the linearly interpolated quantile of every row of ``ordered``, float32 (rows, r)."""
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    part = np.float32(place - below)
    return ordered[:, below] * (1 - part) + ordered[:, above] * part
