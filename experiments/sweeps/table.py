"""A table of scenarios: a CSV whose columns are keys and whose rows are points."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hydra.core.config_loader import ConfigLoader

from experiments.configuration.messages import BAD_INPUT, one_line, unknown_parameter
from experiments.configuration.overrides import parse_override
from experiments.configuration.settings import SECTION, declared_everything
from experiments.input.plain import MEGA, read_bytes
from experiments.sweeps.axes import Job
from sim.errors import ScenarioError, nearest_hint, reason
from sim.parameters import Parameters, Role, check, declare

LARGEST = 100 * MEGA
FIRST_ROW = 2  # as a spreadsheet counts, with the names in row 1


class Tabled(Parameters):
    """Settings of the sweeper that reads a table."""

    table: str = declare("CSV of scenarios: a column a key, a row a point", default="", unit="path", role=Role.CONSTANT)


@dataclass(frozen=True)
class ScenarioTable:
    """A table that has been checked: its keys, and the overrides of every row."""

    path: Path
    columns: Sequence[str]
    jobs: Sequence[Job]

    @classmethod
    def read(cls, path: Path, loader: ConfigLoader) -> "ScenarioTable":
        """Return a table; raise ScenarioError that names row and column where something is not allowed."""
        columns, rows = _read(path)
        for column in columns:
            _check_column(path, column, loader)
        return cls(
            path, columns, [_job(path, number, dict(zip(columns, row, strict=True)), loader) for number, row in rows]
        )

    def varied(self) -> list[str]:
        """Return the keys that differ between rows."""
        return [name for place, name in enumerate(self.columns) if len({job[place] for job in self.jobs}) > 1]


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    if not path.name:
        raise ScenarioError("hydra/sweeper=table needs a file: add hydra.sweeper.table=scenarios.csv")
    try:
        text = read_bytes(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(f"{path} is no text in UTF-8; save it as CSV (UTF-8)") from None
    except OSError as error:
        raise ScenarioError(f"hydra.sweeper.table: cannot read '{path}' ({reason(error)})") from None
    lines = text.splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    cells = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator, skipinitialspace=True)]
    rows = [(number, row) for number, row in enumerate(cells[1:], FIRST_ROW) if any(row)]
    if not rows:
        raise ScenarioError(
            f"{path} has no scenarios: write names of parameters into the first row, and a scenario into every other"
        )
    twice = [name for name in dict.fromkeys(cells[0]) if cells[0].count(name) > 1]
    if twice:
        raise ScenarioError(f"{path}, row 1: the column '{twice[0]}' is there twice; leave one of both out")
    for number, row in rows:
        if len(row) != len(cells[0]):
            raise ScenarioError(
                f'{path}, row {number} has {len(row)} values for {len(cells[0])} columns; quote a list: "[okr,lean]"'
            )
    return cells[0], rows


def _check_column(path: Path, column: str, loader: ConfigLoader) -> None:
    if column.startswith(f"{SECTION}."):
        raise ScenarioError(
            f"{path}, column {column}: {SECTION} settings hold for a whole study and cannot vary inside it"
        )
    if column not in declared_everything() and not _options(column, loader):
        raise ScenarioError(f"{path}, column {column}: {unknown_parameter(column)}")


def _job(path: Path, number: int, cells: dict[str, str], loader: ConfigLoader) -> Job:
    for column, cell in cells.items():
        try:
            _check_cell(column, cell, loader)
        except BAD_INPUT as error:
            raise ScenarioError(f"{path}, row {number}, column {column}: {one_line(error)}") from None
    return [f"{column}={cell}" for column, cell in cells.items()]


def _check_cell(column: str, cell: str, loader: ConfigLoader) -> None:
    if not cell:
        raise ScenarioError("it is empty; give it a value")
    override = parse_override(f"{column}={cell}")
    if override.is_sweep_override():
        raise ScenarioError(f"'{cell}' is no single value; a row is one point")
    declared = declared_everything().get(column)
    if declared is not None:
        check(override.value(), declared, column)
        return
    options = _options(column, loader)
    chosen = override.value()
    for option in chosen if isinstance(chosen, list) else [chosen]:
        if str(option) not in options:
            raise ScenarioError(
                f"{column} has no option '{option}'{nearest_hint(str(option), options)}; valid: {', '.join(options)}"
            )


def _options(column: str, loader: ConfigLoader) -> list[str]:
    return loader.get_group_options(column) if column.isidentifier() else []
