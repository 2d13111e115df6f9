"""What a study keeps of its runs, as the tables on disk hold it."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from experiments.store.manifest import is_outdated
from experiments.store.older_format import as_weeks_table, has_older_weeks
from experiments.store.reader import has_table, read_rows
from experiments.verify.sample import Run

WEEKS = "weeks"


def kept_runs(folder: Path) -> list[Run]:
    """Return every run of a study in the order of its rows; raise ScenarioError where the table cannot be read."""
    rows = read_rows(folder, "runs", ["design", "replicate"])
    return [
        Run(str(design), int(number))
        for design, number in zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True)
    ]


def kept_rows(folder: Path, table: str, designs: Collection[str]) -> pa.Table | None:
    """Return the rows of some designs in one of a study's tables; None where it has no such table."""
    if table == WEEKS and is_outdated(folder):
        return as_weeks_table(folder) if has_older_weeks(folder) else None
    return read_rows(folder, table, designs=designs) if has_table(folder, table) else None


def rows_by_key(table: pa.Table, keys: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """Return the place of every row by the values of its key columns; the last one of equal keys."""
    return {key: place for place, key in enumerate(zip(*(table[name].to_pylist() for name in keys), strict=True))}
