"""Numbers as they are shown, read back: every number of a text with half of its last digit."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

NUMBER = re.compile(r"[+\-−]?(?:EUR )?\d[\d,]*(?:\.\d+)?")
SCALES = ((" m", 1e6), (" k", 1e3), ("%", 0.01), ("points", 0.01))
NONE = re.compile(r"(?:(?:unknown|no interval|–) ?)*")


def numbers_of(text: str, scale: float = 0.0) -> list[tuple[float, float]]:
    """Return every number of a text and half of its last digit; ``scale``: what one of it is, where no unit says so."""
    found = list(NUMBER.finditer(text))
    read: list[tuple[float, float]] = []
    unit = 1.0
    for place, each in reversed(list(enumerate(found))):
        last = place + 1 == len(found)
        after = text[each.end() : None if last else found[place + 1].start()]
        shared = 1.0 if last or "EUR" in found[place + 1][0] else unit
        unit = scale or next((size for name, size in SCALES if name in after), shared)
        plain = re.sub(r"[^\d.+-]", "", each[0].replace("−", "-"))
        read.append((float(plain) * unit, 0.5 * 10.0 ** -len(plain.partition(".")[2]) * unit))
    return read[::-1]


def says(text: str, *values: float | None, scale: float = 0.0) -> bool:
    """Return whether a text shows exactly these values, each to its last digit; nothing where there is none."""
    if None in values:
        return NONE.fullmatch(text) is not None
    read = numbers_of(text, scale)
    return len(read) == len(values) and all(
        abs(shown - value) <= 1.001 * half
        for (shown, half), value in zip(read, values, strict=True)
        if value is not None
    )


def rows_of(printed: str, heading: str) -> list[dict[str, str]]:
    """Return the rows of a table of the terminal by their headings; the table begins with a line of headings."""
    lines = printed.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(heading))
    heads = [(found.start(), found.end(), found[0]) for found in re.finditer(r"\S+(?: \S+)*", lines[start])]
    rows: list[dict[str, str]] = []
    for line in lines[start + 1 :]:
        cells = [(found.start(), found.end(), found[0]) for found in re.finditer(r"\S+(?: \S+)*", line)]
        if not cells or not _fits(cells, heads):
            break
        rows.append({_over(cell, heads): cell[2] for cell in cells})
    return rows


def _fits(cells: Sequence[tuple[int, int, str]], heads: Sequence[tuple[int, int, str]]) -> bool:
    return len(cells) > 1 and all(_over(cell, heads) for cell in cells)


def _over(cell: tuple[int, int, str], heads: Sequence[tuple[int, int, str]]) -> str:
    """Return which heading stands over a cell: numbers end where it ends, words begin where it begins."""
    names = [
        f"{name} {place}" if [each[2] for each in heads[:place]].count(name) else name
        for place, (_, _, name) in enumerate(heads)
    ]
    over = [name for name, (left, right, _) in zip(names, heads, strict=True) if cell[0] < right and left < cell[1]]
    return over[0] if len(over) == 1 else ""


class Tables(HTMLParser):
    """The tables of a report by their names: rows of texts, the heading row first; notes inside a cell count."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._rows = []
        elif tag == "span" and str(given.get("id", "")).startswith("t-"):
            self.tables[str(given["id"])[2:]] = self._rows
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._rows[-1][-1] = " ".join(f"{self._rows[-1][-1]} {data}".split())
