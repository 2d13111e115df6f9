"""What can be asked about in a run, as text for people."""

from collections.abc import Sequence
from shlex import quote

import numpy as np
from rich.console import Console

from experiments.console.explain.layout import print_columns, print_sentence
from experiments.explain.overview import Row
from experiments.wording.phrases import counted
from experiments.wording.terminal import shell_command

FIRST_ROWS = 12


def print_overview(console: "Console", overview: Row, listing: str) -> None:
    """Print the overview: everything of one kind if ``listing`` names it, else the beginning of every table."""
    where = f"{overview['folder']}, {overview['point']}"
    console.print(f"{where}, replicate {overview['replicate']} of 0 to {overview['replicates'] - 1}")
    for note in overview["notes"]:
        print_sentence(console, note, "Note: ")
    if listing:
        _print_table(console, overview[listing])
        return
    console.print("\nProjects: " + _outcomes(overview["projects"]))
    for kind in ("projects", "units", "departments"):
        _print_beginning(console, overview, kind)
    people = len(overview["employees"])
    first, last = (overview["employees"][place]["name"] for place in (0, -1))
    console.print(f"\nEmployees: {people:,}, numbered 0 to {people - 1}, or by name {first} to {last}")
    asked = shell_command("explain", overview["folder"], *overview["flags"])
    console.print(f"\nAsk: {asked} --project 0 | --unit 0 | --department 0 | --employee {quote(first)}")


def _outcomes(projects: Sequence[Row]) -> str:
    names, counts = np.unique([row["outcome"] for row in projects], return_counts=True)
    return ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True)) or "none"


def _print_beginning(console: "Console", overview: Row, kind: str) -> None:
    rows = overview[kind]
    if not rows:
        return
    console.print()
    _print_table(console, rows[:FIRST_ROWS])
    more = len(rows) - FIRST_ROWS
    if more > 0:
        console.print(f"  ... {counted(more, 'more row')}; all with --list {kind}")


def _print_table(console: "Console", rows: Sequence[Row]) -> None:
    if rows:
        print_columns(console, [list(rows[0]), *([_cell(name, value) for name, value in row.items()] for row in rows)])


def _cell(name: str, value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{100 * value:+.0f} %" if name == "cost" else f"{100 * value:.0f} %"
    return str(value).replace(" (delivered, never used)", " (unused)")
