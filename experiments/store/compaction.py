"""Consolidation: the parts of a study and its earlier tables become one Parquet file a table.

Every file is written under a temporary name, forced onto the disk, and then takes the place of the old one; the
manifest follows, and the parts go last. Whatever moment the process is killed at, the next one finds a run in a part or
in the tables, and a part counts more than a row. Designs keep their order, so that a study that grew has the rows of
one that was run in one go.
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

from experiments.configuration.points import shown
from experiments.store.arrow import Column, numbers, texts, values
from experiments.store.journal import FOLDER, Entry, Place, Weeks, whole_part
from experiments.store.merge import Part, merged
from experiments.store.tables import RUN_COLUMNS, TABLES, weeks_of, weeks_table

PARTS_AT_ONCE = 200
BYTES_AT_ONCE = 2**26
WEEKS = "weeks"
EVERY_TABLE = TABLES | {WEEKS: weeks_table}
Places = Mapping[str, Sequence[Place]]


@dataclass(frozen=True)
class Labels:
    """Columns of the runs that say what a design is: a value for every design, text or number."""

    place: Mapping[str, int]
    columns: Mapping[str, Sequence[Any]]

    def places(self, rows: pa.Table) -> NDArray[np.int64]:
        """Return the place of the design of every row; -1 for a design that does not count."""
        return np.array([self.place.get(str(address), -1) for address in rows["design"].to_pylist()], np.int64)

    def added_to(self, runs: pa.Table) -> pa.Table:
        """Return runs with these columns behind ``design``, whatever other labels they had before."""
        runs = runs.select(RUN_COLUMNS.names)
        codes = self.places(runs)
        for position, (name, labels) in enumerate(self.columns.items(), 1):
            runs = runs.add_column(position, name, _column(labels, codes))
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
            compression = {field.name: "none" if pa.types.is_binary(field.type) else "zstd" for field in rows.schema}
            packed: dict[str, Any] = {
                "compression": compression,
                "use_dictionary": words,
                "use_byte_stream_split": decimals,
            }
            self._writer = pq.ParquetWriter(str(self._draft), rows.schema, write_statistics=words, **packed)
        self._writer.write_table(rows, row_group_size=len(rows))

    def complete(self) -> None:
        """Give the file its name."""
        if self._writer is not None:
            self._writer.close()
            with self._draft.open("rb") as file:
                os.fsync(file.fileno())
            self._draft.replace(self._path)

    def drop(self) -> None:
        """Give the file up, and the room it takes."""
        with suppress(OSError):
            if self._writer is not None:
                self._writer.close()
        self._draft.unlink(missing_ok=True)


def consolidate(folder: Path, parts: Places, entries: Mapping[str, Entry], labels: Labels) -> None:
    """Write the tables of a study from its earlier tables and the parts of designs.

    Raise OSError where there is no room.
    """
    files = {name: TableFile(folder / f"{name}.parquet") for name in EVERY_TABLE}
    try:
        _fill(files, folder, parts, entries, labels)
        for file in files.values():
            file.complete()
    except BaseException:
        for file in files.values():
            file.drop()
        raise


def remove_parts(folder: Path) -> None:
    """Remove what is in the tables now, when the disk surely has those."""
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
    for path in (folder / FOLDER).glob("*"):
        path.unlink()
    with suppress(OSError):
        (folder / FOLDER).rmdir()


def _fill(
    files: Mapping[str, TableFile], folder: Path, parts: Places, entries: Mapping[str, Entry], labels: Labels
) -> None:
    """Write the rows of designs that are in the tables already, with what their parts add, then those of the others."""
    written: dict[str, set[str]] = {name: set() for name in files}
    for name, file in files.items():
        for rows in _old_rows(folder / f"{name}.parquet", labels):
            here = set(map(str, rows["design"].unique().to_pylist()))
            grown = _parts(folder, [address for address in parts if address in here], parts, entries)
            complete = _replaced(rows, EVERY_TABLE[name](grown), labels) if grown else rows
            file.add(labels.added_to(complete) if name == "runs" else complete)
            written[name] |= here
    for batch in _batches(parts):
        fresh = _parts(folder, batch, parts, entries)
        for name, file in files.items():
            new = [part for part in fresh if part.design not in written[name]]
            if new:
                rows = EVERY_TABLE[name](new)
                file.add(labels.added_to(rows) if name == "runs" else rows)


def _replaced(old: pa.Table, new: pa.Table, labels: Labels) -> pa.Table:
    """Return the rows of a table with those that parts give, design by design in order.

    A run of a part replaces its old rows.
    """
    old = old.select(new.column_names)
    places = labels.places(old), labels.places(new)
    by_run = "replicate" in new.column_names
    runs = tuple(values(rows["replicate"]) if by_run else np.zeros(len(rows), np.int64) for rows in (old, new))
    known = set(zip(places[1].tolist(), runs[1].tolist(), strict=True))
    kept = np.array([run not in known for run in zip(places[0].tolist(), runs[0].tolist(), strict=True)], np.bool_)
    order = np.lexsort([np.concatenate([which[0][kept], which[1]]) for which in (runs, places)])
    return pa.concat_tables([old.filter(numbers(kept, pa.bool_())), new]).take(numbers(order, pa.int64()))


def _old_rows(path: Path, labels: Labels) -> Iterator[pa.Table]:
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group)
            wanted = labels.places(rows) >= 0
            yield rows if wanted.all() else rows.filter(numbers(wanted, pa.bool_()))


def _parts(folder: Path, addresses: Sequence[str], parts: Places, entries: Mapping[str, Entry]) -> list[Part]:
    """Return the parts of some designs, each with its weeks that are in the tables already."""
    earlier = _earlier_weeks(folder / f"{WEEKS}.parquet", addresses)
    pieces = {
        address: [piece for place in parts[address] if (piece := whole_part(place)) is not None]
        for address in addresses
    }
    return [merged(pieces[address], earlier.get(address, []), entries[address]) for address in addresses]


def _earlier_weeks(path: Path, addresses: Collection[str]) -> dict[str, list[Weeks]]:
    if not addresses or not path.exists():
        return {}
    return weeks_of(pq.read_table(path, filters=[("design", "in", set(addresses))]))


def _batches(parts: Places) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for address, places in parts.items():
        batch.append(address)
        size += sum(place.length for place in places)
        if len(batch) >= PARTS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _column(labels: Sequence[Any], codes: NDArray[np.int64]) -> Column:
    known = [label for label in labels if label is not None]
    if not known or any(isinstance(label, (bool, str)) for label in known):
        return texts([None if label is None else shown(label) for label in labels], codes)
    if len(known) == len(labels) and all(isinstance(label, int) for label in known):
        return numbers(np.array(labels)[codes], pa.int64())
    return numbers(np.array([np.nan if label is None else label for label in labels])[codes], pa.float64())
