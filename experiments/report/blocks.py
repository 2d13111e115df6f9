"""What a report is made of.

Sections of paragraphs, facts, tables, pictures and commands. How they look is the template's matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias


class Fact(NamedTuple):
    """A term with its value and, where that is not plain, what it means."""

    term: str
    value: str
    meaning: str = ""


class Heading(NamedTuple):
    """The head of a column, and whether numbers stand under it."""

    title: str
    number: bool = False


class Cell(NamedTuple):
    """A cell of a table: its text, what explains it, where it leads, and how it is marked.

    Better, worse, undecided, best.
    """

    text: str
    note: str = ""
    mark: str = ""
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Points:
    """A list of short statements."""

    kind: ClassVar[str] = "points"
    items: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Terms with their values."""

    kind: ClassVar[str] = "facts"
    facts: Sequence[Fact]


@dataclass(frozen=True)
class TableBlock:
    """A table; the first cell of a row names it."""

    kind: ClassVar[str] = "table"
    name: str
    caption: str
    head: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as a data URI, its title, and what somebody who cannot see it should know."""

    kind: ClassVar[str] = "picture"
    title: str
    source: str
    shows: str


@dataclass(frozen=True)
class ShellCommand:
    """A command line."""

    kind: ClassVar[str] = "command"
    text: str


Block: TypeAlias = Paragraph | Points | Facts | TableBlock | Picture | ShellCommand


@dataclass(frozen=True)
class Section:
    """A section under its heading."""

    name: str
    title: str
    blocks: Sequence[Block]
