"""Points that try nothing in different ways: the same runs, lived once, and a row for each of them."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_designs, with_duplicates
from experiments.store.blocks import Block
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.shell import Shell
from tests.scenarios import assert_same, small_scenario

IDLE = [
    Design(small_scenario(rollout__speed=speed, rollout__start_week=start))
    for speed, start in ((0.1, 0), (1.0, 0), (0.25, 13))
]
BUSY = [Design(small_scenario(rollout__speed=speed, intervention__okr__strength=1.0)) for speed in (0.1, 1.0)]


def _blocks(designs: list[Design], replicates: int = 2) -> list[Block]:
    return [Block(design, range(replicates), projects=False) for design in designs]


def test_only_blocks_that_try_nothing_are_twins() -> None:
    groups = with_duplicates(_blocks([BUSY[0], IDLE[0], BUSY[1], *IDLE[1:]]))
    assert [[block.design for block in group] for group in groups] == [[BUSY[0]], IDLE, [BUSY[1]]]
    assert len(with_duplicates([*_blocks(IDLE[:1]), *_blocks(IDLE[1:], 3)])) == 2


def test_twins_give_the_same_runs_to_the_last_bit(tmp_path: Path) -> None:
    settings = StudySettings(folder=str(tmp_path), replicates=3, threads=1, keep_projects=True)
    first, *others = (result.outcome for result in run_designs(IDLE, settings, Organizations()))
    for other in others:
        assert_same(first, other)


@pytest.mark.long
def test_every_twin_has_its_own_rows_and_label(shell: Shell) -> None:
    said = shell.run("-m", "intervention=none,okr", "rollout.speed=0.1,1", "study.name=twins")
    assert said.code == 0
    rows = pq.read_table(shell.folder / "results" / "twins" / "runs.parquet").to_pylist()
    runs: dict[tuple[str, float], list[str]] = {}
    for row in rows:
        runs.setdefault((row["intervention"], row["rollout.speed"]), []).append(
            str([row[name] for name in METRIC_NAMES])
        )
    assert runs["none", 0.1] == runs["none", 1.0]
    assert runs["okr", 0.1] != runs["okr", 1.0]
