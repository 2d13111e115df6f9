"""Faults: each has a stated outcome, and nothing that was finished is lost."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from experiments.wording.shortage import LEAST
from tests.experiments.survival.process import ended, hearing_interrupts, started, tables, wait_for

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="tries what Linux offers")]

RUN = (
    "run", "-m", "organization.headcount=40", "organization.departments=3", "horizon.weeks=26", "study.replicates=4",
    "study.name=study", "intervention=[okr]", "project.size=2,5,20", "rollout.speed=0.1,1",
)  # fmt: skip
LONGER = (*RUN, "study.replicates=300", "study.threads=1")
STUDY = Path("results/study")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the study ran undisturbed."""
    folder = tmp_path_factory.mktemp("whole")
    assert ended(started(folder, RUN))[0] == 0
    return folder


def _one_line(err: str) -> None:
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("orgchange: ")


def _goes_on(folder: Path, whole: Path) -> None:
    """Give the command again, and find the study of one that nobody disturbed."""
    code, _, err = ended(started(folder, RUN))
    assert code == 0, err
    assert tables(folder) == tables(whole)
    code, out, err = ended(started(folder, ["verify", os.fspath(STUDY), "--sample", "4"]))
    assert code == 0, out + err
    assert [path.name for path in (folder / STUDY).rglob(".*")] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Return what makes a disk of so many kilobytes, or another size of the one that is there."""
    place = tmp_path / "disk"
    place.mkdir()

    def sized(kilobytes: int) -> Path:
        what = ["-o", f"remount,size={kilobytes}k", "tmpfs"] if place.is_mount() else ["-t", "tmpfs", "-o"]
        words = what if place.is_mount() else [*what, f"size={kilobytes}k", "tmpfs"]
        if subprocess.run(["mount", *words, place], check=False, capture_output=True).returncode:
            pytest.skip("only an administrator makes disks")
        return place

    yield sized
    subprocess.run(["umount", place], check=False, capture_output=True)


def test_a_disk_that_is_full_at_any_write_is_one_line_and_the_command_goes_on(
    small_disk: Callable[[int], Path], whole: Path
) -> None:
    refused, kilobytes = 0, 8
    while True:
        disk = small_disk(kilobytes)
        code, _, err = ended(started(disk, RUN))
        if code == 0:
            break
        assert code == 2, err
        _one_line(err)
        assert "no space left on device" in err
        refused += 1
        kilobytes *= 3
    assert refused > 3
    _goes_on(small_disk(20_000), whole)


def _limited(folder: Path, what: int, most: int, *words: str) -> tuple[int, str, str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "experiments", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(resource.setrlimit, what, (most, most)),  # noqa: PLW1509 - no threads here
    )
    return ended(process)


def test_with_few_open_files_everything_runs(tmp_path: Path, whole: Path) -> None:
    code, _, err = _limited(tmp_path, resource.RLIMIT_NOFILE, 64, *RUN)
    assert code == 0, err
    assert tables(tmp_path) == tables(whole)


@pytest.mark.parametrize("surroundings", [{"HOME": "/nowhere"}, {"HOME": ""}, {}])
def test_without_a_home_it_runs(tmp_path: Path, whole: Path, surroundings: dict[str, str]) -> None:
    words = [sys.executable, "-m", "experiments", *RUN, "study.pictures=false"]
    (tmp_path / "tmp").mkdir(mode=0o700)
    given = {"PATH": os.environ["PATH"], "TMPDIR": os.fspath(tmp_path / "tmp"), **surroundings}
    done = subprocess.run(words, cwd=tmp_path, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path) == tables(whole)


READING = (("report",), ("discover",), ("verify", "--sample", "2"))
MEGA = 10**6


def test_a_study_that_may_only_be_read_is_told_and_stays_as_it_is(
    small_disk: Callable[[int], Path], whole: Path
) -> None:
    disk = small_disk(20_000)
    shutil.copytree(whole, disk, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for name, *rest in (*READING[1:], ("money",)):
        code, _, err = ended(started(disk, [name, os.fspath(STUDY), *rest]))
        assert code == 0, (name, err)
        assert ("may only be read" in err) == (name == "discover")
    for asked, would_be_right in ((["report", os.fspath(STUDY)], "--out report.html"), (RUN, "study.folder")):
        code, _, err = ended(started(disk, asked))
        assert code == 2, err
        _one_line(err)
        assert would_be_right in err


@pytest.mark.parametrize("megabytes", [30, 300, 1000])
def test_with_too_little_memory_for_the_program_every_command_says_so(tmp_path: Path, megabytes: int) -> None:
    for words in (RUN, ("describe", "metrics"), *((name, "somewhere", *rest) for name, *rest in READING)):
        code, _, err = _limited(tmp_path, resource.RLIMIT_AS, megabytes * MEGA, *words)
        assert (code, len(err.splitlines())) == (2, 1), err
        assert "ulimit -v unlimited" in err


def test_with_just_enough_memory_a_study_runs_and_is_read(tmp_path: Path, whole: Path) -> None:
    code, _, err = _limited(tmp_path, resource.RLIMIT_AS, LEAST, *RUN, "study.threads=1")
    assert code == 0, err
    assert tables(tmp_path) == tables(whole)
    for name, *rest in READING:
        code, _, err = _limited(tmp_path, resource.RLIMIT_AS, LEAST, name, os.fspath(STUDY), *rest)
        assert code == 0 or (code == 2 and "out of memory" in err.splitlines()[-1]), (name, err)
        assert "Traceback" not in err


def test_an_organization_that_finds_no_room_is_one_line(tmp_path: Path) -> None:
    words = (
        "run", "organization.headcount=100000", "organization.departments=100", "organization.contacts=2",
        "project.size=1", "project.share=0.5", "horizon.weeks=520", "study.replicates=2", "study.threads=1",
    )  # fmt: skip
    code, _, err = _limited(tmp_path, resource.RLIMIT_AS, 3000 * MEGA, *words)
    assert code in (1, 2), err
    assert "MemoryError" in err.splitlines()[-1] or "out of memory" in err.splitlines()[-1]
    assert max(map(len, err.splitlines())) < 500


def test_a_worker_that_is_killed_is_one_line_and_the_command_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("hydra_plugins.hydra_joblib_launcher")
    words = [*RUN, "hydra/launcher=joblib", "hydra.launcher.n_jobs=2", "study.replicates=200", "study.threads=1"]
    process = started(tmp_path, words)
    while process.poll() is None and not _workers(process.pid):
        time.sleep(0.05)
    os.kill(_workers(process.pid)[0], signal.SIGKILL)
    code, _, err = ended(process)
    assert code == 2, err
    _one_line(err)
    assert "hydra.launcher.n_jobs" in err
    assert ended(started(tmp_path, words))[0] == 0


def test_a_second_interrupt_ends_it_at_once_and_the_command_goes_on(tmp_path: Path) -> None:
    with hearing_interrupts():
        process = started(tmp_path, LONGER)
    assert wait_for(process, tmp_path, 1)
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    said = next(line for line in process.stderr if "stopped" in line)
    process.send_signal(signal.SIGINT)
    code, _, err = ended(process)
    assert code in (130, -signal.SIGINT)
    assert "finished design points are kept in results/study, and the same command goes on from there" in said
    assert err == ""
    assert ended(started(tmp_path, LONGER))[0] == 0


def test_results_that_are_deleted_while_they_are_made_are_one_line(tmp_path: Path, whole: Path) -> None:
    process = started(tmp_path, LONGER)
    assert wait_for(process, tmp_path, 1)
    shutil.rmtree(tmp_path / "results", ignore_errors=True)
    code, _, err = ended(process)
    assert code == 2
    _one_line(err)
    shutil.rmtree(tmp_path / "results", ignore_errors=True)
    _goes_on(tmp_path, whole)


def _workers(parent: int) -> list[int]:
    """Return the worker processes of a launcher."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    ).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "popen_loky" in line]
