"""What can be asked about in a run, as text for people."""

from collections.abc import Sequence

import numpy as np

from experiments.console.explain.layout import columns, wrapped
from experiments.explain.overview import Row
from experiments.wording.phrases import counted

FIRST_ROWS = 12


def overview_text(overview: Row, listing: str) -> str:
    """Return the overview as text.

    Everything of one kind if ``listing`` names it, else the beginning of every table.
    """
    head = (
        f"{overview['folder']}, {overview['point']}, replicate {overview['replicate']} of 0 to "
        f"{overview['replicates'] - 1}"
    )
    lines = [wrapped("", head), *(wrapped("Note: ", note) for note in overview["notes"])]
    if listing:
        return "\n".join([*lines, *_table(overview[listing])])
    lines += ["", "Projects: " + _outcomes(overview["projects"])]
    for kind in ("projects", "units", "departments"):
        lines += _beginning(overview, kind)
    people = len(overview["employees"])
    lines += ["", f"Employees: {people:,}, numbered 0 to {people - 1}"]
    lines += ["", f"Ask: orgchange explain {overview['folder']} --project 0 | --unit 0 | --department 0 | --employee 0"]
    return "\n".join(lines)


def _outcomes(projects: Sequence[Row]) -> str:
    names, counts = np.unique([row["outcome"] for row in projects], return_counts=True)
    return ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True)) or "none"


def _beginning(overview: Row, kind: str) -> list[str]:
    rows = overview[kind]
    more = len(rows) - FIRST_ROWS
    left = [f"  ... {counted(more, 'more row')}; all with --list {kind}"] if more > 0 else []
    return ["", *_table(rows[:FIRST_ROWS]), *left] if rows else []


def _table(rows: Sequence[Row]) -> list[str]:
    return (
        columns([list(rows[0]), *([_cell(name, value) for name, value in row.items()] for row in rows)]) if rows else []
    )


def _cell(name: str, value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{100 * value:+.0f} %" if name == "cost" else f"{100 * value:.0f} %"
    return str(value).replace(" (delivered, never used)", " (unused)")
