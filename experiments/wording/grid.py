"""Rows and columns of text, not yet laid out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self


class Line(NamedTuple):
    """A line of a table; headings can be told from the rest."""

    text: str
    heading: bool = False


@dataclass(frozen=True)
class Column:
    """A column: numbers stand right and are never broken; what is optional goes first where not all fits."""

    heading: str
    number: bool = False
    optional: bool = False


@dataclass
class Grid:
    """Rows of text; the first column is the key.

    Attributes:
        panels: whether what does not fit goes into tables below one another, each with the key: for many columns of
            one kind, such as weeks.
        caption: what is said below.

    """

    panels: bool = False
    caption: str = ""
    columns: list[Column] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add_column(self, heading: str, *, number: bool = False, optional: bool = False) -> None:
        """Add a column."""
        self.columns.append(Column(heading, number, optional))

    def add_row(self, *cells: str) -> None:
        """Add a row, a cell a column."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells in a table of {len(self.columns)} columns")
        self.rows.append(cells)

    def without(self, left_out: set[int]) -> Self:
        """Return the table without some of its columns."""
        kept = [place for place in range(len(self.columns)) if place not in left_out]
        rows = [tuple(row[place] for place in kept) for row in self.rows]
        return type(self)(self.panels, self.caption, [self.columns[place] for place in kept], rows)

    def cells(self, place: int) -> Iterator[str]:
        """Yield what stands in a column below its heading."""
        return (row[place] for row in self.rows)
