"""A table for people: columns where they fit, else a block a row; never without its key, and no number is cut."""

from typing import TYPE_CHECKING

from rich.text import Text

from experiments.wording.grid import Column, Grid
from experiments.wording.layout import lines_of
from experiments.wording.readable import readable

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


class Table(Grid):
    """A table that any console of rich prints."""

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        for line in lines_of(self._readable(console.encoding), options.max_width):
            style = "bold" if line.heading and not console.no_color else ""
            yield Text(line.text, style, no_wrap=True, overflow="ignore")

    def _readable(self, encoding: str) -> Grid:
        """Return the table as a screen of this encoding can show it, a line a cell."""
        columns = [Column(_cell(each.heading, encoding), each.number, each.optional) for each in self.columns]
        rows = [tuple(_cell(cell, encoding) for cell in row) for row in self.rows]
        return Grid(self.panels, readable(self.caption, encoding), columns, rows)


def _cell(text: str, encoding: str) -> str:
    return readable(text.replace("\n", " "), encoding)
