"""``orgchange classroom``: what it refuses, how it says what is missing, and that it ends with Ctrl+C."""

import os
import signal
import socket
import subprocess
import sys
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from tests.experiments.lesson.small import written
from tests.experiments.shell import Shell
from tests.experiments.survival.process import hearing_interrupts
from tests.paths import ROOT

ANY_ADDRESS = IPv4Address(0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "classroom with which lesson? Name one, such as: orgchange classroom waves"),
        (["wavs"], "there is no lesson 'wavs'; did you mean 'waves'?"),
        (["waves", "--lan", str(ANY_ADDRESS)], "--lan needs the IPv4 address of this machine, such as 192.168.1.20"),
        (["waves", "--lan", "evil.example"], "--lan needs the IPv4 address of this machine"),
        (["waves", "--teams", "0"], "--teams must be a whole number from 1 to 30, not '0'"),
        (["waves", "--metric", "adoptd"], "did you mean 'adopted'?"),
        (["waves", "--lan", "192.0.2.1"], "cannot serve on 192.0.2.1 ("),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(shell: Shell, words: list[str], said: str) -> None:
    found = shell("classroom", *words)
    assert found.code == 2
    assert said in found.err
    assert found.err.count("\n") == 1


def test_a_port_that_is_taken_is_told(shell: Shell) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = shell("classroom", "waves", "--port", str(port))
    assert found.code == 2
    assert found.err.startswith(f"orgchange: cannot serve on port {port} of 127.0.0.1 (")


@pytest.mark.long
@pytest.mark.parametrize("missing", ["fastapi", "segno", "uvicorn"])
def test_what_is_not_installed_is_told_in_a_line(missing: str) -> None:
    hidden = f"import sys; sys.modules['{missing}'] = None; from experiments.command import main; "
    program = f"{hidden}sys.exit(main(['classroom', 'waves']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    install = "install what it needs with: pip install 'orgchange[classroom]'"
    assert (done.returncode, done.stderr) == (2, f"orgchange: a class with phones needs {missing}; {install}\n")


@pytest.mark.long
def test_a_class_is_served_and_ends_with_an_interrupt(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine")
    words = [sys.executable, "-m", "experiments", "classroom", str(mine)]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    with hearing_interrupts():
        served = subprocess.Popen(words, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, text=True)
    with served:
        assert served.stdout is not None
        lines = [served.stdout.readline() for _ in range(3)]
        served.send_signal(signal.SIGINT)
        rest = served.stdout.read()
    assert lines[0].startswith("The class:   http://127.0.0.1:")
    assert "/teacher#" in lines[1]
    assert (served.returncode, rest) == (0, "The class is over.\n")
