"""Tables of a study: what their columns are, and how the parts of designs become rows.

runs        design, replicate, status (ok, failed), error, seconds, then every metric; NaN where a run failed;
            seconds: time a run took, averaged over the command until its design was finished
series      design, week, statistic (q05, q25, q50, q75, q95, mean: over replicates), then every weekly series
series_full design, replicate, week, then every weekly series
projects    design, replicate, project, status, outcome, then what happened to it
weeks       design, the replicates of a block of runs that ended (int64), their weekly series packed (see packed.py);
            kept for the program itself, to add replicates without running those that are there again
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.inference.weekly_bands import STATISTICS
from experiments.store.arrow import Column, blobs, table, texts
from experiments.store.journal import Weeks
from experiments.store.merge import Part
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.state import PROJECT, PROJECT_FIELDS

OK, FAILED = "ok", "failed"
EXPORTED = [field for field in PROJECT_FIELDS if field.exported]
NAMED = {field.name: field.choices for field in EXPORTED if field.choices}
HISTORY = tuple(field.name for field in EXPORTED)

Columns = Sequence[tuple[str, pa.DataType]]

METRIC_COLUMNS: Columns = [(name, pa.float64()) for name in METRIC_NAMES]
WEEKLY_COLUMNS: Columns = [(name, pa.float32()) for name in SERIES_NAMES]
HISTORY_COLUMNS: Columns = [
    (name, pa.string() if name in NAMED else pa.from_numpy_dtype(PROJECT[name])) for name in HISTORY
]
DESIGN: Columns = [("design", pa.string())]
RUN: Columns = [*DESIGN, ("replicate", pa.int64())]
ENDING: Columns = [("status", pa.string()), ("error", pa.string()), ("seconds", pa.float64())]

RUN_COLUMNS = pa.schema([*RUN, *ENDING, *METRIC_COLUMNS])
SERIES_COLUMNS = pa.schema([*DESIGN, ("week", pa.int32()), ("statistic", pa.string()), *WEEKLY_COLUMNS])
FULL_COLUMNS = pa.schema([*RUN, ("week", pa.int32()), *WEEKLY_COLUMNS])
WEEKS_COLUMNS = pa.schema([*DESIGN, ("replicates", pa.binary()), ("weeks", pa.binary())])
PROJECT_COLUMNS = pa.schema([*RUN, ("project", pa.int32()), *HISTORY_COLUMNS])


def runs_table(parts: Sequence[Part]) -> pa.Table:
    """Return a row for every run."""
    counts = [len(part.replicates) for part in parts]
    errors = [part.errors.get(number) for part in parts for number in part.replicates.tolist()]
    status = texts([OK, FAILED], np.array([error is not None for error in errors], np.int64))
    seconds = np.repeat([part.seconds for part in parts], counts)
    replicates = np.concatenate([part.replicates for part in parts])
    error = texts(errors, np.arange(len(errors)))
    metrics = np.concatenate([part.metrics for part in parts])
    return table([_designs(parts, counts), replicates, status, error, seconds, *metrics.T], RUN_COLUMNS)


def series_table(parts: Sequence[Part]) -> pa.Table:
    """Return a row for every design, week and statistic."""
    counts = [part.statistics.shape[0] * len(STATISTICS) for part in parts]
    week = np.concatenate([np.repeat(np.arange(part.statistics.shape[0]), len(STATISTICS)) for part in parts])
    statistic = texts(STATISTICS, np.tile(np.arange(len(STATISTICS)), sum(counts) // len(STATISTICS)))
    values = np.concatenate([part.statistics.reshape(-1, len(SERIES_NAMES)).T for part in parts], axis=1)
    return table([_designs(parts, counts), week, statistic, *values], SERIES_COLUMNS)


def full_series_table(parts: Sequence[Part]) -> pa.Table:
    """Return a row for every week of every run, of the parts that keep it."""
    kept = [(part, part.series) for part in parts if part.series is not None]
    counts = [series.shape[0] * series.shape[1] for _, series in kept]
    replicate = _joined([np.repeat(part.ended, series.shape[1]) for part, series in kept])
    week = _joined([np.tile(np.arange(series.shape[1]), series.shape[0]) for _, series in kept])
    values = np.concatenate(
        [np.zeros((0, len(SERIES_NAMES)), np.float32), *(series.reshape(-1, len(SERIES_NAMES)) for _, series in kept)]
    )
    return table([_designs([part for part, _ in kept], counts), replicate, week, *values.T], FULL_COLUMNS)


def projects_table(parts: Sequence[Part]) -> pa.Table:
    """Return a row for every project of every run, of the parts that keep them."""
    kept = [(part, part.projects) for part in parts if part.projects is not None]
    counts = [ledgers.size for _, ledgers in kept]
    replicate = _joined([np.repeat(part.ended, ledgers.shape[1]) for part, ledgers in kept])
    project = _joined([np.tile(np.arange(ledgers.shape[1]), ledgers.shape[0]) for _, ledgers in kept])
    flat = np.concatenate([np.zeros(0, PROJECT), *(ledgers.reshape(-1) for _, ledgers in kept)])
    history = [texts(NAMED[name], flat[name]) if name in NAMED else flat[name] for name in HISTORY]
    return table([_designs([part for part, _ in kept], counts), replicate, project, *history], PROJECT_COLUMNS)


def weeks_table(parts: Sequence[Part]) -> pa.Table:
    """Return a row for every block of runs whose weeks are kept."""
    kept = [(part.design, block) for part in parts if part.entry["weeks"] for block in part.weeks]
    designs = texts([design for design, _ in kept], np.arange(len(kept)))
    numbers = blobs([block.replicates.tobytes() for _, block in kept])
    return table([designs, numbers, blobs([block.content for _, block in kept])], WEEKS_COLUMNS)


def weeks_of(rows: pa.Table) -> dict[str, list[Weeks]]:
    """Return the packed weeks of rows of the table ``weeks``, by design."""
    found: dict[str, list[Weeks]] = {}
    for design, numbers, content in zip(*(rows[name].to_pylist() for name in WEEKS_COLUMNS.names), strict=True):
        found.setdefault(str(design), []).append(Weeks(np.frombuffer(numbers, np.int64), content))
    return found


TABLES = {"runs": runs_table, "series": series_table, "series_full": full_series_table, "projects": projects_table}


def _designs(parts: Sequence[Part], counts: Sequence[int]) -> Column:
    return texts([part.design for part in parts], np.repeat(np.arange(len(parts)), counts))


def _joined(arrays: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *arrays])
