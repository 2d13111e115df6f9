"""Consolidation: the parts of a study and its earlier tables become one Parquet file a table.

Every file is written under a temporary name and then takes the place of the old one; parts go last. Whatever moment
the process is killed at, the next one finds either a part or its rows, and a part counts more than older rows.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.arrow import Column, numbers, texts
from experiments.parts import FOLDER, Part, part_path, read_part
from experiments.points import shown
from experiments.tables import RUN_COLUMNS, TABLES

PARTS_AT_ONCE = 200
BYTES_AT_ONCE = 2**26


@dataclass(frozen=True)
class Labels:
    """Columns of the runs that say what a design is: a value for every design, text or number."""

    place: Mapping[str, int]
    columns: Mapping[str, Sequence[Any]]

    def added_to(self, runs: pa.Table) -> pa.Table:
        """Return runs with these columns behind ``design``, whatever other labels they had before."""
        runs = runs.select(RUN_COLUMNS.names)
        codes = np.array([self.place[str(address)] for address in runs["design"].to_pylist()], np.int64)
        for position, (name, values) in enumerate(self.columns.items(), 1):
            runs = runs.add_column(position, name, _column(values, codes))
        return runs


class TableFile:
    """A Parquet file that takes the place of an older one when it is complete; without rows there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}")
        self._writer: pq.ParquetWriter | None = None

    def add(self, rows: pa.Table) -> None:
        """Write rows as one row group."""
        if not len(rows):
            return
        if self._writer is None:
            words = [field.name for field in rows.schema if pa.types.is_string(field.type)]
            decimals = [field.name for field in rows.schema if pa.types.is_floating(field.type)]
            packed: dict[str, Any] = {"compression": "zstd", "use_dictionary": words, "use_byte_stream_split": decimals}
            self._writer = pq.ParquetWriter(str(self._draft), rows.schema, **packed)
        self._writer.write_table(rows, row_group_size=len(rows))

    def complete(self) -> None:
        """Give the file its name."""
        if self._writer is not None:
            self._writer.close()
            self._draft.replace(self._path)


def consolidate(folder: Path, fresh: Sequence[str], old: Collection[str], labels: Labels) -> None:
    """Write the tables of a study from the rows of ``old`` designs and the parts of ``fresh`` ones; remove the parts."""
    files = {name: TableFile(folder / f"{name}.parquet") for name in TABLES}
    for name, file in files.items():
        for rows in _old_rows(folder / f"{name}.parquet", old):
            file.add(labels.added_to(rows) if name == "runs" else rows)
    for parts in _batches(folder, fresh):
        for name, file in files.items():
            rows = TABLES[name](parts)
            file.add(labels.added_to(rows) if name == "runs" else rows)
    for file in files.values():
        file.complete()
    for path in (folder / FOLDER).glob("*"):
        path.unlink()
    with suppress(OSError):
        (folder / FOLDER).rmdir()


def _old_rows(path: Path, addresses: Collection[str]) -> Iterator[pa.Table]:
    if not addresses or not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group)
            wanted = np.array([address in addresses for address in rows["design"].to_pylist()], np.bool_)
            yield rows if wanted.all() else rows.filter(numbers(wanted, pa.bool_()))


def _batches(folder: Path, addresses: Sequence[str]) -> Iterator[list[Part]]:
    batch: list[Part] = []
    size = 0
    for address in addresses:
        path = part_path(folder, address)
        batch.append(read_part(path))
        size += path.stat().st_size
        if len(batch) >= PARTS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _column(values: Sequence[Any], codes: NDArray[np.int64]) -> Column:
    known = [value for value in values if value is not None]
    if not known or any(isinstance(value, (bool, str)) for value in known):
        return texts([None if value is None else shown(value) for value in values], codes)
    if len(known) == len(values) and all(isinstance(value, int) for value in known):
        return numbers(np.array(values)[codes], pa.int64())
    return numbers(np.array([np.nan if value is None else value for value in values])[codes], pa.float64())
