"""A workbook: numbers are numbers, texts are texts whatever they begin with, and what is missing is empty."""

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from experiments.export.sheet import Sheet
from experiments.export.writer import Written
from experiments.wording.notes import note
from experiments.wording.readable import readable
from sim.errors import ScenarioError

MOST_ROWS, LONGEST_TEXT = 1_048_575, 32_000
MANY_ROWS = 100_000
WIDEST, OF_NUMBERS, LOOKED_AT, ROOM_FOR_THE_FILTER = 60, 11, 1000, 4
SUSPICIOUS = ("=", "+", "-", "@", "#", "\t", "\r", "\n")  # a formula, or an error value


class ExcelWriter:
    """Writes all sheets into one workbook."""

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        self._book.properties.title = readable(title)
        self._rows: dict[str, int] = {}
        self._names: list[str] = []
        self._name = ""
        self._page: Any = None

    def begin(self, sheet: Sheet) -> None:
        """Begin a sheet; it is laid out when its first rows are known."""
        self._names, self._name, self._page = sheet.schema.names, sheet.name, None
        self._rows[sheet.name] = 0

    def add(self, rows: pa.Table) -> None:
        """Write some of its rows; raise ScenarioError for more than a sheet of Excel holds."""
        self._rows[self._name] += len(rows)
        if self._rows[self._name] > MOST_ROWS:
            raise ScenarioError(
                f"{self._name}: a sheet of Excel holds {MOST_ROWS:,} rows, and these are more; take --format parquet"
            )
        if self._rows[self._name] - len(rows) < MANY_ROWS <= self._rows[self._name]:
            note(f"{self._name}: a workbook of so many rows takes minutes; --format parquet takes seconds")
        page = self._page or self._new_page(rows.slice(0, LOOKED_AT))
        for values in zip(*map(_values, rows.columns), strict=True):
            page.append([_text(page, value) if isinstance(value, str) else value for value in values])

    def end(self) -> None:
        """End the sheet; one without rows has its headings."""
        if self._page is None:
            self._new_page(None)

    def drop(self) -> None:
        """Give up what is not complete: there is no file yet."""

    def close(self) -> list[Written]:
        """Write the workbook, whole or not at all."""
        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            self._book.save(draft)
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)
        return [Written(self._path, ", ".join(self._rows), sum(self._rows.values()))]

    def _new_page(self, first: pa.Table | None) -> Any:  # noqa: ANN401 - a page of openpyxl
        """Return a page as wide as its first rows need; headings and keys stay in view, columns can be filtered."""
        page = self._book.create_sheet(self._name)
        page.freeze_panes = "B2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(self._names))}1"
        for place, name in enumerate(self._names):
            longest = max(len(name) + ROOM_FOR_THE_FILTER, _longest(None if first is None else first.columns[place]))
            page.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, longest)
        page.append([_heading(page, name) for name in self._names])
        self._page = page
        return page


def _longest(column: "pa.ChunkedArray[Any] | None") -> int:
    """Return how wide the values of a column are; a spreadsheet rounds what it shows of a number to its column."""
    if column is None or column.type != pa.string():
        return OF_NUMBERS
    return max((len(text or "") for text in column.to_pylist()), default=0)


def _heading(page: Any, text: str) -> Any:  # noqa: ANN401 - a cell
    cell = WriteOnlyCell(page, text[:LONGEST_TEXT])
    cell.data_type, cell.quotePrefix = "s", text.startswith(SUSPICIOUS)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    return cell


def _text(page: Any, text: str) -> Any:  # noqa: ANN401 - a text, or a cell
    """Return a text that no spreadsheet takes for a formula, neither now nor when its cell is edited."""
    shown = text[:LONGEST_TEXT]
    if not shown.startswith(SUSPICIOUS):
        return shown
    cell = WriteOnlyCell(page, shown)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _values(column: "pa.ChunkedArray[Any]") -> list[Any]:
    """Return values; of small numbers the digits they have, and not those that doubling their precision makes up."""
    told = column.cast(pa.string()).cast(pa.float64()) if column.type == pa.float32() else column
    return told.to_pylist()
