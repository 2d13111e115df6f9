"""A command that is told to stop stops as after Ctrl-C; afterwards the process listens as it did before."""

import signal
import sys
import threading

import pytest

from experiments.running.interrupts import Terminated, stopped_by_sigterm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody sends SIGTERM there")


def test_a_signal_stops_what_runs_and_the_old_handler_is_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated), stopped_by_sigterm():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_without_a_signal_nothing_is_left_either() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stopped_by_sigterm():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_thread_beside_the_main_one_leaves_handlers_alone() -> None:
    seen = []

    def work() -> None:
        with stopped_by_sigterm():
            seen.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
