"""Tables of people and ties that were read, written as this program reads them without a word, names left out if asked.

A pseudonym is a number in an order that nobody can find out, and rows are in the order of pseudonyms: neither tells
who was where in the table that was read.
"""

import csv
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from experiments.organizations.reader import Tables
from sim.errors import ScenarioError
from sim.organization.roster import EmployeeRow

PEOPLE_FILE, TIES_FILE, KEY_FILE = "people.csv", "ties.csv", "key.csv"
COLUMNS = ("id", "department", "manager", "team", "silo", "trust", "process_orientation")


def write_tables(tables: Tables, folder: Path, key_folder: Path | None = None) -> list[Path]:
    """Write both tables into a new folder, and return their paths.

    ``key_folder``: another new folder; then people are pseudonyms, and who is who is written there. Raises
    ScenarioError where something is in the way.
    """
    for place in (folder, key_folder):
        if place is not None and place.exists():
            raise ScenarioError(f"{place} is there already; name a new folder")
    called = {} if key_folder is None else _pseudonyms(tables.employees)
    people = [_renamed(row, called) for row in tables.employees]
    if key_folder is not None:
        people.sort(key=lambda row: int(row.id[1:]))
        _write(key_folder / KEY_FILE, ("pseudonym", "id"), ((new, old) for old, new in called.items()))
    paths = [_write(folder / PEOPLE_FILE, COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in people))]
    if tables.ties is not None:
        ties = sorted(
            (called.get(tie.source, tie.source), called.get(tie.target, tie.target), tie.weight) for tie in tables.ties
        )
        weighted = any(weight is not None for _, _, weight in ties)
        columns = ("source", "target", "weight")[: 3 if weighted else 2]
        paths.append(_write(folder / TIES_FILE, columns, (row[: len(columns)] for row in ties)))
    return paths


def _pseudonyms(people: Sequence[EmployeeRow]) -> dict[str, str]:
    numbers = list(range(1, len(people) + 1))
    secrets.SystemRandom().shuffle(numbers)
    return {row.id: f"p{number}" for row, number in zip(people, numbers, strict=True)}


def _renamed(row: EmployeeRow, called: Mapping[str, str]) -> EmployeeRow:
    return row._replace(id=called.get(row.id, row.id), manager=called.get(row.manager, row.manager))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path
