"""Tidy CSV: a file a sheet, a row an observation, empty where nothing is known; no text acts where it is opened."""

import os
from pathlib import Path
from typing import TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from experiments.export.sheet import TEXT, Sheet
from experiments.export.writer import Written

Texts: TypeAlias = "pa.ChunkedArray[pa.StringScalar]"
FORMULA = "^([=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])"  # the last four: their wide forms


class CsvWriter:
    """Writes every sheet into a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._draft = folder / f".export.{os.getpid()}.csv"
        self._written: list[Written] = []

    def begin(self, sheet: Sheet) -> None:
        """Begin a file."""
        self._path = self._folder / f"{sheet.name}.csv"
        self._sink = self._draft.open("wb")
        names = _harmless(pa.chunked_array([sheet.schema.names])).to_pylist()
        self._schema = pa.schema(list(zip(map(str, names), sheet.schema.types, strict=True)))
        self._file = csv.CSVWriter(self._sink, self._schema)
        self._rows, self._name = 0, sheet.name

    def add(self, rows: pa.Table) -> None:
        """Write some of its rows."""
        self._rows += len(rows)
        columns = zip(rows.columns, self._schema, strict=True)
        safe = [_harmless(cast("Texts", values)) if field.type == TEXT else values for values, field in columns]
        self._file.write_table(pa.Table.from_arrays(safe, schema=self._schema))

    def drop(self) -> None:
        """Give up what is not complete."""
        self._draft.unlink(missing_ok=True)

    def end(self) -> None:
        """Give the file its name."""
        self._file.close()
        self._sink.close()
        self._draft.replace(self._path)
        self._written.append(Written(self._path, self._name, self._rows))

    def close(self) -> list[Written]:
        """Return the files."""
        return self._written


def _harmless(texts: Texts) -> Texts:
    """Return texts, those that a spreadsheet would take for a formula behind an apostrophe."""
    return pc.replace_substring_regex(texts, FORMULA, r"'\1")
