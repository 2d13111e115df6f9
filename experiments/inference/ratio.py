"""The ratio of two means that come in pairs, such as what one more point costs.

Rule    Fieller's interval: all ratios R for which mean(a) - R mean(b) is within its standard errors of 0, which is one
        interval just where mean(b) is surely not 0; elsewhere there is none.
Source  Fieller 1954, Journal of the Royal Statistical Society B 16, 175-185; for costs of effects: Briggs, O'Brien &
        Blackhouse 2002, Annual Review of Public Health 23, 377-401.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import STUDENT, IntervalRule

TWO = 2


class Ratio(NamedTuple):
    """A ratio with its interval."""

    mean: float
    low: float
    high: float


def ratio_of_means(
    above: NDArray[np.float64], below: NDArray[np.float64], confidence: float, rule: IntervalRule = STUDENT
) -> Ratio | None:
    """Return mean(above) / mean(below), from pairs, float64 (n) each; None where the lower mean may be 0."""
    if len(above) < TWO:
        return None
    factor = rule.factor(len(above), confidence) ** 2 / len(above)
    spread = np.cov(above, below) * factor
    top, bottom = float(above.mean()), float(below.mean())
    square = bottom * bottom - float(spread[1, 1])
    if not square > 0.0:
        return None
    middle = top * bottom - float(spread[0, 1])
    rest = top * top - float(spread[0, 0])
    half = math.sqrt(max(0.0, middle * middle - square * rest))
    return Ratio(top / bottom, (middle - half) / square, (middle + half) / square)
