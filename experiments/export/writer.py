"""What writes sheets: one for each kind of file."""

from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa

from experiments.export.sheet import Sheet


class Written(NamedTuple):
    """A file: where it is, what it holds, and how many rows (of a graph: ties)."""

    path: Path
    holds: str
    rows: int


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
