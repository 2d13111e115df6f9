"""Compaction: the journal of a study and its earlier tables become one Parquet file a table.

Every file is written under a temporary name, forced onto the disk, and then takes the place of the old one; the
manifest follows, and the journal goes last. Whatever moment the process is killed at, the next one finds a run in the
journal or in the tables, and the journal counts more than a row. Designs keep their order, so that a study that grew
has the rows of one that was run in one go.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.configuration.points import shown
from experiments.store.arrow import Column, numbers, parquet_file, texts, values
from experiments.store.files import sync_folder
from experiments.store.journal import FOLDER, Span, whole_records
from experiments.store.manifest import DesignEntry
from experiments.store.merge import MergedRuns, merged
from experiments.store.reader import WeeksByDesign, readable
from experiments.store.runs_record import RunsRecord
from experiments.store.table_file import TableFile
from experiments.store.tables import RUN_COLUMNS, TABLES

RECORDS_AT_ONCE = 200
BYTES_AT_ONCE = 2**26
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True)
class Labels:
    """Columns of the runs that say what a design is: a value for every design, text or number."""

    place: Mapping[str, int]
    columns: Mapping[str, Sequence[Any]]

    def places(self, rows: pa.Table) -> NDArray[np.int64]:
        """Return the place of the design of every row; -1 for a design that does not count."""
        return np.array([self.place.get(str(address), -1) for address in rows["design"].to_pylist()], np.int64)

    def column(self, name: str, codes: NDArray[np.int64]) -> Column:
        """Return a label of the designs in these places as a column of a table."""
        return _column(self.columns[name], self._kinds[name], codes)

    @cached_property
    def _kinds(self) -> Mapping[str, pa.DataType]:
        return {name: _kind(labels) for name, labels in self.columns.items()}

    def added_to(self, runs: pa.Table) -> pa.Table:
        """Return runs with these columns behind ``design``, whatever other labels they had before."""
        runs = runs.select(RUN_COLUMNS.names)
        codes = self.places(runs)
        for position, name in enumerate(self.columns, 1):
            runs = runs.add_column(position, name, self.column(name, codes))
        return runs


def compact(folder: Path, spans: Spans, entries: Mapping[str, DesignEntry], labels: Labels) -> None:
    """Write the tables of a study from its earlier tables and the journal.

    Raise OSError where there is no room.
    """
    files = {name: TableFile(folder / f"{name}.parquet") for name in TABLES}
    try:
        _fill(files, folder, spans, entries, labels)
        for file in files.values():
            file.complete()
    except BaseException:
        for file in files.values():
            file.drop()
        raise


def remove_journal(folder: Path) -> None:
    """Remove what is in the tables now, when the disk surely has those."""
    sync_folder(folder)
    for path in (folder / FOLDER).glob("*"):
        path.unlink()
    with suppress(OSError):
        (folder / FOLDER).rmdir()


def _fill(
    files: Mapping[str, TableFile], folder: Path, spans: Spans, entries: Mapping[str, DesignEntry], labels: Labels
) -> None:
    """Write the rows of designs that are in the tables, with what the journal adds, then those of the others."""
    written: dict[str, set[str]] = {name: set() for name in files}
    place, earlier = {address: number for number, address in enumerate(spans)}, WeeksByDesign(folder)
    for name, file in files.items():
        for rows in _old_rows(folder / f"{name}.parquet", labels):
            here = set(map(str, rows["design"].unique().to_pylist()))
            grown = _merged(earlier, sorted(here & place.keys(), key=place.__getitem__), spans, entries)
            complete = _replaced(rows, TABLES[name](grown), labels) if grown else rows
            file.add(labels.added_to(complete) if name == "runs" else complete)
            written[name] |= here
    for batch in _batches(spans):
        fresh = _merged(earlier, batch, spans, entries)
        for name, file in files.items():
            new = [part for part in fresh if part.runs.design not in written[name]]
            if new:
                rows = TABLES[name](new)
                file.add(labels.added_to(rows) if name == "runs" else rows)


def _replaced(old: pa.Table, new: pa.Table, labels: Labels) -> pa.Table:
    """Return the rows of a table with new ones, design by design in order.

    A new run replaces its old rows.
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
    with readable(path), parquet_file(path) as file:
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group)
            wanted = labels.places(rows) >= 0
            yield rows if wanted.all() else rows.filter(numbers(wanted, pa.bool_()))


def _merged(
    weeks: WeeksByDesign, addresses: Sequence[str], spans: Spans, entries: Mapping[str, DesignEntry]
) -> list[MergedRuns]:
    """Return the runs of some designs in the journal, each design with the weeks that are in the tables already."""
    earlier = weeks.of(addresses)
    places = [(address, span) for address in addresses for span in spans[address]]
    records: dict[str, list[RunsRecord]] = {address: [] for address in addresses}
    for (address, _), record in zip(places, whole_records(span for _, span in places), strict=True):
        if record is not None:
            records[address].append(record)
    return [merged(records[address], earlier.get(address, {}), entries[address]) for address in addresses]


def _batches(spans: Spans) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for address, places in spans.items():
        batch.append(address)
        size += sum(place.length for place in places)
        if len(batch) >= RECORDS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _kind(labels: Sequence[Any]) -> pa.DataType:
    """Return the type of the labels of all designs together."""
    known = [label for label in labels if label is not None]
    if not known or any(isinstance(label, (bool, str)) for label in known):
        return pa.string()
    whole = len(known) == len(labels) and all(isinstance(label, int) for label in known)
    return pa.int64() if whole else pa.float64()


def _column(labels: Sequence[Any], kind: pa.DataType, codes: NDArray[np.int64]) -> Column:
    """Return labels as a column; only those of the designs that occur are looked at, of many thousands."""
    here, places = np.unique(codes, return_inverse=True)
    found = [labels[place] for place in here.tolist()]
    if kind == pa.string():
        return texts([None if label is None else shown(label) for label in found], places)
    if kind == pa.int64():
        return numbers(np.array(found, np.int64)[places], kind)
    return numbers(np.array([np.nan if label is None else label for label in found], np.float64)[places], kind)
