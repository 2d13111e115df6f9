"""Ways to spoil a study."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.provenance.crate import write_crate


def _flipped(numbers: NDArray[Any], place: int, bit: int) -> NDArray[Any]:
    bits = numbers.view(f"u{numbers.itemsize}")
    bits[place] ^= bits.dtype.type(1 << bit)
    return numbers


def rewrite(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Replace a table by a changed one."""
    pq.write_table(change(pq.read_table(path)), path)


def flip_bit(path: Path, column: str, row: int, bit: int = 0) -> None:
    """Change one bit (0: the last) of one number of a table; of lists, of the first one."""

    def changed(table: pa.Table) -> pa.Table:
        kind, place = table[column].type, table.column_names.index(column)
        if pa.types.is_list(kind):
            first, *others = table[column].to_pylist()
            lists = [_flipped(np.array(first, np.float32), row, bit), *others]
            return table.set_column(place, column, pa.array(lists, kind))
        return table.set_column(place, column, pa.array(_flipped(np.array(table[column].to_numpy()), row, bit), kind))

    rewrite(path, changed)


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what a manifest says, and forge the checksums that would tell."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))
    write_crate(folder)
