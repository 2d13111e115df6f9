"""``departments.parquet``: a row a run that was lived again and department, with how it ends there."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from experiments.store.table_file import TableFile
from sim.errors import ScenarioError, reason

DEPARTMENT_RUNS = "departments.parquet"
COLUMNS: list[tuple[str, pa.DataType]] = [
    ("plan", pa.string()),
    ("design", pa.string()),
    ("replicate", pa.int64()),
    ("department", pa.string()),
    ("people", pa.int64()),
    ("adopted", pa.float64()),
    ("trust", pa.float64()),
    ("workload", pa.float64()),
]
SCHEMA = pa.schema(COLUMNS)


def write_department_runs(folder: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """Write the table into the folder of a study, whole or not at all, and return where it is; raise ScenarioError."""
    path = folder / DEPARTMENT_RUNS
    file = TableFile(path)
    try:
        file.add(pa.table(dict(columns), schema=SCHEMA))
        file.complete()
    except OSError as error:
        file.drop()
        raise ScenarioError(f"cannot write {path} ({reason(error)})") from None
    return path
