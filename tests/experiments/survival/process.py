"""Studies run by processes of their own, which tests kill, stop, or leave without room."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.journal import journal_spans
from tests.paths import ROOT

TINY = (
    "organization.headcount=30",
    "organization.departments=3",
    "horizon.weeks=8",
    "study.replicates=2",
    "study.pictures=false",
    "study.name=study",
    "intervention=[okr]",
)
UNTIMED = ("seconds",)  # columns that say how long something took


def sweep(sizes: int, speeds: int) -> list[str]:
    """Return a command of ``sizes`` x ``speeds`` design points and a baseline for every size."""
    speed = ",".join(f"{0.02 * (place + 1):.2f}" for place in range(speeds))
    return [
        "run",
        "-m",
        *TINY,
        f"project.size={','.join(str(2 + place) for place in range(sizes))}",
        f"rollout.speed={speed}",
    ]


def started(folder: Path, command: Sequence[str]) -> subprocess.Popen[str]:
    """Start ``orgchange COMMAND`` in a folder."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "experiments", *command]
    return subprocess.Popen(
        words, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def hearing_interrupts() -> Iterator[None]:
    """Let what is started hear an interrupt: whoever runs the tests may ignore it, and what they start would, too."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for the end of a process, and return its exit code and what it wrote."""
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def parts(folder: Path) -> int:
    """Return how many parts a study has written."""
    try:
        return sum(map(len, journal_spans(folder / "results" / "study").values()))
    except FileNotFoundError:  # the study has just been put together and its parts are gone
        return 0


def wait_for(process: subprocess.Popen[str], folder: Path, count: int) -> bool:
    """Wait until a study has ``count`` parts; return whether its process still runs then."""
    while process.poll() is None and parts(folder) < count:
        time.sleep(0.002)
    return process.poll() is None


def killed_after(folder: Path, command: Sequence[str], count: int, delay: float) -> bool:
    """Start a study, kill it ``delay`` seconds after its ``count``-th part, and return whether it was still running."""
    process = started(folder, command)
    if wait_for(process, folder, count):
        time.sleep(delay)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    ended(process)
    return alive


def tables(folder: Path) -> dict[str, pa.Table | str]:
    """Return everything a study says: its tables without how long something took, and its summary."""
    study = folder / "results" / "study"
    found: dict[str, pa.Table | str] = {}
    for path in sorted(study.glob("*.parquet")):
        rows = pq.read_table(path)
        found[path.name] = rows.drop_columns([name for name in UNTIMED if name in rows.column_names])
    return found | {"summary.csv": (study / "summary.csv").read_text()}
