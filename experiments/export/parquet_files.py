"""Parquet: a file a sheet; units and meanings stand in the schema."""

from pathlib import Path

import pyarrow as pa

from experiments.export.sheet import Sheet
from experiments.export.writer import Written
from experiments.store.table_file import TableFile


class ParquetWriter:
    """Writes every sheet into a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = TableFile(folder / "export.parquet")  # nothing is written before the first sheet
        self._written: list[Written] = []

    def begin(self, sheet: Sheet) -> None:
        """Begin a file."""
        self._path = self._folder / f"{sheet.name}.parquet"
        self._file, self._name, self._rows = TableFile(self._path), sheet.name, 0

    def add(self, rows: pa.Table) -> None:
        """Write some of its rows."""
        self._file.add(rows)
        self._rows += len(rows)

    def end(self) -> None:
        """Give the file its name; without rows there is none."""
        self._file.complete()
        if self._rows:
            self._written.append(Written(self._path, self._name, self._rows))

    def drop(self) -> None:
        """Give up what is not complete."""
        self._file.drop()

    def close(self) -> list[Written]:
        """Return the files."""
        return self._written
