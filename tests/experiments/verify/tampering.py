"""Ways to spoil a study."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.provenance.files import METADATA


def rewrite(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Replace a table by a changed one."""
    pq.write_table(change(pq.read_table(path)), path)


def flip_lowest_bit(path: Path, column: str, row: int) -> None:
    """Change the last bit of one number of a table."""

    def changed(table: pa.Table) -> pa.Table:
        numbers = np.array(table[column].to_numpy())
        numbers.view(f"u{numbers.itemsize}")[row] ^= 1
        return table.set_column(table.column_names.index(column), column, pa.array(numbers, table[column].type))

    rewrite(path, changed)


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what a manifest says, and take away the checksums that would tell."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))
    (folder / METADATA).unlink()
