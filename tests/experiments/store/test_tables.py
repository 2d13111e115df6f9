"""Tables: statistics against NumPy, and Arrow columns that keep what they are given."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.inference.weekly_bands import QUANTILES, STATISTICS, weekly_statistics
from experiments.store.arrow import list_values, lists_between, numbers, texts, values
from experiments.store.manifest import DesignEntry
from experiments.store.merge import MergedRuns
from experiments.store.runs_record import RunsRecord
from experiments.store.tables import TABLES, projects_table, runs_table, series_table, weeks_table
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.state import PROJECT


def _part(design: str, runs: int, errors: dict[int, str] | None = None, weeks: int = 3) -> MergedRuns:
    errors = errors or {}
    ended = runs - len(errors)
    metrics = np.arange(runs * len(METRIC_NAMES), dtype=np.float64).reshape(runs, -1)
    metrics[list(errors)] = np.nan
    series = np.arange(ended * weeks * len(SERIES_NAMES), dtype=np.float32).reshape(ended, weeks, -1)
    projects = np.zeros((ended, 2), PROJECT)
    projects["status"] = 4
    record = RunsRecord(design, {}, errors, 0.5, np.arange(runs), metrics, series, projects)
    return MergedRuns(record, DesignEntry({}, runs, tuple(errors), projects=True), weekly_statistics(series))


@pytest.mark.parametrize("runs", [1, 2, 3, 100])
def test_weekly_statistics_are_those_of_numpy(runs: int) -> None:
    series = np.sin(np.arange(runs * 5 * 4, dtype=np.float32) ** 2).reshape(runs, 5, 4)
    found = weekly_statistics(series)
    for place, share in enumerate(QUANTILES.values()):
        np.testing.assert_allclose(found[:, place], np.quantile(series, share, axis=0), atol=1e-6)
    np.testing.assert_allclose(found[:, -1], series.mean(axis=0), atol=1e-6)


def test_without_runs_there_are_weeks_but_no_numbers() -> None:
    assert np.isnan(weekly_statistics(np.zeros((0, 5, 4), np.float32))).all()


def test_run_that_failed_is_a_row_with_its_error() -> None:
    rows = runs_table([_part("a", 2), _part("b", 3, {1: "MemoryError: no room"})])
    assert rows["design"].to_pylist() == ["a", "a", "b", "b", "b"]
    assert rows["status"].to_pylist() == ["ok", "ok", "ok", "failed", "ok"]
    assert rows["error"].to_pylist() == [None, None, None, "MemoryError: no room", None]
    assert np.isnan(values(rows[METRIC_NAMES[0]])).tolist() == [False, False, False, True, False]


def test_rows_of_a_failed_run_are_missing_from_weeks_and_projects() -> None:
    part = _part("b", 3, {1: "MemoryError"})
    assert values(weeks_table([part])["replicate"]).tolist() == [0, 2]
    assert projects_table([part])["replicate"].to_pylist() == [0, 0, 2, 2]


def test_series_have_a_row_for_every_week_and_statistic() -> None:
    part = _part("a", 2)
    rows = series_table([part, _part("b", 2)])
    assert len(rows) == 2 * 3 * len(STATISTICS)
    assert rows["statistic"].to_pylist()[: len(STATISTICS)] == list(STATISTICS)
    assert rows["week"].to_pylist()[len(STATISTICS)] == 1
    assert rows[SERIES_NAMES[2]].to_pylist()[: len(STATISTICS)] == part.bands[0, :, 2].tolist()


def test_projects_are_told_in_words_and_without_inner_clocks() -> None:
    rows = projects_table([_part("a", 1)])
    assert rows["status"].to_pylist() == ["cancelled", "cancelled"]
    assert rows["outcome"].to_pylist() == ["undecided", "undecided"]
    assert not {"steering_clock", "use_luck", "team_start"} & set(rows.column_names)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_of_parts_that_keep_less_still_have_their_columns(name: str) -> None:
    part = _part("a", 1)
    without = replace(part, runs=replace(part.runs, projects=None))
    assert TABLES[name]([without]).schema == TABLES[name]([part]).schema


@pytest.mark.long
@settings(max_examples=40)
@given(words=st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=1, max_size=9))
def test_texts_come_back_as_they_were(words: list[str | None]) -> None:
    words = [None if word is None else word.encode("utf-8", "ignore").decode() for word in words]
    column = texts(words, np.arange(len(words)))
    column.validate(full=True)
    assert column.to_pylist() == words


@pytest.mark.parametrize("words", [["ab", "cd", "ef"], ["ab", "", "éf"], ["ab", None, "cd"], ["", "", ""]])
def test_texts_come_back_as_often_as_they_are_asked_for(words: list[str | None]) -> None:
    for codes in ([2, 0, 0, 1, 2], []):
        column = texts(words, np.array(codes, np.int64))
        column.validate(full=True)
        assert column.to_pylist() == [words[code] for code in codes]


def test_numbers_and_switches_come_back_as_they_were() -> None:
    assert numbers(np.array([1, -2, 3]), pa.int32()).to_pylist() == [1, -2, 3]
    assert numbers(np.array([True, False] * 5), pa.bool_()).to_pylist() == [True, False] * 5
    chunks = pa.chunked_array([pa.array([1.0, 2.0, 3.0])[1:], pa.array([], pa.float64()), pa.array([4.0])])
    assert values(chunks).tolist() == [2.0, 3.0, 4.0]


@pytest.mark.long
@given(
    lengths=st.lists(st.integers(0, 4), min_size=1, max_size=6),
    start=st.integers(0, 3),
)
def test_lists_come_back_with_every_bit_whatever_part_of_them_is_read(lengths: list[int], start: int) -> None:
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    content = np.arange(ends[-1], dtype=np.float32)
    content[content == 1], content[content == 2] = np.nan, -0.0
    column = lists_between(content, ends, pa.float32())
    column.validate(full=True)
    first = min(start, len(lengths))
    found, counts = list_values(pa.chunked_array([column[first:], column]))
    assert counts.tolist() == lengths[first:] + lengths
    assert found.tobytes() == content[ends[first] :].tobytes() + content.tobytes()


def test_runs_of_unlike_length_share_a_table_of_weeks() -> None:
    rows = weeks_table([_part("a", 2), _part("b", 1, weeks=5)])
    assert [len(weeks or ()) for weeks in rows[SERIES_NAMES[0]].to_pylist()] == [3, 3, 5]
    assert rows[SERIES_NAMES[1]].to_pylist()[0] == [1 + len(SERIES_NAMES) * week for week in range(3)]


def test_projects_have_the_columns_of_what_happened_to_them_in_the_order_of_their_record() -> None:
    internal = {
        *("lead", "team_start", "startup_left", "steering_clock", "steering_patience", "use_luck", "failures_now"),
        *(
            "reported",
            "usual_team",
            "run_by",
            "agility",
            "independence",
            "modularity",
            "reuse",
            "outcome_focus",
            "visibility",
        ),
    }
    assert projects_table([_part("a", 2)]).column_names == [
        *("design", "replicate", "project"),
        *(name for name in PROJECT.names or () if name not in internal),
    ]
