"""A Parquet file that takes the place of an older one when it is complete."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


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
            self._sink = pa.OSFile(str(self._draft), "wb")
            self._writer = _writer(self._sink, rows.schema)
        self._writer.write_table(rows, row_group_size=len(rows))

    def complete(self) -> None:
        """Give the file its name."""
        if self._writer is not None:
            self._writer.close()
            self._sink.close()
            with self._draft.open("r+b") as file:
                os.fsync(file.fileno())
            self._draft.replace(self._path)

    def drop(self) -> None:
        """Give the file up, and the room it takes."""
        with suppress(OSError):
            if self._writer is not None:
                self._writer.close()
                self._sink.close()
        self._draft.unlink(missing_ok=True)


def _writer(sink: pa.NativeFile, schema: pa.Schema) -> pq.ParquetWriter:
    """Return what writes a table small and quick to search: texts by dictionary, the bytes of numbers side by side.

    Every page carries a checksum, so that a bit that flips later is noticed when it is read.
    """
    words = [field.name for field in schema if pa.types.is_string(field.type)]
    decimals = [field.name for field in schema if pa.types.is_floating(field.type)]
    decimals += [f"{field.name}.list.element" for field in schema if pa.types.is_list(field.type)]
    packing: dict[str, Any] = {"use_dictionary": words, "use_byte_stream_split": decimals, "write_statistics": words}
    packing["write_page_checksum"] = True
    return pq.ParquetWriter(sink, schema, compression="zstd", **packing)
