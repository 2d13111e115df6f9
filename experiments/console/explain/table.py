"""The table of a story as rows of text: only columns that say something, outcomes of projects in one."""

from collections.abc import Sequence

from experiments.explain.events import Figure, Figures
from sim.state import OUTCOMES

HEADINGS = {
    "on_board": "units on board",
    "hear": "+hear",
    "try": "+try",
    "adopt": "+adopt",
    "give_up": "+give up",
    "leave": "+leave",
    "job_satisfaction": "satisfaction",
    "sense_of_influence": "influence",
    "running": "projects",
}
ENDED = OUTCOMES[1:]


def table_rows(table: Sequence[Figures]) -> list[list[str]]:
    """Return headings and rows; a column that is 0 throughout is left out."""
    kept = [name for name in table[0] if name not in ENDED and any(row[name] for row in table)]
    rows = [[HEADINGS.get(name, name) for name in kept], *([_cell(row[name]) for name in kept] for row in table)]
    if any(row.get(name) for row in table for name in ENDED):
        rows[0].append("/".join(ENDED))
        for cells, row in zip(rows[1:], table, strict=True):
            cells.append("" if row[ENDED[0]] is None else "/".join(_cell(row[name]) for name in ENDED))
    return rows


def _cell(value: Figure) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
