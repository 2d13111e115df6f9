"""A table in a text: its separator, its header, its columns by the names that people give them, its rows."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from sim.errors import ScenarioError, nearest_hint

SEPARATORS = ",;\t|"
SAID_SEPARATOR = re.compile(r"sep=(.)\n?", re.IGNORECASE)
COMMENT = "#"
SLIP = 0.9  # how alike a name must be to be taken for a slip of the pen
MOST_SHOWN = 12
TITLES = 10  # lines in which a header is looked for, where a title stands above it
DECIMAL_COMMA, PERCENT = re.compile(r"-?\d*,\d+"), re.compile(r"(-?\d+(?:\.\d+)?)\s*%")
Synonyms = Mapping[str, Sequence[str]]
NO_MAP: Mapping[str, str] = {}


class Table(NamedTuple):
    """A table: which column is which, and the numbered rows with their fields by known name; ``dated``: log rows."""

    columns: Mapping[str, int]
    header: Sequence[str]  # as it was written
    rows: Sequence[tuple[int, Sequence[str]]]

    def named(self, fields: Sequence[str]) -> dict[str, str]:
        """Return the known fields of a row by name."""
        return {name: fields[place] for name, place in self.columns.items()}

    def place(self, column: str, where: str) -> int:
        """Return where a column stands, known or as the header calls it; raise ScenarioError where there is none."""
        if column in self.columns:
            return self.columns[column]
        return _place(column, self.header, where)


def separator_of(text: str) -> str:
    """Return what separates the columns of a table; nothing where its first line has no separator."""
    first = first_line(text)
    said = SAID_SEPARATOR.fullmatch(first)
    if said:
        return said[1]
    best = max(SEPARATORS, key=first.count)
    return best if best in first else ""


def read_table(
    text: str, where: str, known: Synonyms, needed: Sequence[str], notes: list[str], mapped: Mapping[str, str] = NO_MAP
) -> Table:
    """Return a table that has the ``needed`` columns; raise ScenarioError where it is none.

    ``known``: the columns by name, each with other names that people give it; ``mapped``: which column of the table is
    one of them, where somebody said so. What was guessed goes into ``notes``.
    """
    numbered = _rows(text, where)
    if not numbered:
        raise ScenarioError(f"{where} has no rows")
    top = _header_place([names for _, names in numbered[:TITLES]], known, needed, mapped)
    if top:
        notes.append(f"{where}: the header is row {numbered[top][0]}; what stands above it is left out")
    (_, names), *rows = numbered[top:]
    header = _renamed(names, mapped, where)
    columns = _columns(header, names, where, known, notes)
    for name in needed:
        if name not in columns:
            raise ScenarioError(f"{where} has no column '{name}'{_hint(name, header, names)}")
    for row, fields in rows:
        if len(fields) != len(header):
            raise ScenarioError(
                f"{where} row {row} has {len(fields)} fields, but the header names {len(header)} columns"
            )
    return Table(columns, names, rows)


def _header_place(
    lines: Sequence[Sequence[str]], known: Synonyms, needed: Sequence[str], mapped: Mapping[str, str]
) -> int:
    """Return which of the first lines names all columns that are needed; the first one where none does."""
    called = [{normal(mapped[name])} if name in mapped else {name, *known[name]} for name in needed]
    for place, names in enumerate(lines):
        if all(each & {normal(name) for name in names} for each in called):
            return place
    return 0


def _renamed(names: Sequence[str], mapped: Mapping[str, str], where: str) -> list[str]:
    """Return the names of columns as this program knows them, those that were mapped under what they are said to be."""
    header = [normal(name) for name in names]
    places = {known: _place(said, names, where) for known, said in mapped.items()}
    header = ["" if name in places else name for name in header]
    for known, place in places.items():
        header[place] = known
    return header


def _place(column: str, names: Sequence[str], where: str) -> int:
    if column in names:
        return names.index(column)
    header = [normal(name) for name in names]
    if normal(column) not in header:
        raise ScenarioError(f"{where} has no column '{column}'{_hint(normal(column), header, names)}")
    return header.index(normal(column))


def normal(name: str) -> str:
    """Return the name of a column in small letters, with _ for everything that is no letter or digit."""
    return re.sub(r"\W+", "_", name.strip().lower()).strip("_")


def number_text(text: str) -> str:
    """Return a number as Python writes it: ``0,7`` and ``70 %`` are 0.7; other texts stay as they are."""
    if DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    share = PERCENT.fullmatch(text)
    return str(float(share[1]) / 100) if share else text


def data_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a text, comments and blank lines left out."""
    for row, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith(COMMENT):
            yield row, line


def first_line(text: str) -> str:
    """Return the first line with a separator, for a title may stand above it; the very first where none has one."""
    lines = [line.strip("\ufeff") for _, line in islice(data_lines(text), TITLES)]
    separated = (line for line in lines if any(mark in line for mark in SEPARATORS) or SAID_SEPARATOR.fullmatch(line))
    return next(separated, lines[0] if lines else "")


def _rows(text: str, where: str) -> list[tuple[int, list[str]]]:
    separator = separator_of(text) or ","
    skipped = next((row for row, _ in data_lines(text)), 1) - 1
    lines = text.splitlines(keepends=True)[skipped:]
    if lines and SAID_SEPARATOR.fullmatch(lines[0].strip()):
        lines, skipped = lines[1:], skipped + 1
    reader = csv.reader(io.StringIO("".join(lines)), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num + skipped, [field.strip() for field in fields]) for fields in reader]
    except csv.Error as error:
        raise ScenarioError(f"{where} row {reader.line_num + skipped} is not valid CSV: {error}") from None
    return [(row, fields) for row, fields in rows if any(fields)]


def _columns(
    header: Sequence[str], names: Sequence[str], where: str, known: Synonyms, notes: list[str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, others in known.items():
        if header.count(name) > 1:
            raise ScenarioError(f"{where} has the column '{name}' more than once: keep one")
        called = next((other for other in (name, *others) if other in header), None)
        if called is not None:
            found[name] = header.index(called)
            if called != name:
                notes.append(f"{where}: column '{names[found[name]]}' is read as {name}")
    _refuse_slips(header, where, known, found)
    left = [name for place, name in enumerate(names) if place not in found.values() and name]
    if left:
        more = f" and {len(left) - MOST_SHOWN} more" if len(left) > MOST_SHOWN else ""
        notes.append(f"{where}: other columns are left alone: {', '.join(left[:MOST_SHOWN])}{more}")
    return found


def _refuse_slips(header: Sequence[str], where: str, known: Synonyms, found: Mapping[str, int]) -> None:
    """Refuse a name that looks like a slip of the pen of a column that is not there."""
    for place, name in enumerate(header):
        missing = [other for other in known if other not in found]
        hint = nearest_hint(name, [other for other in missing if SequenceMatcher(a=name, b=other).ratio() >= SLIP])
        if place not in found.values() and hint:
            raise ScenarioError(f"{where} has an unknown column '{name}'{hint}")


def _hint(name: str, header: Sequence[str], names: Sequence[str]) -> str:
    slip = nearest_hint(name, header).replace("did you mean", "rename")
    shown = ", ".join(each[:40] for each in names[:MOST_SHOWN])
    more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
    return slip or f"; the header has {shown}{more}"
