"""Being told to stop: SIGTERM, which a cluster or a shutdown sends, stops a command as Ctrl-C does.

Both raise an exception in the main thread, wherever it is; only not between the taking of a lock and the block that
gives it back: the lock would stay taken, and whoever waits for the threads of a pool would wait for ever. Nor where a
lock that its block will give back is not taken at the moment, apart from the waiting itself.
"""

import signal
import sys
from _thread import interrupt_main, start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, current_thread, main_thread
from time import sleep
from types import FrameType
from typing import NoReturn

BETWEEN_LOCK_AND_BLOCK = (
    Condition.__enter__.__code__,
    Condition.__exit__.__code__,
    Condition._release_save.__code__,  # type: ignore[attr-defined]  # noqa: SLF001 - no public place knows it
    Condition._acquire_restore.__code__,  # type: ignore[attr-defined]  # noqa: SLF001
)
A_LITTLE_LATER = 0.001  # seconds

_told: list[type[KeyboardInterrupt]] = []


class Terminated(KeyboardInterrupt):
    """The command was told to end by SIGTERM."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Raise Terminated in the main thread when SIGTERM comes, and KeyboardInterrupt when nobody else hears Ctrl+C."""
    if current_thread() is not main_thread():
        yield
        return
    heard = {signal.SIGTERM: _terminate}
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        heard[signal.SIGINT] = _interrupt
    before = {number: signal.signal(number, handler) for number, handler in heard.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_by_a_second_interrupt() -> None:
    """Let a first Ctrl+C raise KeyboardInterrupt, and a second one end the process at once, whatever it is closing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt_once)


def times_told() -> int:
    """Return how often this process was told to stop."""
    return len(_told)


def told_since(before: int) -> type[KeyboardInterrupt] | None:
    """Return how this process was told to stop after it had been ``before`` times, if it was.

    Whoever catches an error asks this: a library may take an interrupt for a fault, and report an error of its own.
    """
    return _told[-1] if len(_told) > before else None


def _interrupt_once(number: int, frame: FrameType | None) -> None:
    if not _heard_later(number, frame):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _stop(KeyboardInterrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if not _heard_later(number, frame):
        _stop(KeyboardInterrupt)


def _terminate(number: int, frame: FrameType | None) -> None:
    if not _heard_later(number, frame):
        _stop(Terminated)


def _stop(interrupt: type[KeyboardInterrupt]) -> NoReturn:
    _told.append(interrupt)
    raise interrupt


def _heard_later(number: int, frame: FrameType | None) -> bool:
    """Return whether a signal came between a lock and its block; if so, it comes again a little later."""
    between = frame is not None and (frame.f_code in BETWEEN_LOCK_AND_BLOCK or _is_about_to_wait(frame))
    if between:
        start_new_thread(_send_again, (number,))  # a Thread takes locks itself
    return between


def _is_about_to_wait(frame: FrameType) -> bool:
    """Return whether a wait has perhaps given its lock back, and does not yet know that it must take it again."""
    return frame.f_code is Condition.wait.__code__ and "saved_state" not in frame.f_locals


def _send_again(number: int) -> None:
    sleep(A_LITTLE_LATER)
    main = main_thread().ident
    if sys.platform == "win32" or main is None:
        interrupt_main(signal.Signals(number))
    else:
        signal.pthread_kill(main, number)
