"""Shapley values: what each part adds, averaged over all orders in which the parts could be swapped.

Rule    phi_i = sum over all sets S without i of |S|! (n - |S| - 1)! / n! (v(S with i) - v(S)). They add up to the whole
        difference v(all) - v(none), whatever the parts do to one another.
Source  Shapley 1953; for the parts of a simulated difference: Song, Nelson & Staum 2016, SIAM/ASA Journal on
        Uncertainty Quantification 4, 1060-1083.
"""

from math import factorial

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def shapley_values(values: Numbers) -> Numbers:
    """Return what each of n parts adds, float64 (n, ...).

    ``values``, float64 (2**n, ...): what comes out with every set of parts; bit i of the place says whether i is in it.
    """
    parts = len(values).bit_length() - 1
    found = np.zeros((parts, *values.shape[1:]))
    for part in range(parts):
        for chosen in range(len(values)):
            if not chosen >> part & 1:
                weight = _weight(chosen.bit_count(), parts)
                found[part] += weight * (values[chosen | 1 << part] - values[chosen])
    return found


def _weight(size: int, parts: int) -> float:
    """Return the share of all orders in which just these ``size`` parts come before a part."""
    return factorial(size) * factorial(parts - size - 1) / factorial(parts)
