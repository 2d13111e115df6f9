"""The text of a file as it is: whatever encoding and line ends it was saved with, and spreadsheets as rows of text."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from sim.errors import ScenarioError

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
EXCEL, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SHEET = re.compile(r"(.+\.xlsx)#(.+)", re.IGNORECASE | re.DOTALL)


def text_of(path: str, option: str, notes: list[str]) -> str:
    """Return a file's text, its lines ended as everywhere (old Macs and Windows differ).

    A spreadsheet becomes a table with tabs: its first sheet, or the one named as in ``staff.xlsx#People``. What was
    guessed goes into ``notes``. Raises ScenarioError where there is no text.
    """
    if not path:
        raise ScenarioError(f"{option} is empty: give the path of a file, or set organization.source to recipe")
    file, sheet = file_and_sheet(path)
    content = _bytes(file, option)
    where = f"{option} = {path}"
    if content.startswith(OLD_EXCEL):
        raise ScenarioError(f"{where} is a spreadsheet of an old Excel; save it as .xlsx or as CSV (UTF-8)")
    text = _spreadsheet(content, sheet, where, notes) if content.startswith(EXCEL) else _decoded(content, where, notes)
    if not text.strip():
        raise ScenarioError(f"{where} is empty: it needs at least one line of data")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def file_and_sheet(path: str) -> tuple[str, str]:
    """Return the file that a path names, and the sheet in it (empty: none is named)."""
    found = SHEET.fullmatch(path)
    return (found[1], found[2]) if found else (path, "")


def _bytes(path: str, option: str) -> bytes:
    try:
        if not Path(path).is_file() and Path(path).exists() and not Path(path).is_dir():
            raise ScenarioError(f"{option} = {path} is no file")
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ScenarioError(f"{option} = {path} cannot be read: {reason}; give the path of an existing file") from None


def _decoded(content: bytes, where: str, notes: list[str]) -> str:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        text = _of_windows(content, error.start, where, notes)
    if "\0" in text:
        raise ScenarioError(f"{where} is no text; save it as CSV (UTF-8)")
    return text


def _of_windows(content: bytes, place: int, where: str, notes: list[str]) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise ScenarioError(f"{where} is not UTF-8 text (byte {place}): save it as UTF-8") from None
    notes.append(f"{where} is not UTF-8 text: read as Windows-1252; check letters such as é and ß")
    return text


def _spreadsheet(content: bytes, sheet: str, where: str, notes: list[str]) -> str:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError) as error:
        raise ScenarioError(f"{where} is no spreadsheet that can be read ({type(error).__name__})") from None
    if sheet and sheet not in book.sheetnames:
        raise ScenarioError(f"{where}: there is no sheet '{sheet}'; it has {', '.join(book.sheetnames)}")
    chosen = sheet or book.sheetnames[0]
    if not sheet and len(book.sheetnames) > 1:
        notes.append(f"{where}: sheet '{chosen}' is read, the first of {', '.join(book.sheetnames)}")
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(_rows(book[chosen]))
    return out.getvalue()


def _rows(sheet: object) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        cells = [_cell(value) for value in row]
        if any(cells):
            yield cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
