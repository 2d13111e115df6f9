"""Labels that tell designs apart get the type of their values, and a new run takes the place of the old one."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.store.compaction import Labels, compact, remove_journal
from experiments.store.journal import FOLDER, JournalFile, Span
from experiments.store.manifest import DesignEntry
from tests.experiments.store.records import record

A, B, C = (letter * 16 for letter in "abc")
NO_LABELS = Labels({A: 0, B: 1, C: 2}, {})


@pytest.mark.parametrize(
    ("values", "kind", "column"),
    [
        ([1, 2, 3], pa.int64(), [1, 2, 3]),
        ([1, None, 3], pa.float64(), [1.0, None, 3.0]),
        ([0.5, 2, 3], pa.float64(), [0.5, 2.0, 3.0]),
        ([True, False, None], pa.string(), ["true", "false", None]),
        (["[okr]", 2, 0.5], pa.string(), ["[okr]", "2", "0.5"]),
        ([None, None, None], pa.string(), [None, None, None]),
    ],
)
def test_a_label_has_the_type_of_its_values(values: list[object], kind: pa.DataType, column: list[object]) -> None:
    rows = pa.table({name: [C, A, B] if name == "design" else [0, 0, 0] for name in _runs_columns()})
    found = Labels({A: 0, B: 1, C: 2}, {"what": values}).added_to(rows)
    assert found.column_names[:3] == ["design", "what", "replicate"]
    assert found["what"].type == kind
    told = [None if value is None or value != value else value for value in found["what"].to_pylist()]  # noqa: PLR0124
    assert told == [column[2], column[0], column[1]]


def _runs_columns() -> list[str]:
    from experiments.store.tables import RUN_COLUMNS

    return list(RUN_COLUMNS.names)


def test_labels_of_before_are_replaced(tmp_path: Path) -> None:
    rows = pa.table({name: [A] if name == "design" else [0] for name in [*_runs_columns(), "old"]})
    assert "old" not in Labels({A: 0}, {"new": [1]}).added_to(rows).column_names
    assert Labels({A: 0}, {}).places(pa.table({"design": [B, A]})).tolist() == [-1, 0]


class Folder:
    """A folder of tables that grows record by record."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / FOLDER).mkdir()

    def grow(self, *records: tuple[str, list[int], float]) -> None:
        """Keep some runs and put the tables together."""
        (self.place / FOLDER).mkdir(exist_ok=True)
        file, spans = JournalFile(self.place), dict[str, list[Span]]()
        for design, replicates, tag in records:
            made = record(replicates, tag, design=design, projects=True)
            spans.setdefault(design, []).append(file.add(made))
        entries = {design: DesignEntry({}, 9, (), projects=True) for design in (A, B, C)}
        compact(self.place, spans, entries, NO_LABELS)
        remove_journal(self.place)

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """Return some columns of a table, row by row."""
        read = pq.read_table(self.place / f"{table}.parquet", columns=list(columns))
        return list(zip(*(read[name].to_pylist() for name in columns), strict=True))


def test_designs_and_runs_keep_their_order_and_new_runs_replace_old_ones(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.grow((A, [0, 2], 0.25), (B, [0], 0.25))
    folder.grow((B, [0, 1], 0.5), (C, [0], 0.5), (A, [1], 0.5))
    expected = [(A, 0, 0.25), (A, 1, 10.5), (A, 2, 20.25), (B, 0, 0.5), (B, 1, 10.5), (C, 0, 0.5)]
    assert folder.rows("runs", "design", "replicate", "trust") == expected
    weeks = [(design, number, [level] * 3) for design, number, level in expected]
    assert folder.rows("weeks", "design", "replicate", "trust") == weeks
    projects = [(design, number, place, level) for design, number, level in expected for place in (0, 1)]
    assert folder.rows("projects", "design", "replicate", "project", "effort") == projects
    assert not (tmp_path / FOLDER).exists()


def test_bands_of_a_design_that_grew_are_over_all_its_runs(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.grow((A, [0, 1], 0.25), (B, [0], 0.25))
    folder.grow((A, [1, 2], 0.5))
    means = {row[0]: row[2] for row in folder.rows("series", "design", "statistic", "trust") if row[1] == "mean"}
    assert means == {A: pytest.approx(np.mean([0.25, 10.5, 20.5])), B: pytest.approx(0.25)}
    assert len(folder.rows("series", "design")) == 2 * 3 * 6


@pytest.mark.long
def test_a_study_of_many_row_groups_grows_as_one_of_a_single_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [[(A, [0, 1], 0.25), (B, [0], 0.25), (C, [0, 2], 0.75)], [(C, [1], 0.5), (A, [2], 0.5)], [(B, [1, 2], 0.5)]]
    found = []
    for at_once in (200, 1):
        monkeypatch.setattr("experiments.store.compaction.RECORDS_AT_ONCE", at_once)
        (tmp_path / str(at_once)).mkdir()
        folder = Folder(tmp_path / str(at_once))
        for step in steps:
            folder.grow(*step)
        groups = pq.ParquetFile(folder.place / "weeks.parquet").num_row_groups
        assert (groups == 1) == (at_once == 200)
        found.append([pq.read_table(folder.place / f"{name}.parquet") for name in ("runs", "series", "weeks")])
    for one, other in zip(*found, strict=True):
        assert one.equals(other)


def test_a_folder_that_cannot_be_written_keeps_what_it_had(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.grow((A, [0], 0.25))
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.parquet")}
    with pytest.raises(KeyError):
        compact(tmp_path, {B: []}, {}, NO_LABELS)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
