"""The front of a search, for people."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.results.study import DIRECTIONS
from experiments.results.verdict import UNITS
from experiments.store.front import FRONT
from experiments.sweeps.record import DesignRecord
from experiments.sweeps.search import SEARCH
from experiments.wording.quantities import number
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

ROWS_SHOWN = 20
BY = {
    "mean": "means over worlds",
    "worst_tenth": "means of the worst tenth of worlds",
    "regret": "largest regrets over worlds, of which less is better",
    "satisficing": "shares of worlds in which it is enough, of which more is better",
}


def print_front(console: "Console", folder: Path, design: DesignRecord | None) -> None:
    """Print the front for people where the study is a search."""
    if design is None or design.kind != SEARCH:
        return
    with (folder / FRONT).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    objectives = design.objectives
    better = ", ".join(
        f"{name} ({UNITS[name]}, {'more' if DIRECTIONS[name] > 0 else 'less'} is better)" for name in objectives
    )
    table = new_table()
    told = BY.get(design.by, "means")
    console.print(
        f"Front of {design.trials} trials, {told}: no other trial is better on one without being worse on another; "
        f"{better}"
    )
    if not rows:
        console.print("No trial keeps what has to be kept (study.require), or none ended: there is no front.")
        return
    for name in rows[0]:
        table.add_column(name, number=name in objectives)
    for row in rows[:ROWS_SHOWN]:
        table.add_row(*(number(float(text)) if name in objectives else text for name, text in row.items()))
    console.print(table)
    if len(rows) > ROWS_SHOWN:
        console.print(f"{len(rows) - ROWS_SHOWN} more in {folder / FRONT}")
