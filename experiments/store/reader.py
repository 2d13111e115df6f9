"""What a study keeps, as arrays: the only place above which nobody knows how tables lie on disk."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.inference.runs import Runs
from experiments.inference.weekly_bands import STATISTICS
from experiments.store.arrow import list_values, numbers, parquet_file, values
from experiments.store.older_format import has_older_weeks, older_weeks
from experiments.store.tables import HISTORY, NAMED, OK, PROJECT_COLUMNS, RUN_COLUMNS, SERIES_COLUMNS, WEEKS_COLUMNS
from experiments.wording.notes import note
from experiments.wording.terminal import shell_command
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES

MOST_ROWS_A_BYTE = 10
MAY_BE_MISSING = {"error", *METRIC_NAMES}  # a share of nothing is missing
SCHEMAS = {"runs": RUN_COLUMNS, "series": SERIES_COLUMNS, "weeks": WEEKS_COLUMNS, "projects": PROJECT_COLUMNS}
KINDS = (pa.types.is_floating, pa.types.is_integer, pa.types.is_string, pa.types.is_boolean)
WeeksOfRuns = dict[int, NDArray[np.float32]]


def has_table(folder: Path, table: str) -> bool:
    """Return whether a study keeps a table."""
    return (folder / f"{table}.parquet").exists()


def read_rows(
    folder: Path, table: str, columns: Sequence[str] | None = None, designs: Collection[str] | None = None
) -> pa.Table:
    """Return rows of a table: some columns (None: all) of some designs (None: all).

    Raise ScenarioError where the table cannot be read.
    """
    path = folder / f"{table}.parquet"
    with readable(path), parquet_file(path) as file:
        _check_form(path, file, table, columns)
        rows = _rows(file, columns, designs)
    missing = [name for name in columns or () if name not in MAY_BE_MISSING and rows[name].null_count]
    if missing:
        raise ScenarioError(f"{path} has empty cells in the column {missing[0]}; bring back the study's own file")
    return rows


def _rows(file: pq.ParquetFile, columns: Sequence[str] | None, designs: Collection[str] | None) -> pa.Table:
    asked = None if columns is None else list(columns)
    if designs is None or not file.num_row_groups:
        return file.read(columns=asked)
    return pa.concat_tables([_of_designs(file, group, columns, designs) for group in range(file.num_row_groups)])


def column_names(path: Path) -> list[str]:
    """Return the names of the columns of a table's file."""
    with readable(path), parquet_file(path) as file:
        return list(file.schema_arrow.names)


def read_runs(folder: Path, replicates: int) -> dict[str, Runs]:
    """Return the runs of every design of a study by address, of the first ``replicates`` replicates."""
    table = _without_repeats(
        folder / "runs.parquet", read_rows(folder, "runs", ["design", "replicate", "status", *METRIC_NAMES])
    )
    place: dict[str, int] = {}
    design = np.array([place.setdefault(str(address), len(place)) for address in table["design"].to_pylist()])
    number = values(table["replicate"])
    ended = np.array([status == OK for status in table["status"].to_pylist()])
    metrics = np.column_stack([values(table[name]) for name in METRIC_NAMES])
    order = np.argsort(design, kind="stable")
    bounds = np.searchsorted(design[order], np.arange(len(place) + 1))
    blocks = [order[first:last][number[order[first:last]] < replicates] for first, last in pairwise(bounds)]
    found = {}
    for address, rows in zip(place, blocks, strict=True):
        chosen = _together(rows[ended[rows]])
        failed = len(rows) - int(ended[rows].sum())
        found[address] = Runs(number[chosen], metrics[chosen], failed)
    return found


def _together(rows: NDArray[np.intp]) -> NDArray[np.intp] | slice:
    """Return rows as a slice where they follow each other, so that nothing is copied."""
    if not len(rows) or (np.diff(rows) != 1).any():
        return rows
    return slice(int(rows[0]), int(rows[-1]) + 1)


def _without_repeats(path: Path, rows: pa.Table) -> pa.Table:
    """Return the first row of every run; rows that follow are said, and verify names them."""
    first: dict[tuple[str, int], int] = {}
    for place, run in enumerate(_runs_of(rows)):
        first.setdefault(run, place)
    if len(first) == len(rows):
        return rows
    note(f"{path} holds a run twice; its first row counts; see {shell_command('verify', path.parent)}")
    chosen = np.zeros(len(rows), np.bool_)
    chosen[list(first.values())] = True
    return rows.filter(numbers(chosen, pa.bool_()))


def read_run(folder: Path, design: str, replicate: int, metrics: Sequence[str]) -> dict[str, float]:
    """Return some metrics of one run; raise ScenarioError where the run failed or its row is gone."""
    rows = read_rows(folder, "runs", ["replicate", "status", "error", *metrics], [design])
    row = next((row for row in rows.to_pylist() if row["replicate"] == replicate), None)
    if row is None:
        raise ScenarioError(
            f"replicate {replicate} of this point is missing in runs.parquet; see {shell_command('verify', folder)}"
        )
    if row["status"] != OK:
        raise ScenarioError(f"replicate {replicate} of this point failed ({row['error']}); there is nothing to explain")
    return {name: row[name] for name in metrics}


def first_error(folder: Path) -> str:
    """Return the error of the first run that failed, empty where none did."""
    errors = read_rows(folder, "runs", ["error"])["error"].to_pylist()
    return next((str(error) for error in errors if error), "")


def read_bands(folder: Path, design: str, name: str) -> dict[str, NDArray[np.float64]]:
    """Return a weekly series of a design by statistic over its replicates, float64 (weeks) each."""
    rows = read_rows(folder, "series", ["week", "statistic", name], [design])
    order = np.argsort(values(rows["week"]), kind="stable")
    statistic, series = np.array(rows["statistic"].to_pylist())[order], values(rows[name])[order].astype(np.float64)
    return {one: series[statistic == one] for one in STATISTICS}


class WeeksByDesign:
    """The weekly series of designs, of which only those row groups are read in which they lie."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, designs: Collection[str]) -> dict[str, WeeksOfRuns]:
        """Return the weekly series of every run of some designs that ended, float32 (w, len(SERIES)) by replicate."""
        groups = sorted({group for design in designs for group in self._groups.get(design, ())})
        if not groups:
            return {}
        path = self._folder / "weeks.parquet"
        with readable(path), parquet_file(path) as file:
            found = _weeks_in(file.read_row_groups(groups, columns=WEEKS_COLUMNS.names))
        return {design: weeks for design, weeks in found.items() if design in set(designs)}

    @cached_property
    def _groups(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if has_table(self._folder, "weeks"):
            for group, rows in enumerate(row_groups(self._folder, "weeks", ["design"])):
                for design in rows["design"].unique().to_pylist():
                    found.setdefault(str(design), []).append(group)
        return found


def weeks_by_group(folder: Path) -> Iterator[dict[str, WeeksOfRuns]]:
    """Yield the weekly series of every run that ended, as many designs at a time as lie together."""
    for rows in row_groups(folder, "weeks", WEEKS_COLUMNS.names):
        yield _weeks_in(rows)


def row_groups(folder: Path, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Yield some columns of a table as its rows lie together; raise ScenarioError where it cannot be read."""
    path = folder / f"{table}.parquet"
    with readable(path), parquet_file(path) as file:
        _check_form(path, file, table, [name for name in columns if name in SCHEMAS[table].names])
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=list(columns))


def _weeks_in(rows: pa.Table) -> dict[str, WeeksOfRuns]:
    found: dict[str, WeeksOfRuns] = {}
    columns = [list_values(rows[name]) for name in SERIES_NAMES]
    lengths = columns[0][1]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    series = np.stack([content for content, _ in columns], axis=1)
    for row, (design, number) in enumerate(_runs_of(rows)):
        found.setdefault(design, {})[number] = series[ends[row] : ends[row + 1]]
    return found


def values_in_week(
    folder: Path, design: str, name: str, week: int, replicates: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return a weekly series in one week of the first ``replicates`` runs of a design: int64 (r), float64 (r)."""
    if has_older_weeks(folder):
        with readable(folder):
            return older_weeks(folder, design, name, week, replicates)
    rows = read_rows(folder, "weeks", ["replicate", name], [design])
    number = values(rows["replicate"])
    content, lengths = list_values(rows[name])
    begins = np.cumsum(lengths) - lengths
    wanted = (number < replicates) & (week < lengths)
    return number[wanted], content[begins[wanted] + week].astype(np.float64)


def read_projects(folder: Path, design: str, columns: Sequence[str]) -> Mapping[str, NDArray[np.generic]]:
    """Return some columns of the projects of a design, a row a project and run; choices as texts."""
    unknown = [name for name in columns if name not in (*HISTORY, "replicate", "project")]
    if unknown:
        raise KeyError(f"projects have no column {', '.join(unknown)}")
    rows = read_rows(folder, "projects", columns, [design])
    return {
        name: np.array(rows[name].to_pylist()) if name in NAMED else values(rows[name]) for name in rows.column_names
    }


def _runs_of(rows: pa.Table) -> Iterator[tuple[str, int]]:
    yield from zip(map(str, rows["design"].to_pylist()), values(rows["replicate"]).tolist(), strict=True)


def _of_designs(file: pq.ParquetFile, group: int, columns: Sequence[str] | None, designs: Collection[str]) -> pa.Table:
    wanted = set(designs)
    read = None if columns is None else list(dict.fromkeys(["design", *columns]))
    rows = file.read_row_group(group, columns=read)
    here = np.array([address in wanted for address in rows["design"].to_pylist()], np.bool_)
    rows = rows if here.all() else rows.filter(numbers(here, pa.bool_()))
    return rows if columns is None else rows.select(list(columns))


def _check_form(path: Path, file: pq.ParquetFile, table: str, columns: Sequence[str] | None) -> None:
    """Raise ScenarioError for more rows than the file can hold in earnest, and for columns that are not of their kind.

    A few bytes can stand for 1e9 equal rows: whoever reads them needs the memory of 1e9 rows.
    """
    rows, schema = file.metadata.num_rows, file.schema_arrow
    if rows > MOST_ROWS_A_BYTE * path.stat().st_size:
        raise ScenarioError(
            f"{path} claims {rows:,} rows in {path.stat().st_size:,} bytes; bring back the study's own file"
        )
    for name in columns or ():
        wanted = SCHEMAS[table].field(name).type
        places = schema.get_all_field_indices(name)
        if len(places) != 1 or not _same_kind(schema.field(places[0]).type, wanted):
            raise ScenarioError(f"{path} has no column {name} of type {wanted}; bring back the study's own file")


def _same_kind(found: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_list(wanted):
        return pa.types.is_list(found) and _same_kind(found.value_type, wanted.value_type)
    return any(kind(found) and kind(wanted) for kind in KINDS)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn whatever a table that cannot be read raises into a ScenarioError."""
    try:
        yield
    except ScenarioError:
        raise
    except (pa.ArrowException, OSError, KeyError, ValueError, MemoryError) as error:
        lines = str(error).splitlines()
        why = lines[0] if lines else type(error).__name__
        raise ScenarioError(
            f"{path} cannot be read ({why}); bring back the file that the study wrote, or run the study again"
        ) from None
