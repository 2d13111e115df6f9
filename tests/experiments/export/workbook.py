"""A workbook as a reader finds it."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Rows = list[dict[str, Any]]


def sheets_of(path: Path) -> dict[str, Rows]:
    """Return the sheets of a workbook with their rows by heading."""
    found: dict[str, Rows] = {}
    for page in load_workbook(path).worksheets:
        head, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found
