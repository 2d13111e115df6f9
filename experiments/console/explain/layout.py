"""Plain text for people: paragraphs and columns, as wide as the terminal, or uncut in a pipe."""

import shutil
import sys
import textwrap
from collections.abc import Sequence

GAP = "  "
NARROWEST = 60


def wrapped(lead: str, text: str) -> str:
    """Return a line that begins with ``lead``, wrapped under its text where a terminal is narrow."""
    width = page_width()
    if width is None:
        return lead + text
    return "\n".join(_lines(text, max(width, NARROWEST), lead))


def page_width() -> int | None:
    """Return the width of the terminal, or None in a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines of aligned columns, the first row holding headings.

    What does not fit a terminal is left out.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    fitting, room = 0, page_width()
    while fitting < len(widths) and (
        room is None or sum(widths[: fitting + 1]) + len(GAP) * (fitting + 1) <= max(room, NARROWEST)
    ):
        fitting += 1
    left_out = (
        [f"{GAP}({len(widths) - fitting} more columns in a wider terminal or a pipe)"] if fitting < len(widths) else []
    )
    cells = ([cell.rjust(width) for cell, width in zip(row[:fitting], widths[:fitting], strict=True)] for row in rows)
    return [*(GAP + GAP.join(row) for row in cells), *left_out]


def side_by_side(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return rows of a label and two texts as lines; the texts share what the terminal leaves and wrap inside it."""
    width = page_width()
    label = max(len(row[0]) for row in rows)
    natural = max(len(row[1]) for row in rows)
    room = natural if width is None else max(20, (max(width, NARROWEST) - len(GAP) - label - 2 * len(GAP)) // 2)
    half = min(natural, room)
    lines = []
    for name, here, there in rows:
        left = _lines(here, half)
        right = [there] if width is None else _lines(there, room)
        for place in range(max(len(left), len(right))):
            cells = (column[place] if place < len(column) else "" for column in ([name], left, right))
            lines.append(
                (GAP + GAP.join(cell.ljust(size) for cell, size in zip(cells, (label, half, 0), strict=True))).rstrip()
            )
    return lines


def _lines(text: str, width: int, lead: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, break_on_hyphens=False, initial_indent=lead, subsequent_indent=" " * len(lead)
    ) or [lead]
