"""Streams of a command: what an interrupt does to a line, and what becomes of lines that nobody can take."""

import subprocess
import sys

import pytest

from tests.paths import ROOT

INTERRUPTED_AT_EVERY_WRITE = """
import fcntl, os, signal, sys
from experiments.commands.streams import readable_streams

heard, told = os.pipe()
kept = os.dup(1)
os.dup2(told, 1)
signal.signal(signal.SIGIO, signal.default_int_handler)
fcntl.fcntl(heard, fcntl.F_SETOWN, os.getpid())
fcntl.fcntl(heard, fcntl.F_SETFL, os.O_ASYNC)
with readable_streams():
    for line in ("first", "second"):
        try:
            print(line, flush=True)
        except KeyboardInterrupt:
            os.write(2, b"interrupted\\n")
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    print("last", flush=True)
os.write(kept, os.read(heard, 100))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a pipe that interrupts whoever writes is known to Linux")
def test_a_line_is_written_once_though_an_interrupt_arrives_while_it_is_written() -> None:
    words = [sys.executable, "-c", INTERRUPTED_AT_EVERY_WRITE]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "first\nsecond\nlast\n")
    assert done.stderr == "interrupted\n" * 2
