"""Levels: the mean of a metric with its interval, and a weekly series with its band."""

from dataclasses import dataclass
from typing import NamedTuple

from experiments.inference.paired import Numbers


class Mean(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Weekly:
    """A weekly series over replicates: median and 5 to 95 % band, float64 (weeks) each."""

    median: Numbers
    low: Numbers
    high: Numbers

    def times(self, factor: float) -> "Weekly":
        """Return the series in another unit."""
        return Weekly(self.median * factor, self.low * factor, self.high * factor)
