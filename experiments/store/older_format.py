"""Weekly series of runs as the format before this one kept them: ``series_full.parquet``, a row a run and week."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.store.arrow import lists_between, parquet_file, table, texts, values
from experiments.store.tables import WEEKS_COLUMNS
from sim.outcomes.dictionary import SERIES_NAMES

FILE = "series_full.parquet"


def has_older_weeks(folder: Path) -> bool:
    """Return whether a study keeps the weeks of its runs in the form of the format before this one."""
    return (folder / FILE).exists()


def older_weeks(
    folder: Path, design: str, name: str, week: int, replicates: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return a weekly series in one week of the first ``replicates`` runs of a design: int64 (r), float64 (r)."""
    with parquet_file(folder / FILE) as file:
        rows = file.read(columns=["design", "replicate", "week", name])
    number = values(rows["replicate"])
    here = np.array(rows["design"].to_pylist(), object) == design
    wanted = here & (values(rows["week"]) == week) & (number < replicates)
    return number[wanted], values(rows[name])[wanted].astype(np.float64)


def as_weeks_table(folder: Path) -> pa.Table:
    """Return the weeks of all runs as the table ``weeks`` of this format."""
    with parquet_file(folder / FILE) as file:
        rows = file.read()
    first = np.flatnonzero(values(rows["week"]) == 0)
    ends = np.append(first, len(rows)).astype(np.int32)
    weekly = [lists_between(values(rows[name]), ends, pa.float32()) for name in SERIES_NAMES]
    designs = texts(rows["design"].to_pylist(), first)
    return table([designs, values(rows["replicate"])[first], *weekly], WEEKS_COLUMNS)
