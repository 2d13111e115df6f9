"""Faults: each has a stated outcome, and nothing that was finished is lost."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.experiments.survival.process import ended, started, tables

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="tries what Linux offers")]

RUN = (
    "run", "-m", "organization.headcount=40", "organization.departments=3", "horizon.weeks=26", "study.replicates=4",
    "study.name=study", "intervention=[okr]", "project.size=2,5,20", "rollout.speed=0.1,1",
)  # fmt: skip
STUDY = Path("results/study")
MEGA = 2**20


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the study ran undisturbed."""
    folder = tmp_path_factory.mktemp("whole")
    assert ended(started(folder, RUN))[0] == 0
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path


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


def _moments(seconds: float, count: int) -> list[float]:
    return [seconds * (place + 0.5) / count for place in range(count)]


def _seconds(folder: Path, words: tuple[str, ...]) -> float:
    begin = time.monotonic()
    assert ended(started(folder, words))[0] == 0
    return time.monotonic() - begin


def test_killed_at_any_moment_a_run_with_pictures_goes_on(tmp_path: Path, whole: Path) -> None:
    for moment in _moments(_seconds(tmp_path, RUN), 6):
        shutil.rmtree(tmp_path / "results")
        process = started(tmp_path, RUN)
        time.sleep(moment)
        process.kill()
        ended(process)
        _goes_on(tmp_path, whole)


@pytest.mark.parametrize("words", [("report",), ("discover",), ("flips", "adoption.retry", "--replicates=4")])
def test_killed_while_it_tells_a_study_stays_as_it_was(copy: Path, whole: Path, words: tuple[str, ...]) -> None:
    asked = (words[0], os.fspath(STUDY), *words[1:])
    for moment in _moments(_seconds(copy, asked), 3):
        process = started(copy, asked)
        time.sleep(moment)
        process.kill()
        ended(process)
        code, out, err = ended(started(copy, ["verify", os.fspath(STUDY), "--sample", "4"]))
        assert code == 0, out + err
        assert tables(copy) == tables(whole)
    assert ended(started(copy, asked))[0] == 0
    _goes_on(copy, whole)


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.3])
def test_told_twice_to_stop_it_stops_without_a_traceback_and_goes_on(tmp_path: Path, whole: Path, pause: float) -> None:
    for moment in (0.3, 2.0):
        process = started(tmp_path, RUN)
        time.sleep(moment)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(pause)
        code, _, err = ended(process)
        assert code in (130, 0, -signal.SIGINT), err
        assert "Traceback" not in err
    _goes_on(tmp_path, whole)


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
        kilobytes = kilobytes * 5 // 3
    assert refused > 3
    _goes_on(disk, whole)


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


@pytest.mark.parametrize("megabytes", [500, 900, 4000])
def test_with_little_memory_it_runs_or_says_so_in_one_line(tmp_path: Path, whole: Path, megabytes: int) -> None:
    code, _, err = _limited(tmp_path, resource.RLIMIT_AS, megabytes * MEGA, *RUN, "study.threads=1")
    assert code in (0, 1, 2), err
    assert "Traceback" not in err
    if megabytes == 4000:
        assert code == 0, err
    _goes_on(tmp_path, whole)


@pytest.mark.parametrize("surroundings", [{"HOME": "/nowhere"}, {"HOME": ""}, {}])
def test_without_a_home_it_runs(tmp_path: Path, whole: Path, surroundings: dict[str, str]) -> None:
    words = [sys.executable, "-m", "experiments", *RUN, "study.pictures=false"]
    (tmp_path / "tmp").mkdir(mode=0o700)
    given = {"PATH": os.environ["PATH"], "TMPDIR": os.fspath(tmp_path / "tmp"), **surroundings}
    done = subprocess.run(words, cwd=tmp_path, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path) == tables(whole)


def test_of_two_processes_on_one_study_one_runs_and_the_other_is_refused(tmp_path: Path, whole: Path) -> None:
    words = [*RUN, "study.replicates=400", "study.threads=1", "study.pictures=false"]
    both = [started(tmp_path, words) for _ in range(2)]
    codes = {ended(process)[0] for process in both}
    assert codes == {0, 2}
    shutil.rmtree(tmp_path / "results")
    _goes_on(tmp_path, whole)


@pytest.mark.parametrize("gone", ["", "journal", "manifest.json", ".lock"])
def test_what_is_deleted_while_it_runs_is_one_line_or_made_again(tmp_path: Path, whole: Path, gone: str) -> None:
    process = started(tmp_path, [*RUN, "study.replicates=2000", "study.threads=1", "study.pictures=false"])
    while not list((tmp_path / STUDY).glob("journal/*")) and process.poll() is None:
        time.sleep(0.01)
    victim = tmp_path / STUDY / gone
    with suppress(FileNotFoundError):
        shutil.rmtree(victim) if victim.is_dir() else victim.unlink()
    code, _, err = ended(process)
    assert code in (0, 2), err
    if code:
        _one_line(err)
    shutil.rmtree(tmp_path / "results", ignore_errors=True)
    _goes_on(tmp_path, whole)


def test_a_study_that_may_only_be_read_is_told_and_verified(small_disk: Callable[[int], Path], whole: Path) -> None:
    disk = small_disk(20_000)
    shutil.copytree(whole, disk, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for words in (("verify", "--sample", "2"), ("compare",), ("discover",), ("explain", "--list", "units"), ("money",)):
        code, _, err = ended(started(disk, [words[0], os.fspath(STUDY), *words[1:]]))
        assert code == 0, (words, err)
    for asked in (["report", os.fspath(STUDY)], [*RUN]):
        code, _, err = ended(started(disk, asked))
        assert code == 2, err
        _one_line(err)
        assert "read-only file system" in err
