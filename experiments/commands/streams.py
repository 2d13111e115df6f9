"""What a command prints: readable in any encoding a terminal or a pipe may have, and no fault where nobody reads on."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from experiments.wording.readable import INSTEAD

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Found = TypeVar("Found")
STREAMS = {"stdout": 1, "stderr": 2}


class Lost:
    """What could not be written, for another reason than that its reader has left."""

    def __init__(self) -> None:
        self.error: OSError | None = None


@contextmanager
def readable_streams() -> Iterator[Lost]:
    """Let stdout and stderr write what their encoding lacks in other words, and go on where their reader has left."""
    lost, before = Lost(), {name: getattr(sys, name) for name in STREAMS}
    for name, descriptor in STREAMS.items():
        if before[name] is None:
            _lead_nowhere(descriptor)
        if before[name] is None or _is_of_the_process(before[name]):
            setattr(sys, name, _stream(descriptor, before[name], lost))
    try:
        yield lost
    finally:
        for name, stream in before.items():
            getattr(sys, name).flush()
            setattr(sys, name, stream)


class _Patient(io.BufferedWriter):
    """Writes into a stream of the process as long as that takes it, and nowhere from then on.

    It is the buffer that is patient, not what it writes into: an interrupt that arrived between the writing and its
    return to the buffer would have written the same once more.
    """

    def __init__(self, descriptor: int, lost: Lost) -> None:
        super().__init__(io.FileIO(descriptor, "w", closefd=False))
        self._lost = lost

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write bytes."""
        return self._patiently(lambda: super(_Patient, self).write(data))

    def flush(self) -> None:
        """Write what is waiting."""
        self._patiently(super().flush)

    def _patiently(self, written: Callable[[], Found]) -> Found:
        try:
            return written()
        except BrokenPipeError:
            pass
        except OSError as error:
            self._lost.error = error
        _lead_nowhere(self.fileno())
        return written()


def _is_of_the_process(stream: object) -> bool:
    """Return whether a stream writes into a file of the process: a test, a notebook or a Windows console has others."""
    if not isinstance(stream, io.TextIOWrapper):
        return False
    buffer = stream.buffer
    plain = type(getattr(buffer, "raw", buffer)) is io.FileIO and not isinstance(buffer, _Patient)
    return plain and stream.fileno() in STREAMS.values()


def _stream(descriptor: int, like: io.TextIOWrapper | None, lost: Lost) -> io.TextIOWrapper:
    binary = _Patient(descriptor, lost)
    if like is None:
        return io.TextIOWrapper(binary, "utf-8", INSTEAD)
    like.flush()
    return io.TextIOWrapper(
        binary, like.encoding, INSTEAD, line_buffering=like.line_buffering, write_through=like.write_through
    )


def _lead_nowhere(descriptor: int) -> None:
    """Let a descriptor lead nowhere; closed, it would be given to a file of the study."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != descriptor:
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
