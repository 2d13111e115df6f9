"""Numbers of which some are unknown: every column is judged by the rows in which it is known, and by no others."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Judge: TypeAlias = Callable[[Numbers], tuple[Numbers, ...]]


def by_known_rows(values: Numbers, judge: Judge) -> tuple[Numbers, ...]:
    """Return what ``judge`` says about ``values``, float64 (k, n, m), NaN where unknown; float64 (k, m) each.

    ``judge`` takes float64 (j, r, c) without NaN and returns float64 (j, c) each. Columns that miss the same rows are
    judged together, and all of what misses none at once.
    """
    unknown = np.isnan(values)
    whole = np.flatnonzero(~unknown.any(axis=(1, 2)))
    if len(whole) == len(values):
        return judge(values)
    parts = [(whole, np.arange(values.shape[2]), judge(values[whole]))] if len(whole) else []
    for place in np.setdiff1d(np.arange(len(values)), whole):
        masks, kind = np.unique(unknown[place], axis=1, return_inverse=True)
        for number, mask in enumerate(masks.T):
            columns = np.flatnonzero(kind.ravel() == number)
            parts.append((np.array([place]), columns, judge(values[place][~mask][:, columns][np.newaxis])))
    found = tuple(np.empty((len(values), values.shape[2])) for _ in parts[0][2])
    for places, columns, said in parts:
        for target, part in zip(found, said, strict=True):
            target[np.ix_(places, columns)] = part
    return found
