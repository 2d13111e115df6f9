"""Runs of one design as they are written down, and as they are read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.store.blocks import Result
from sim.outcomes.dictionary import METRIC_NAMES


@dataclass(frozen=True)
class RunsRecord:
    """Runs of one design.

    Attributes:
        design, changes: address of the design, and its values that differ from the declared default.
        errors: texts of failed runs by replicate; such runs have NaN metrics, and no series and no projects.
        seconds: time a run took, averaged over the command until this record was finished.
        replicates: int64 (r).
        metrics: float64 (r, len(METRICS)).
        series: float32 (ended runs, w, len(SERIES)).
        projects: PROJECT (ended runs, p), or None unless they were asked for.

    """

    design: str
    changes: Mapping[str, Any]
    errors: Mapping[int, str]
    seconds: float
    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    series: NDArray[np.float32]
    projects: NDArray[np.void] | None

    @cached_property
    def ended(self) -> NDArray[np.int64]:
        """Replicates of the runs that ended."""
        if not self.errors:
            return self.replicates
        return self.replicates[~np.isin(self.replicates, list(self.errors))]


def record_of(result: Result) -> RunsRecord:
    """Return what is kept of a result."""
    outcome = result.outcome
    replicates, metrics = outcome.replicates, outcome.metrics
    if result.errors:
        replicates = np.array(sorted([*outcome.replicates.tolist(), *result.errors]), np.int64)
        metrics = np.full((len(replicates), len(METRIC_NAMES)), np.nan)
        metrics[np.isin(replicates, outcome.replicates)] = outcome.metrics
    return RunsRecord(
        design=result.design.address,
        changes=result.design.changes,
        errors=dict(result.errors),
        seconds=result.seconds,
        replicates=replicates,
        metrics=metrics,
        series=outcome.series,
        projects=outcome.projects,
    )
