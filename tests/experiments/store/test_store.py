"""The store: finished designs are never run twice, a stopped study goes on, and nothing half-written counts."""

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.configuration.points import Design, PointRecord
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_blocks, run_designs
from experiments.store.journal import journal_spans, whole_records
from experiments.store.lock import LOCK, FolderLock
from experiments.store.manifest import load_manifest
from experiments.store.opening import check_folder, opened
from experiments.store.store import Store
from sim.compiler import source_stamp
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.scenario import Scenario
from tests.experiments.store.finished import finished
from tests.scenarios import small_scenario

CONFIGURATION = {"horizon": {"seed": 1}}
FIVE, TEN = Design(small_scenario(project__size=5)), Design(small_scenario(project__size=10))
ASKED = [
    PointRecord(FIVE.address, None, {"project.size": 5}),
    PointRecord(TEN.address, FIVE.address, {"project.size": 10}),
]


def _settings(folder: Path, **changes: Any) -> StudySettings:  # noqa: ANN401 - values of any setting
    return StudySettings(folder=str(folder / "study"), replicates=3, threads=1, **changes)


def _fill(store: Store, designs: Sequence[Design]) -> None:
    blocks = [store.block(design, store.settings.replicates) for design in designs]
    for result in run_blocks([block for block in blocks if block is not None], store.settings, Organizations()):
        store.write(result)


def _rows(folder: Path, table: str = "runs") -> list[dict[str, Any]]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


def _without_time(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


def test_complete_study_has_a_row_a_run_in_the_order_asked_for(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), ["x"], CONFIGURATION) as store:
        _fill(store, [TEN, FIVE])
        store.complete(ASKED)
    rows = _rows(store.folder)
    assert [(row["design"], row["project.size"], row["replicate"]) for row in rows] == [
        (design.address, size, replicate) for design, size in ((FIVE, 5), (TEN, 10)) for replicate in range(3)
    ]
    assert {row["baseline"] for row in rows[3:]} == {FIVE.address}
    assert sorted(path.name for path in store.folder.iterdir()) == [
        "manifest.json",
        "runs.parquet",
        "series.parquet",
        "weeks.parquet",
    ]


def test_manifest_says_what_was_asked_and_by_which_code(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), ["project.size=5,10"], CONFIGURATION) as store:
        started = load_manifest(store.folder)
        assert started is not None
        assert started.finished is None
        _fill(store, [FIVE, TEN])
        store.complete(ASKED)
    manifest = load_manifest(store.folder)
    assert manifest is not None
    assert manifest.command == ("project.size=5,10",)
    assert manifest.code.source == source_stamp()
    assert manifest.varied == ("project.size",)
    assert [point.label for point in manifest.points] == ["project.size=5", "project.size=10"]
    assert manifest.changes(TEN.address)["project.size"] == 10
    assert manifest.finished is not None
    assert manifest.finished >= manifest.started


def test_stopped_study_goes_on_and_gives_the_same_rows(tmp_path: Path) -> None:
    with opened(_settings(tmp_path / "whole"), [], CONFIGURATION) as store:
        _fill(store, [FIVE, TEN])
        store.complete(ASKED)
    whole = store.folder
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [FIVE])
    (span,) = journal_spans(store.folder)[FIVE.address]
    kept = span.path.read_bytes()
    with span.path.open("ab") as file:
        file.write(f"0123abcd 9999 {TEN.address}\nhalf a par".encode())
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        assert finished(store, FIVE.address)
        assert not finished(store, TEN.address)
        _fill(store, [FIVE, TEN])
        assert span.path.read_bytes() == kept
        store.complete(ASKED)
    assert _without_time(_rows(store.folder)) == _without_time(_rows(whole))
    assert _rows(store.folder, "series") == _rows(whole, "series")
    assert not (store.folder / "journal").exists()


def test_study_that_is_opened_again_and_stopped_keeps_its_answers(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [TEN])
        assert store.count() == 2
    manifest = load_manifest(store.folder)
    assert manifest is not None
    assert manifest.finished is None
    assert [point.design for point in manifest.points] == [FIVE.address]


def test_study_grows_and_old_rows_get_the_new_labels(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    assert "project.size" not in _rows(store.folder)[0]
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        assert finished(store, FIVE.address)
        _fill(store, [FIVE, TEN])
        assert list(journal_spans(store.folder)) == [TEN.address]
        store.complete(ASKED)
    assert [row["project.size"] for row in _rows(store.folder)] == [5, 5, 5, 10, 10, 10]


def test_design_that_grows_keeps_its_place(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [FIVE, TEN])
        store.complete(ASKED)
    more = replace(_settings(tmp_path), replicates=5)
    with opened(more, [], CONFIGURATION) as store:
        assert not finished(store, FIVE.address)
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    assert [(row["design"], row["replicate"]) for row in _rows(store.folder)] == [
        *((FIVE.address, replicate) for replicate in range(5)),
        *((TEN.address, replicate) for replicate in range(3)),
    ]
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        assert finished(store, FIVE.address)


def test_projects_are_kept_when_asked_for_and_weeks_always(tmp_path: Path) -> None:
    with opened(_settings(tmp_path), [], CONFIGURATION) as store:
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    with opened(_settings(tmp_path, keep_projects=True), [], CONFIGURATION) as store:
        assert not finished(store, FIVE.address)
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    wanted = _rows(store.folder)[0]["projects_wanted"]
    assert len(_rows(store.folder, "projects")) == 3 * wanted
    weeks = _rows(store.folder, "weeks")
    assert [len(row["adopted"]) for row in weeks] == [small_scenario().horizon.weeks] * 3
    assert [row["adopted"][-1] for row in weeks] == pytest.approx([row["adopted"] for row in _rows(store.folder)])
    delivered = [row for row in _rows(store.folder, "projects") if row["status"] == "delivered"]
    assert {row["outcome"] for row in delivered} == {"successful", "challenged"}
    work = [sum(row["effort"] for row in delivered if row["replicate"] == replicate) for replicate in range(3)]
    wanted_work = 0.08 * 60 * small_scenario().horizon.weeks
    assert [row["work_delivered"] * wanted_work for row in _rows(store.folder)] == pytest.approx(work)


def test_mean_is_read_from_the_journal_as_from_the_tables(tmp_path: Path) -> None:
    with opened(_settings(tmp_path, metric="trust"), [], CONFIGURATION) as store:
        _fill(store, [FIVE, TEN])
        before = store.mean(TEN.address)
        store.complete(ASKED)
        assert store.mean(TEN.address) == before
    assert 0 < before < 1


class OneWithoutTeams(Organizations):
    """Organizations as always, but one design lives in one that the engine cannot run."""

    def __init__(self, broken: Scenario) -> None:
        super().__init__()
        self._broken = broken

    def of(self, scenario: Scenario, replicates: int) -> Sequence[Organization]:
        found = super().of(scenario, replicates)
        if scenario != self._broken:
            return found
        return [replace(organization, unit_department=None) for organization in found]  # type: ignore[arg-type]


def test_failed_runs_are_rows_and_the_others_go_on(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    with opened(settings, [], CONFIGURATION) as store:
        for result in run_designs([FIVE, TEN], settings, OneWithoutTeams(FIVE.scenario)):
            store.write(result)
        assert finished(store, TEN.address)
        assert not finished(store, FIVE.address)
        store.complete(ASKED)
    rows = _rows(store.folder)
    assert [row["status"] for row in rows] == ["failed"] * 3 + ["ok"] * 3
    assert all(row["error"].startswith("preparing: TypeError: ") for row in rows[:3])
    with opened(settings, [], CONFIGURATION) as store:
        _fill(store, [FIVE])
        store.complete(ASKED)
    assert [row["status"] for row in _rows(store.folder)] == ["ok"] * 6


def test_numbers_do_not_depend_on_threads_or_on_what_else_is_run(tmp_path: Path) -> None:
    alone, together = (replace(_settings(tmp_path), threads=threads) for threads in (1, 2))
    (first,) = run_designs([TEN], alone, Organizations())
    _, second = run_designs([FIVE, TEN], together, Organizations())
    np.testing.assert_array_equal(first.outcome.metrics, second.outcome.metrics)
    assert (first.outcome.series == second.outcome.series).all()


def test_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    settings = _settings(tmp_path, keep_projects=True)
    (result,) = run_designs([FIVE], settings, Organizations())
    with opened(settings, [], CONFIGURATION) as store:
        store.write(result)
        ((span,),) = journal_spans(store.folder).values()
        (record,) = whole_records([span])
    assert record is not None
    assert (record.design, record.changes) == (FIVE.address, FIVE.changes)
    assert record.metrics.tobytes() == result.outcome.metrics.tobytes()
    assert record.series.tobytes() == result.outcome.series.tobytes()
    assert record.projects is not None
    assert (record.projects == result.outcome.projects).all()


def test_second_process_is_refused_while_the_first_one_writes(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    refused = pytest.raises(ScenarioError, match=rf"written by another orgchange \(process {os.getpid()}\)")
    with opened(settings, [], CONFIGURATION), refused, opened(settings, [], CONFIGURATION):
        pass
    with opened(settings, [], CONFIGURATION) as store:
        assert store.folder.is_dir()


def test_lock_left_behind_by_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("999999999")
    lock = FolderLock.taken(tmp_path)
    assert (tmp_path / LOCK).read_text().strip("\0") == str(os.getpid())
    lock.release()
    assert not (tmp_path / LOCK).exists()


def test_study_of_another_model_is_kept_under_another_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "orgchange")
    settings = _settings(tmp_path)
    with opened(settings, [], CONFIGURATION) as store:
        _fill(store, [FIVE])
        store.complete(ASKED[:1])
    path = store.folder / "manifest.json"
    path.write_text(path.read_text().replace(source_stamp(), "0123456789abcdef"))
    with opened(settings, [], CONFIGURATION) as store:
        assert not finished(store, FIVE.address)
    assert "kept as" in caplog.text
    assert len(_rows(tmp_path / "study.01234567")) == 3


def test_study_of_an_older_format_is_kept_under_another_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "orgchange")
    settings = _settings(tmp_path)
    with opened(settings, [], CONFIGURATION) as store:
        path = store.folder / "manifest.json"
    path.write_text(path.read_text().replace('"format": 3', '"format": 2'))
    with opened(settings, [], CONFIGURATION) as store:
        assert load_manifest(store.folder) is not None
    assert "was made by an older version of orgchange; it is kept as" in caplog.text
    assert (tmp_path / "study.older" / "manifest.json").exists()


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"kind": "something else"}', '{"kind": "orgchange study", "format": 99}']
)
def test_manifest_that_is_none_of_ours_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(ScenarioError, match=r"manifest\.json"):
        check_folder(tmp_path)
    assert (tmp_path / "manifest.json").read_text() == content
