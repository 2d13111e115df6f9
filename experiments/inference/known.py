"""Numbers of which some are unknown: every column is judged by the rows in which it is known, and by no others."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Judge: TypeAlias = Callable[[Numbers], tuple[Numbers, ...]]


def by_known_rows(values: Numbers, judge: Judge) -> tuple[Numbers, ...]:
    """Return what ``judge`` says about ``values``, float64 (k, n, m), NaN where unknown; float64 (k, m) each.

    ``judge`` takes float64 (j, r, c) without NaN and returns float64 (j, c) each. Designs and columns
    that miss the same rows are judged together.
    """
    unknown = np.isnan(values)
    whole = np.flatnonzero(~unknown.any(axis=(1, 2)))
    if len(whole) == len(values):
        return judge(values)
    parts = [(whole, np.arange(values.shape[2]), judge(values[whole]))] if len(whole) else []
    for places in _alike(unknown, np.setdiff1d(np.arange(len(values)), whole)):
        masks, kind = np.unique(unknown[places[0]], axis=1, return_inverse=True)
        for number, mask in enumerate(masks.T):
            columns = np.flatnonzero(kind.ravel() == number)
            known = values.swapaxes(1, 2)[np.ix_(places, columns, np.flatnonzero(~mask))]
            parts.append((places, columns, judge(known.swapaxes(1, 2))))
    found = tuple(np.empty((len(values), values.shape[2])) for _ in parts[0][2])
    for places, columns, said in parts:
        for target, part in zip(found, said, strict=True):
            target[np.ix_(places, columns)] = part
    return found


def _alike(unknown: NDArray[np.bool_], places: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return those of ``places`` together that miss the same; of many points few differ in that."""
    if not len(places):
        return []
    bits = np.packbits(unknown[places].reshape(len(places), -1), axis=1)
    _, kind = np.unique(bits, axis=0, return_inverse=True)
    order = np.argsort(kind.ravel(), kind="stable")
    return np.split(places[order], np.flatnonzero(np.diff(kind.ravel()[order])) + 1)
