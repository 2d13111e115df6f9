"""The runs of one design as arrays: what every comparison starts from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.inference.unknown import CENSORED
from experiments.input.own_metrics import named_values, with_own
from sim.outcomes.dictionary import METRIC_NAMES

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Runs:
    """The runs of one design that ended.

    Their replicates, int64 (r), their metrics, float64 (r, m), NaN where a run does not tell, and how many failed.
    """

    replicates: NDArray[np.int64]
    metrics: Numbers
    failed: int

    @property
    def averaged(self) -> Numbers:
        """The metrics as they may be averaged, float64 (r, m).

        Weeks of something that never came in some runs are left out in all: those in which it came are the quick ones.
        """
        if not self._partly_told:
            return self.metrics
        found = self.metrics.copy()
        found[:, self._partly_told] = np.nan
        return found

    @cached_property
    def _partly_told(self) -> list[int]:
        columns = [column for column in CENSORED if column < self.metrics.shape[1]]
        partly = np.flatnonzero(np.isnan(self.metrics[:, columns]).any(axis=0))
        return [columns[place] for place in partly.tolist()]

    def with_own(self, own: Sequence[str]) -> "Runs":
        """Return the runs with metrics of somebody's own behind the declared ones, and no others."""
        columns = len(METRIC_NAMES)
        if not own and self.metrics.shape[1] <= columns:
            return self
        return replace(self, metrics=with_own(self.metrics[:, :columns], own))

    def named(self, metric: str, *, averaged: bool = True) -> Numbers:
        """Return a metric by its name, float64 (r), one of somebody's own, too; ``averaged``: as it may be."""
        return named_values(self.averaged if averaged else self.metrics, metric)
