"""Expected values over worlds and replicates, with an interval that counts both.

Rule    A number of every world w and replicate r, x_wr, where the same replicate is the same luck in all worlds. Its
        mean; and its standard error: that of the means over worlds, which differ by luck; where worlds were sampled
        also that of the means over replicates, which differ by the world, both variances added. Student's t, with
        Satterthwaite's degrees of freedom. Worlds that were listed are taken as all there are. A study that stopped
        when it knew enough keeps the wider intervals of its rule.
Source  Two-way crossed samples: Cameron, Gelbach & Miller 2011, without the subtraction, so rather too wide;
        Satterthwaite 1946.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import STUDENT, IntervalRule
from experiments.inference.student_t import student_quantile


class Expected(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float

    def times(self, sign: int) -> "Expected":
        """Return it as it is (1) or turned around 0 (-1)."""
        return self if sign > 0 else Expected(-self.mean, -self.high, -self.low)

    @property
    def sign(self) -> int:
        """The side of 0 on which the interval lies; 0 where it holds 0."""
        return int(self.low > 0) - int(self.high < 0)


def expected(
    values: NDArray[np.float64], confidence: float, *, sampled: bool, rule: IntervalRule = STUDENT
) -> Expected:
    """Return the mean of ``values``, float64 (worlds, replicates), with an interval never shorter than a rule's."""
    mean = float(values.mean())
    parts = [_part(values.mean(axis=0))]
    if sampled and len(values) > 1:
        parts.append(_part(values.mean(axis=1)))
    variance = sum(part for part, _ in parts)
    if math.isinf(variance):
        return Expected(mean, -math.inf, math.inf)
    if variance == 0:
        return Expected(mean, mean, mean)
    degrees = variance**2 / sum(part**2 / degrees for part, degrees in parts)
    factor = max(
        student_quantile(degrees, 0.5 + confidence / 2),
        rule.factor(values.shape[1], confidence) if rule is not STUDENT else 0.0,
    )
    half = factor * math.sqrt(variance)
    return Expected(mean, mean - half, mean + half)


def _part(means: NDArray[np.float64]) -> tuple[float, int]:
    """Return the variance of the mean of some numbers and its degrees of freedom."""
    degrees = len(means) - 1
    return (float(means.var(ddof=1)) / len(means), degrees) if degrees > 0 else (math.inf, 1)
