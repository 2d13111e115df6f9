"""Tables of a study: what their columns are, and how the runs of designs become rows.

runs        design, replicate, status (ok, failed), error, seconds, then every metric;
            null where a run failed or does not tell it;
            seconds: time a run took, averaged over the command until its design was finished
series      design, week, statistic (q05, q25, q50, q75, q95, mean: over replicates), then every weekly series
weeks       design, replicate, then every weekly series as a list, of every run that ended
projects    design, replicate, project, status, outcome, then what happened to it
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.inference.weekly_bands import STATISTICS
from experiments.store.arrow import Column, known_numbers, lists_between, table, texts
from experiments.store.merge import MergedRuns
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.state import PROJECT, PROJECT_FIELDS

OK, FAILED = "ok", "failed"
EXPORTED = [field for field in PROJECT_FIELDS if field.exported]
NAMED = {field.name: field.choices for field in EXPORTED if field.choices}
HISTORY = tuple(field.name for field in EXPORTED)

Columns = Sequence[tuple[str, pa.DataType]]

METRIC_COLUMNS: Columns = [(name, pa.float64()) for name in METRIC_NAMES]
BAND_COLUMNS: Columns = [(name, pa.float32()) for name in SERIES_NAMES]
WEEKLY_COLUMNS: Columns = [(name, pa.list_(pa.float32())) for name in SERIES_NAMES]
HISTORY_COLUMNS: Columns = [
    (name, pa.string() if name in NAMED else pa.from_numpy_dtype(PROJECT[name])) for name in HISTORY
]
DESIGN: Columns = [("design", pa.string())]
RUN: Columns = [*DESIGN, ("replicate", pa.int64())]
ENDING: Columns = [("status", pa.string()), ("error", pa.string()), ("seconds", pa.float64())]

RUN_COLUMNS = pa.schema([*RUN, *ENDING, *METRIC_COLUMNS])
SERIES_COLUMNS = pa.schema([*DESIGN, ("week", pa.int32()), ("statistic", pa.string()), *BAND_COLUMNS])
WEEKS_COLUMNS = pa.schema([*RUN, *WEEKLY_COLUMNS])
PROJECT_COLUMNS = pa.schema([*RUN, ("project", pa.int32()), *HISTORY_COLUMNS])


def runs_table(parts: Sequence[MergedRuns]) -> pa.Table:
    """Return a row for every run."""
    runs = [part.runs for part in parts]
    counts = [len(each.replicates) for each in runs]
    errors = [each.errors.get(number) for each in runs for number in each.replicates.tolist()]
    status = texts([OK, FAILED], np.array([error is not None for error in errors], np.int64))
    seconds = np.repeat([each.seconds for each in runs], counts)
    replicates = np.concatenate([each.replicates for each in runs])
    error = texts(errors, np.arange(len(errors)))
    metrics = np.concatenate([each.metrics for each in runs])
    return table(
        [_designs(parts, counts), replicates, status, error, seconds, *map(known_numbers, metrics.T)], RUN_COLUMNS
    )


def series_table(parts: Sequence[MergedRuns]) -> pa.Table:
    """Return a row for every design, week and statistic."""
    return bands_table([part.runs.design for part in parts], [part.bands for part in parts])


def bands_table(designs: Sequence[str], bands: Sequence[NDArray[np.float32]]) -> pa.Table:
    """Return a row for every design, week and statistic; ``bands``: float32 (w, len(STATISTICS), len(SERIES)) each."""
    counts = [each.shape[0] * len(STATISTICS) for each in bands]
    design = texts(designs, np.repeat(np.arange(len(designs)), counts))
    week = np.concatenate([np.repeat(np.arange(each.shape[0]), len(STATISTICS)) for each in bands])
    statistic = texts(STATISTICS, np.tile(np.arange(len(STATISTICS)), sum(counts) // len(STATISTICS)))
    values = np.concatenate([each.reshape(-1, len(SERIES_NAMES)).T for each in bands], axis=1)
    return table([design, week, statistic, *values], SERIES_COLUMNS)


def weeks_table(parts: Sequence[MergedRuns]) -> pa.Table:
    """Return a row for every run that ended, with its weeks as lists."""
    counts = [len(part.runs.ended) for part in parts]
    replicates = _joined([part.runs.ended for part in parts])
    lengths = np.repeat([part.runs.series.shape[1] for part in parts], counts)
    ends = np.concatenate([np.zeros(1, np.int32), np.cumsum(lengths, dtype=np.int32)])
    flat = np.concatenate([part.runs.series.reshape(-1, len(SERIES_NAMES)) for part in parts])
    weekly = [lists_between(column, ends, pa.float32()) for column in flat.T]
    return table([_designs(parts, counts), replicates, *weekly], WEEKS_COLUMNS)


def projects_table(parts: Sequence[MergedRuns]) -> pa.Table:
    """Return a row for every project of every run, of the designs that keep them."""
    kept = [(part, part.runs.projects) for part in parts if part.runs.projects is not None]
    counts = [ledgers.size for _, ledgers in kept]
    replicate = _joined([np.repeat(part.runs.ended, ledgers.shape[1]) for part, ledgers in kept])
    project = _joined([np.tile(np.arange(ledgers.shape[1]), ledgers.shape[0]) for _, ledgers in kept])
    flat = np.concatenate([np.zeros(0, PROJECT), *(ledgers.reshape(-1) for _, ledgers in kept)])
    history = [texts(NAMED[name], flat[name]) if name in NAMED else flat[name] for name in HISTORY]
    return table([_designs([part for part, _ in kept], counts), replicate, project, *history], PROJECT_COLUMNS)


TABLES = {"runs": runs_table, "series": series_table, "weeks": weeks_table, "projects": projects_table}


def _designs(parts: Sequence[MergedRuns], counts: Sequence[int]) -> Column:
    return texts([part.runs.design for part in parts], np.repeat(np.arange(len(parts)), counts))


def _joined(arrays: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *arrays])
