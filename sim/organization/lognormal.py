"""Unequal sizes: lognormal numbers with median 1, for departments and for how active people are."""

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point
from sim.elementary import exp
from sim.streams import normal


@entry_point
def lognormal(luck: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    """Turn uniform numbers (k) into lognormal ones (k) whose logarithm has the standard deviation ``spread``."""
    size = np.empty(len(luck))
    for i in range(len(luck)):
        size[i] = exp(spread * normal(luck[i]))
    return size
