"""What a study keeps of its runs, as the tables on disk hold it."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.verify.sample import Run
from sim.errors import ScenarioError


def kept_runs(folder: Path) -> list[Run]:
    """Return every run of a study in the order of its rows; raise ScenarioError where the table cannot be read."""
    rows = _rows(folder / "runs.parquet", columns=["design", "replicate"])
    return [
        Run(str(design), int(number))
        for design, number in zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True)
    ]


def kept_rows(folder: Path, table: str, designs: Collection[str]) -> pa.Table | None:
    """Return the rows of some designs in one of a study's tables; None where it has no such table."""
    path = folder / f"{table}.parquet"
    return _rows(path, filters=[("design", "in", set(designs))]) if path.exists() else None


def _rows(path: Path, **options: Any) -> pa.Table:  # noqa: ANN401 - whatever reading takes
    try:
        return pq.read_table(path, **options)
    except (pa.ArrowException, OSError, KeyError) as error:
        raise ScenarioError(
            f"{path} cannot be read ({_first_line(error)}); bring back the file that the study wrote"
        ) from None


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def rows_by_key(table: pa.Table, keys: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """Return the place of every row by the values of its key columns; the last one of equal keys."""
    return {key: place for place, key in enumerate(zip(*(table[name].to_pylist() for name in keys), strict=True))}
