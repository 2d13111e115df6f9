"""Records of runs made by hand: every number says which run and which record it comes from."""

from collections.abc import Mapping, Sequence

import numpy as np

from experiments.store.runs_record import RunsRecord
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.state import PROJECT

WEEKS = 3


def record(
    replicates: Sequence[int],
    tag: float = 0.0,
    *,
    errors: Mapping[int, str] | None = None,
    projects: bool = False,
    seconds: float = 1.0,
    design: str = "0123456789abcdef",
) -> RunsRecord:
    """Return runs whose numbers are 10 times the replicate, plus ``tag``."""
    errors = errors or {}
    level = np.array([10.0 * number + tag for number in replicates])
    metrics = np.repeat(level[:, None], len(METRIC_NAMES), axis=1)
    metrics[[number in errors for number in replicates]] = np.nan
    ended = [place for place, number in enumerate(replicates) if number not in errors]
    series = np.repeat(level[ended, None, None], WEEKS, axis=1).repeat(len(SERIES_NAMES), axis=2).astype(np.float32)
    ledgers = np.zeros((len(ended), 2), PROJECT)
    ledgers["effort"] = level[ended][:, None]
    return RunsRecord(
        design, {}, errors, seconds, np.array(replicates, np.int64), metrics, series, ledgers if projects else None
    )
