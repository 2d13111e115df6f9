"""A command that is told to stop stops as after Ctrl-C; afterwards the process listens as it did before."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from time import sleep
from types import SimpleNamespace

import pytest

from experiments import command
from experiments.running.interrupts import Terminated, stopped_by_signals, times_told, told_since
from sim.errors import ScenarioError
from tests.paths import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody sends SIGTERM there")


def test_a_signal_stops_what_runs_and_the_old_handler_is_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated), stopped_by_signals():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_without_a_signal_nothing_is_left_either() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with stopped_by_signals():
        assert signal.getsignal(signal.SIGTERM) is not before[0]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


@pytest.mark.parametrize("error", [TypeError, ScenarioError])
def test_an_error_that_a_library_makes_of_an_interrupt_is_an_interrupt(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """NumPy, comparing records, says of an interrupt that types cannot be compared."""

    def compared(_: Sequence[str]) -> int:
        with suppress(Terminated), stopped_by_signals():
            signal.raise_signal(signal.SIGTERM)
        raise error("Cannot compare structured arrays")

    monkeypatch.setattr(command, "_dispatch", compared)
    assert command.main(["list"]) == command.TERMINATED
    assert told_since(times_told()) is None


@pytest.fixture
def hearing() -> Iterator[None]:
    """Hear Ctrl+C as a command does that was started by hand; whoever runs the tests may ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hearing")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_between_a_lock_and_its_block_is_heard_in_the_block(number: int) -> None:
    """A lock of C code, as real ones are: no step of Python in which it could be heard before."""
    said: list[str] = []
    lock = SimpleNamespace(
        acquire=None,
        release=None,
        __enter__=partial(os.kill, os.getpid(), number),
        __exit__=lambda *_: said.append("given back"),
    )
    with pytest.raises(KeyboardInterrupt), stopped_by_signals():
        _wait_in_the_block(threading.Condition(lock), said)  # type: ignore[arg-type]
    assert said == ["in the block", "given back"]


@pytest.mark.usefixtures("hearing")
def test_a_signal_between_giving_a_lock_back_and_waiting_is_heard_in_the_waiting() -> None:
    said: list[str] = []
    lock = SimpleNamespace(
        acquire=None,
        release=None,
        _is_owned=partial(bool, True),
        _release_save=partial(os.kill, os.getpid(), signal.SIGTERM),
        _acquire_restore=lambda _: said.append("taken again"),
        __enter__=partial(bool, True),
        __exit__=lambda *_: said.append("given back"),
    )
    condition = threading.Condition(lock)  # type: ignore[arg-type]
    with pytest.raises(Terminated), stopped_by_signals(), condition:
        condition.wait(10)
    assert said == ["taken again", "given back"]


def _wait_in_the_block(condition: threading.Condition, said: list[str]) -> None:
    with condition:
        said.append("in the block")
        sleep(10)
        said.append("never heard")


@pytest.mark.long
def test_a_thousand_stops_at_any_moment_and_no_pool_waits_for_ever() -> None:
    words = [sys.executable, "-m", "tests.experiments.running.many_stops", "1", "1000"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (0, "1000 stops\n"), done.stderr


def test_a_thread_beside_the_main_one_leaves_handlers_alone() -> None:
    seen = []

    def work() -> None:
        with stopped_by_signals():
            seen.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
