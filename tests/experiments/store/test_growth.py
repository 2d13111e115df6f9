"""Studies that grow: only the missing runs are run, and the tables are those of a study run in one go, bit for bit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.configuration.points import Design, PointRecord
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_blocks
from experiments.store.blocks import Block
from experiments.store.opening import opened
from tests.scenarios import small_scenario

CONFIGURATION = {"horizon": {"seed": 1}}
FIVE, TEN = Design(small_scenario(project__size=5)), Design(small_scenario(project__size=10))
ASKED = [PointRecord(TEN.address, FIVE.address, {"project.size": 10})]
TABLES = ("runs", "series", "weeks", "projects")


def _study(folder: Path, replicates: int, *designs: Design, **changes: Any) -> list[int]:  # noqa: ANN401 - values of any setting
    """Run what is missing of designs and return how many runs each block had."""
    settings = StudySettings(folder=str(folder), replicates=replicates, threads=1, **changes)
    with opened(settings, [], CONFIGURATION) as store:
        blocks = [block for design in designs if (block := store.block(design, replicates))]
        _run(store.write, blocks, settings)
        store.complete(ASKED if TEN in designs else [])
    return [len(block.replicates) for block in blocks]


def _run(write: object, blocks: Sequence[Block], settings: StudySettings) -> None:
    assert callable(write)
    for result in run_blocks(blocks, settings, Organizations()):
        write(result)


def _tables(folder: Path) -> dict[str, pa.Table]:
    found = {
        name: pq.read_table(folder / f"{name}.parquet") for name in TABLES if (folder / f"{name}.parquet").exists()
    }
    found["runs"] = found["runs"].drop_columns(["seconds"])
    return found


@pytest.mark.parametrize("everything", [False, True])
def test_study_that_grew_is_the_study_run_in_one_go(tmp_path: Path, everything: bool) -> None:
    kept = {"keep_projects": everything}
    _study(tmp_path / "whole", 7, FIVE, TEN, **kept)
    assert _study(tmp_path / "grown", 3, FIVE, TEN, **kept) == [3, 3]
    assert _study(tmp_path / "grown", 7, FIVE, TEN, **kept) == [4, 4]
    assert _study(tmp_path / "grown", 7, FIVE, TEN, **kept) == []
    assert _tables(tmp_path / "grown") == _tables(tmp_path / "whole")
    assert len(_tables(tmp_path / "whole")) == (4 if everything else 3)


def test_study_that_grew_part_by_part_is_the_same(tmp_path: Path) -> None:
    settings = StudySettings(folder=str(tmp_path / "parts"), replicates=6, threads=1)
    with opened(settings, [], CONFIGURATION) as store:
        for replicates in (2, 5, 6):
            _run(store.write, [block for design in (TEN, FIVE) if (block := store.block(design, replicates))], settings)
        store.complete(ASKED)
    _study(tmp_path / "whole", 6, FIVE, TEN)
    assert _tables(tmp_path / "parts") == _tables(tmp_path / "whole")


def test_projects_that_are_asked_for_later_are_run_for(tmp_path: Path) -> None:
    _study(tmp_path / "grown", 3, FIVE, TEN)
    assert _study(tmp_path / "grown", 3, TEN, keep_projects=True) == [3]
    assert set(_tables(tmp_path / "grown")["projects"]["design"].to_pylist()) == {TEN.address}
    assert _study(tmp_path / "grown", 5, TEN) == [2]
    assert set(_tables(tmp_path / "grown")["projects"]["replicate"].to_pylist()) == set(range(5))
