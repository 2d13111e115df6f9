"""When two numbers are the same but for rounding: what another processor or mathematical library may do to a run.

Rule    |a - b| <= 1e-12 max(1, |a|, |b|); numbers of single precision, as weekly series are kept, may in addition
        differ by two units in their last place, since what was rounded to them differed before. Anything else, such as
        a label, a status or a whole number, is the same only if it is equal.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-12
LAST_PLACES = 2


class Apart(NamedTuple):
    """Where two columns differ: ``close`` how often by rounding only, ``far`` the places of all other differences."""

    close: int
    far: NDArray[np.int64]


def apart(kept: NDArray[Any], ours: NDArray[Any]) -> Apart:
    """Return where two columns of the same type and length are not the same to the last bit."""
    places = np.flatnonzero(_bits(kept) != _bits(ours))
    if kept.dtype.kind != "f":
        return Apart(0, places)
    close = _are_close(kept[places], ours[places])
    return Apart(int(close.sum()), places[~close])


def _are_close(kept: NDArray[Any], ours: NDArray[Any]) -> NDArray[np.bool_]:
    largest = np.fmax(np.abs(kept), np.abs(ours))
    room = TOLERANCE * np.fmax(1.0, largest.astype(np.float64))
    with np.errstate(invalid="ignore"):  # infinite numbers, which are close to nothing
        if kept.dtype == np.float32:
            room += LAST_PLACES * np.spacing(largest).astype(np.float64)
        return np.asarray(np.abs(kept.astype(np.float64) - ours.astype(np.float64)) <= room, np.bool_)


def _bits(column: NDArray[Any]) -> NDArray[Any]:
    return column if column.dtype == object else column.view(f"u{column.itemsize}")
