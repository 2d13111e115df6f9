"""Being told to stop: SIGTERM, which a cluster or a shutdown sends, stops a command as Ctrl-C does."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType


class Terminated(KeyboardInterrupt):
    """The command was told to end by SIGTERM."""


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """Raise Terminated in the main thread when SIGTERM comes."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def end_by_a_second_interrupt() -> None:
    """Let a first Ctrl+C raise KeyboardInterrupt, and a second one end the process at once, whatever it is closing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt_once)


def _interrupt_once(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a handler
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise KeyboardInterrupt


def _terminate(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a handler
    raise Terminated
