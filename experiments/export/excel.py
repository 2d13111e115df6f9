"""A workbook: numbers are numbers, texts are texts whatever they begin with, and what is missing is empty."""

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from experiments.export.sheet import Sheet
from experiments.export.writer import Written
from experiments.wording.readable import readable
from sim.errors import ScenarioError

MOST_ROWS, LONGEST_TEXT = 1_048_575, 32_000
NARROWEST, WIDEST, PADDING = 8, 40, 2
SUSPICIOUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class ExcelWriter:
    """Writes all sheets into one workbook."""

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        self._book.properties.title = readable(title)
        self._rows: dict[str, int] = {}
        self._sheet = ""
        self._page: WriteOnlyWorksheet | None = None

    def begin(self, sheet: Sheet) -> None:
        """Begin a sheet: its headings stay in view, and every column can be filtered."""
        page = self._book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}1"
        for place, column in enumerate(sheet.columns, 1):
            width = min(WIDEST, max(NARROWEST, len(column.name) + PADDING))
            page.column_dimensions[get_column_letter(place)].width = width
        page.append([self._heading(page, column.name) for column in sheet.columns])
        self._page, self._sheet = page, sheet.name
        self._rows[sheet.name] = 0

    def add(self, rows: pa.Table) -> None:
        """Write some of its rows; raise ScenarioError for more than a sheet of Excel holds."""
        self._rows[self._sheet] += len(rows)
        if self._rows[self._sheet] > MOST_ROWS:
            raise ScenarioError(
                f"{self._sheet}: a sheet of Excel holds {MOST_ROWS:,} rows, and these are more; take --format parquet"
            )
        for values in zip(*map(_values, rows.columns), strict=True):
            self._append(values)

    def end(self) -> None:
        """End the sheet."""

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

    def _append(self, values: tuple[Any, ...]) -> None:
        page = self._page
        if page is not None:
            page.append([self._text(page, value) if isinstance(value, str) else value for value in values])

    def _heading(self, page: WriteOnlyWorksheet, text: str) -> Any:  # noqa: ANN401 - a cell
        cell = self._text(page, text)
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
        return cell

    def _text(self, page: WriteOnlyWorksheet, text: str) -> Any:  # noqa: ANN401 - a text, or a cell that holds one
        """Return a text that no spreadsheet takes for a formula, neither now nor when its cell is edited."""
        shown = readable(text)[:LONGEST_TEXT]
        cell = WriteOnlyCell(page, shown)
        cell.data_type = "s"
        cell.quotePrefix = shown.startswith(SUSPICIOUS)
        return cell


def _values(column: "pa.ChunkedArray[Any]") -> list[Any]:
    """Return values; of small numbers the digits they have, and not those that doubling their precision makes up."""
    told = column.cast(pa.string()).cast(pa.float64()) if column.type == pa.float32() else column
    return told.to_pylist()
