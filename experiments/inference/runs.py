"""The runs of one design as arrays: what every comparison starts from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.inference.unknown import CENSORED

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Runs:
    """The runs of one design that ended.

    Their replicates, int64 (r), their metrics, float64 (r, m), NaN where a run does not tell, and how many failed.
    """

    replicates: NDArray[np.int64]
    metrics: Numbers
    failed: int

    @cached_property
    def averaged(self) -> Numbers:
        """The metrics as they may be averaged, float64 (r, m).

        Weeks of something that never came in some runs are left out in all: those in which it came are the quick ones.
        """
        columns = [column for column in CENSORED if column < self.metrics.shape[1]]
        partly = [column for column in columns if np.isnan(self.metrics[:, column]).any()]
        if not partly:
            return self.metrics
        found = self.metrics.copy()
        found[:, partly] = np.nan
        return found
