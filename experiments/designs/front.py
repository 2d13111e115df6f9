"""``front.csv``: what a search found, a row a point of the front."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.designs.search import DIRECTIONS, SEARCH, Trial
from experiments.manifest import write_whole
from experiments.numbers import number
from experiments.overrides import choices_of
from experiments.points import shown
from experiments.terminal import new_console, new_table
from sim.outcomes.dictionary import METRICS

FRONT = "front.csv"
UNITS = {metric.name: metric.unit for metric in METRICS}
ROWS_SHOWN = 20


def write_front(folder: Path, front: Sequence[Trial], objectives: Sequence[str], varied: Sequence[str]) -> None:
    """Write the front into the folder of a study, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*varied, *objectives])
    for trial in front:
        choices = choices_of(trial.job)
        writer.writerow([*(shown(choices[key]) for key in varied), *(f"{mean:.6g}" for mean in trial.means)])
    write_whole(folder / FRONT, text.getvalue())


def print_front(folder: Path, design: Mapping[str, Any] | None) -> None:
    """Print the front for people where the study is a search."""
    if design is None or design["kind"] != SEARCH:
        return
    with (folder / FRONT).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    objectives = design["objectives"]
    better = ", ".join(f"{name} ({UNITS[name]}, {'more' if DIRECTIONS[name] > 0 else 'less'} is better)" for name in objectives)
    console, table = new_console(), new_table()
    console.print(f"Front of {design['trials']} trials, means: no other trial is better on one without being worse on another; {better}")
    for name in rows[0] if rows else ():
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows[:ROWS_SHOWN]:
        table.add_row(*(number(float(text)) if name in objectives else text for name, text in row.items()))
    console.print(table)
    if len(rows) > ROWS_SHOWN:
        console.print(f"{len(rows) - ROWS_SHOWN} more in {folder / FRONT}")
    console.file.flush()
