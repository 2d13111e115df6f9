"""What a study keeps is read as it was written, whichever row group it lies in, and an older form of it too."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.inference.weekly_bands import STATISTICS
from experiments.store.manifest import DesignEntry
from experiments.store.merge import MergedRuns, merged
from experiments.store.older_format import FILE, as_weeks_table
from experiments.store.reader import (
    WeeksByDesign,
    first_error,
    read_bands,
    read_projects,
    read_rows,
    read_run,
    read_runs,
    values_in_week,
)
from experiments.store.tables import TABLES
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from tests.experiments.store.records import record

DESIGNS = ("a", "b", "c")


def _part(design: str, tag: float, **errors: str) -> MergedRuns:
    failed = {int(name.removeprefix("run")): text for name, text in errors.items()}
    made = record([0, 1, 2, 3], tag, errors=failed, projects=True, design=design)
    grown = made.series + np.arange(3, dtype=np.float32)[:, None] + np.arange(len(SERIES_NAMES), dtype=np.float32) / 64
    object.__setattr__(made, "series", grown)
    return merged([made], {}, DesignEntry({}, 4, tuple(failed), projects=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of tables in small row groups, so that designs lie across them."""
    place = tmp_path_factory.mktemp("tables")
    parts = [_part("a", 0.25), _part("b", 0.5, run1="no room"), _part("c", 0.75, run0="late", run3="later")]
    for name, rows in TABLES.items():
        pq.write_table(rows(parts), place / f"{name}.parquet", row_group_size=3)
    return place


def test_runs_of_every_design_are_its_first_ones_that_ended(folder: Path) -> None:
    found = read_runs(folder, 3)
    assert list(found) == list(DESIGNS)
    assert {name: runs.replicates.tolist() for name, runs in found.items()} == {
        "a": [0, 1, 2],
        "b": [0, 2],
        "c": [1, 2],
    }
    assert {name: runs.failed for name, runs in found.items()} == {"a": 0, "b": 1, "c": 1}
    assert found["b"].metrics[:, 5].tolist() == [0.5, 20.5]
    assert found["c"].metrics.shape == (2, len(METRIC_NAMES))
    assert read_runs(folder, 9)["c"].failed == 2


def test_one_run_is_read_and_one_that_failed_is_refused(folder: Path) -> None:
    assert read_run(folder, "b", 2, ["trust", "silo"]) == {"trust": 20.5, "silo": 20.5}
    with pytest.raises(ScenarioError, match=r"replicate 1 of this point failed \(no room\)"):
        read_run(folder, "b", 1, ["trust"])


def test_the_first_error_is_that_of_the_first_row_that_has_one(folder: Path, tmp_path: Path) -> None:
    assert first_error(folder) == "no room"
    pq.write_table(TABLES["runs"]([_part("a", 0.0)]), tmp_path / "runs.parquet")
    assert first_error(tmp_path) == ""


def test_bands_are_by_statistic_in_the_order_of_weeks(folder: Path) -> None:
    found = read_bands(folder, "a", "trust")
    assert list(found) == list(STATISTICS)
    column = SERIES_NAMES.index("trust") / 64
    levels = np.array([0.25, 10.25, 20.25, 30.25])
    assert found["mean"].tolist() == pytest.approx((levels.mean() + column + np.arange(3)).tolist())
    assert found["q50"].tolist() == pytest.approx((np.median(levels) + column + np.arange(3)).tolist())
    assert (found["q05"] < found["q95"]).all()


def test_weeks_of_runs_are_theirs(folder: Path) -> None:
    found = WeeksByDesign(folder).of(["c", "a"])
    assert {design: sorted(runs) for design, runs in found.items()} == {"a": [0, 1, 2, 3], "c": [1, 2]}
    trust = SERIES_NAMES.index("trust")
    assert found["c"][2][:, trust].tolist() == pytest.approx([20.75 + trust / 64 + week for week in range(3)])
    assert WeeksByDesign(folder).of([]) == WeeksByDesign(folder / "nowhere").of(["a"]) == {}


def _expected(week: int) -> list[float]:
    return [level + week + SERIES_NAMES.index("silo") / 64 for level in (10.75, 20.75)]


def test_a_week_of_the_first_runs_is_read(folder: Path) -> None:
    numbers, found = values_in_week(folder, "c", "silo", 2, 4)
    assert (numbers.tolist(), found.tolist()) == ([1, 2], pytest.approx(_expected(2)))
    assert values_in_week(folder, "c", "silo", 2, 2)[0].tolist() == [1]
    assert values_in_week(folder, "c", "silo", 3, 4)[0].tolist() == []


@pytest.fixture(scope="module")
def older(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the same weeks in the form of the format before: a row a run and week."""
    rows = []
    for row in pq.read_table(folder / "weeks.parquet").to_pylist():
        names = {name: row[name] for name in ("design", "replicate")}
        rows += [{**names, "week": week, **{name: row[name][week] for name in SERIES_NAMES}} for week in range(3)]
    place = tmp_path_factory.mktemp("older")
    kinds: dict[str, pa.DataType] = {"design": pa.string(), "replicate": pa.int64(), "week": pa.int32()}
    schema = pa.schema(kinds | dict.fromkeys(SERIES_NAMES, pa.float32()))
    pq.write_table(pa.Table.from_pylist(rows, schema), place / FILE)
    return place


def test_weeks_of_the_format_before_are_read_as_those_of_this_one(folder: Path, older: Path) -> None:
    assert as_weeks_table(older).equals(pq.read_table(folder / "weeks.parquet"))
    for design, week, replicates in (("c", 2, 4), ("c", 2, 2), ("a", 0, 3), ("b", 3, 4)):
        was, now = (values_in_week(place, design, "silo", week, replicates) for place in (older, folder))
        assert (was[0].tolist(), was[1].tolist()) == (now[0].tolist(), now[1].tolist())


def test_projects_are_told_run_by_run_and_choices_in_words(folder: Path) -> None:
    found = read_projects(folder, "c", ["replicate", "project", "effort", "status"])
    assert found["replicate"].tolist() == [1, 1, 2, 2]
    assert found["project"].tolist() == [0, 1, 0, 1]
    assert found["effort"].tolist() == [10.75, 10.75, 20.75, 20.75]
    assert set(found["status"].tolist()) == {"planned"}
    with pytest.raises(KeyError, match="projects have no column luck"):
        read_projects(folder, "c", ["luck"])


def test_rows_and_columns_are_those_asked_for(folder: Path) -> None:
    rows = read_rows(folder, "runs", ["replicate", "trust"], ["a", "c"])
    assert rows.column_names == ["replicate", "trust"]
    assert rows["replicate"].to_pylist() == [0, 1, 2, 3] * 2
    assert read_rows(folder, "runs", ["design"])["design"].to_pylist() == [name for name in DESIGNS for _ in range(4)]
    assert len(read_rows(folder, "runs", designs=["nobody"])) == 0
    with pytest.raises(ScenarioError, match=r"nowhere\.parquet cannot be read"):
        read_rows(folder, "nowhere")
