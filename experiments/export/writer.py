"""What writes sheets: one for each kind of file."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pyarrow as pa

from experiments.export.sheet import MEANING, UNIT, Sheet
from experiments.store.arrow import parquet_file

if TYPE_CHECKING:
    import pandas as pd


class Written(NamedTuple):
    """A file: where it is, what it holds, and how many rows (of a graph: ties)."""

    path: Path
    holds: str
    rows: int

    def to_frame(self) -> "pd.DataFrame":
        """Return a Parquet file as a table, its units and meanings in ``attrs``; raise ValueError for another file."""
        if self.path.suffix != ".parquet":
            raise ValueError(f"{self.path} is no Parquet file")
        with parquet_file(self.path) as file:
            frame: pd.DataFrame = file.read().to_pandas()
            fields = list(file.schema_arrow)
        for name in (UNIT, MEANING):
            frame.attrs[f"{name}s"] = {each.name: (each.metadata or {})[name.encode()].decode() for each in fields}
        return frame


class Writer(Protocol):
    """Writes sheets one after the other."""

    def begin(self, sheet: Sheet) -> None:
        """Begin a sheet."""

    def add(self, rows: pa.Table) -> None:
        """Write some of its rows."""

    def end(self) -> None:
        """End the sheet."""

    def drop(self) -> None:
        """Give up what is not complete."""

    def close(self) -> list[Written]:
        """Give the files their names, and return them."""
