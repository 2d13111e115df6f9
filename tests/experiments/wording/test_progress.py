"""Progress is seen in a terminal, and nowhere else unless somebody listens."""

import logging
import os
import select
import subprocess
import sys

import pytest

from experiments.wording import progress as progress_module
from experiments.wording.progress import Progress

SCRIPT = """
import orgchange as oc
study = oc.run("organization.headcount=60", "horizon.weeks=8", "study.replicates=4", "study.pictures=false")
print(study.verdict)
"""


@pytest.mark.long
def test_a_script_without_a_terminal_says_only_what_it_prints(tmp_path: os.PathLike[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert said.stderr == ""
    assert len(said.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_a_terminal_shows_a_bar_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    outer, inner = pty.openpty()
    with os.fdopen(inner, "w", encoding="utf-8") as terminal:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setattr(sys, "stderr", terminal)
        with Progress(4) as progress:
            for _ in range(4):
                progress.advance(1)
        terminal.flush()
        seen = _everything_on(outer)
    os.close(outer)
    assert "4/4" in seen
    assert "runs" in seen
    assert seen.rstrip().endswith("\x1b[2K")  # the line is erased


def _everything_on(terminal: int) -> str:
    """What was written so far: one read of a terminal returns no more than the part that is ready."""
    parts = []
    while select.select([terminal], [], [], 0.5)[0]:
        parts.append(os.read(terminal, 65536))
    return b"".join(parts).decode("utf-8")


def test_without_a_terminal_a_line_is_noted_now_and_then(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", -1.0)
    with caplog.at_level(logging.INFO, logger="orgchange"), Progress(1000) as progress:
        progress.advance(10)
        progress.advance(30)
    assert [line.split(" runs")[0] for line in caplog.messages] == ["10 of 1,000", "40 of 1,000"]
