"""Disks that are full or read-only, parts that a dead machine left, clocks that jump, and runs that fail."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.configuration.points import Design, PointRecord
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_designs
from experiments.store.journal import journal_spans
from experiments.store.manifest import MANIFEST
from experiments.store.opening import opened
from tests.experiments.shell import Shell
from tests.experiments.store.finished import finished
from tests.experiments.survival.process import tables
from tests.paths import ROOT
from tests.scenarios import small_scenario

GRID = (
    "-m",
    "project.size=5,20",
    "rollout.speed=0.1,1",
    "intervention=[okr]",
    "study.replicates=2",
    "study.name=study",
)
GOES_ON = "what is finished is kept, and the same command goes on from there when that has been put right"


def _with_little_room(folder: Path, kilobytes: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a tiny study in a process whose files cannot grow beyond a size, as on a disk that is full."""
    limit = kilobytes * 1024
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "from tests.experiments.shell import TINY; from experiments.command import main; "
        "sys.exit(main(['run', *TINY, *sys.argv[1:]]))"
    )
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("kilobytes", "parts"),
    [
        pytest.param(6, 0, marks=pytest.mark.long),
        pytest.param(16, 2, marks=pytest.mark.long),
        pytest.param(26, 3, marks=pytest.mark.long),
    ],
)
def test_full_disk_is_one_line_and_the_same_command_goes_on(shell: Shell, kilobytes: int, parts: int) -> None:
    shell.run(*GRID, "study.name=whole")
    found = _with_little_room(shell.folder, kilobytes, *GRID)
    assert found.returncode == 2
    said = [line for line in found.stderr.splitlines() if "cannot write" in line]
    assert len(said) == 1
    assert "file too large" in said[0]
    assert "Traceback" not in found.stderr
    folder = shell.folder / "results" / "study"
    assert len(journal_spans(folder)) == parts
    assert not [path for path in folder.rglob(".*") if path.is_file()]
    if parts:
        assert GOES_ON in said[0]
    again = shell.run(*GRID)
    assert again.code == 0
    assert (f"{parts} finished already" in again.err) == bool(parts)
    assert _rows(shell.folder / "results" / "study") == _rows(shell.folder / "results" / "whole")


def _rows(folder: Path) -> pa.Table:
    return pq.read_table(folder / "runs.parquet").drop_columns(["seconds"])


@pytest.mark.long
def test_folder_that_cannot_be_written_is_one_line(shell: Shell) -> None:
    shell.folder.chmod(0o500)
    place = (
        "/proc" if os.access(shell.folder, os.W_OK) else "."
    )  # nobody may write there, and root may write anywhere else
    said = shell.run(*GRID, f"study.folder={place}/study")
    shell.folder.chmod(0o700)
    assert said.code == 2
    (line,) = [line for line in said.err.splitlines() if "cannot write into" in line]
    assert "give another study.folder" in line


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "zeroed"])
def test_part_that_a_dead_machine_left_half_written_is_run_again(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "orgchange")
    settings, design = StudySettings(folder=str(tmp_path / "study"), replicates=2, threads=1), Design(small_scenario())
    with opened(settings, [], {"horizon": {"seed": 1}}) as store:
        for result in run_designs([design], settings, Organizations()):
            store.write(result)
    ((place,),) = journal_spans(tmp_path / "study").values()
    path = place.path
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle] ^= 1
    path.write_bytes(
        bytes({"cut": content[:middle], "emptied": b"", "changed": content, "zeroed": bytes(len(content))}[damage])
    )
    with opened(settings, [], {"horizon": {"seed": 1}}) as store:
        assert not finished(store, design.address)
        assert f"{path} is half-written or damaged; its runs are run again" in caplog.text
        for result in run_designs([design], settings, Organizations()):
            store.write(result)
        store.complete([PointRecord(design.address, None, {})])
    assert len(_rows(tmp_path / "study")) == settings.replicates
    assert not path.exists()


def test_damage_in_a_part_costs_only_that_part(tmp_path: Path) -> None:
    settings = StudySettings(folder=str(tmp_path / "study"), replicates=2, threads=1)
    designs = [Design(small_scenario(project__size=size)) for size in (5, 7, 9)]
    with opened(settings, [], {"horizon": {"seed": 1}}) as store:
        for result in run_designs(designs, settings, Organizations()):
            store.write(result)
    (place,) = journal_spans(tmp_path / "study")[designs[1].address]
    content = bytearray(place.path.read_bytes())
    content[place.begin + place.length // 2] ^= 1
    place.path.write_bytes(content)
    with opened(settings, [], {"horizon": {"seed": 1}}) as store:
        assert [finished(store, design.address) for design in designs] == [True, False, True]


@pytest.mark.long
def test_clock_that_jumps_changes_nothing(shell: Shell) -> None:
    shell.run(*GRID)
    before = tables(shell.folder)
    manifest = shell.folder / "results" / "study" / MANIFEST
    manifest.write_text(
        manifest.read_text().replace('"started": "20', '"started": "99').replace('"finished": "20', '"finished": "19')
    )
    for path in (shell.folder / "results" / "study").iterdir():
        os.utime(path, (4e9, 4e9))
    again = shell.run(*GRID)
    assert again.code == 0
    assert "6 finished already" in again.err
    assert tables(shell.folder) == before
