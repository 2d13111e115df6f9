"""The journal: the runs of a design are kept at once, on their own, until the study's tables are put together.

A record holds some replicates of one design; a design that grows has several. A process adds its records to one file of
its own, one after the other. The first line of a record is a checksum and a length of the rest, and the address of its
design; the rest is a line of JSON (whose runs these are, what went wrong, shapes), then the arrays as they lie in
memory. What a process that was killed, or a machine that lost power, left half-written is shorter than it says or does
not have its checksum, counts as not there, and is run again.
"""

import json
import math
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.configuration.points import PointRecord
from experiments.store.files import write_whole
from experiments.store.runs_record import RunsRecord
from experiments.wording.notes import note
from sim.state import PROJECT

FOLDER = "journal"
HEAD = ("design", "changes", "errors", "seconds")
ARRAYS: dict[str, np.dtype[Any]] = {
    "replicates": np.dtype(np.int64),
    "metrics": np.dtype(np.float64),
    "series": np.dtype(np.float32),
    "projects": PROJECT,
}

FIRST_LINE = re.compile(rb"[0-9a-f]{8} (\d{1,18}) ([0-9a-f]{16})\n")
LONGEST_LINE = 64


class Span(NamedTuple):
    """Where a record lies: its file, the byte where it begins, and how many bytes it takes."""

    path: Path
    begin: int
    length: int


class JournalFile:
    """The file of one process, which is made with its first record."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FOLDER / f"{os.getpid()}-{os.urandom(8).hex()}.journal"
        self._length = 0

    def add(self, record: RunsRecord) -> Span:
        """Write a record behind the others and return where it lies."""
        content = _content(record)
        line = f"{zlib.crc32(content):08x} {len(content)} {record.design}\n".encode()
        span = Span(self._path, self._length, len(line) + len(content))
        try:
            with self._path.open("ab") as file:
                file.write(line + content)
        except OSError:
            cut_off(self._path, self._length)
            raise
        self._length += span.length
        return span


def _content(record: RunsRecord) -> bytes:
    given = {name: getattr(record, name) for name in ARRAYS}
    arrays = {name: np.ascontiguousarray(array) for name, array in given.items() if array is not None}
    shapes = {name: array.shape for name, array in arrays.items()}
    head = {name: getattr(record, name) for name in HEAD} | {"arrays": shapes}
    return b"".join([json.dumps(head).encode(), b"\n", *(array.tobytes() for array in arrays.values())])


def cut_off(path: Path, length: int) -> None:
    """Leave only the first bytes of a journal file, and no file without any."""
    if length:
        os.truncate(path, length)
    else:
        path.unlink(missing_ok=True)


def whole_records(spans: Iterable[Span]) -> Iterator[RunsRecord | None]:
    """Yield the record that lies in each place; None where it is damaged, which is said.

    A file is opened once for all records in it that follow each other.
    """
    for path, places in groupby(spans, key=lambda span: span.path):
        with path.open("rb") as file:
            for span in places:
                file.seek(span.begin)
                record = _record_in(file.read(span.length))
                if record is None:
                    note_damage(path)
                yield record


def _record_in(text: bytes) -> RunsRecord | None:
    line, _, content = text.partition(b"\n")
    if line.split(b" ")[:2] != [f"{zlib.crc32(content):08x}".encode(), str(len(content)).encode()]:
        return None
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    arrays = _arrays(head.pop("arrays"), rest)
    errors = {int(number): text for number, text in head.pop("errors").items()}
    return RunsRecord(errors=errors, **head, **arrays)


def _arrays(shapes: Mapping[str, Sequence[int]], content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(ARRAYS)
    begin = 0
    for name, shape in shapes.items():
        count = math.prod(shape)
        found[name] = np.frombuffer(content, ARRAYS[name], count, begin).reshape(shape)
        begin += count * ARRAYS[name].itemsize
    return found


def runs_in(span: Span) -> int:
    """Return how many runs a record holds, by its head alone."""
    with span.path.open("rb") as file:
        file.seek(span.begin)
        file.readline()
        return int(json.loads(file.readline())["arrays"]["replicates"][0])


def note_damage(path: Path) -> None:
    """Say that something in a journal file does not count."""
    note(f"{path} is half-written or damaged; its runs are run again")


def journal_spans(folder: Path) -> dict[str, list[Span]]:
    """Return where the records of a study lie by the address of their design, in a fixed order.

    What is half-written is left out.
    """
    found: dict[str, list[Span]] = {}
    for path in journal_files(folder):
        for address, span in spans_in(path):
            found.setdefault(address, []).append(span)
    return found


def journal_files(folder: Path) -> list[Path]:
    """Return the journal files of a study, in a fixed order."""
    return sorted((folder / FOLDER).glob("[!.]*.journal"))


def spans_in(path: Path) -> list[tuple[str, Span]]:
    """Return the address and place of every record in a file, as far as the lines that say so can be followed."""
    found: list[tuple[str, Span]] = []
    begin, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while line := FIRST_LINE.fullmatch(file.readline(LONGEST_LINE)):
            length = len(line[0]) + int(line[1])
            if begin + length > size:
                break
            found.append((line[2].decode(), Span(path, begin, length)))
            begin += length
            file.seek(begin)
    return found


def write_point(folder: Path, number: int, point: PointRecord) -> None:
    """Note a point that a job of another launcher has answered."""
    write_whole(folder / FOLDER / f"{number:06d}.{point.design}.point.json", json.dumps(point))


def read_points(folder: Path) -> list[PointRecord]:
    """Return the points that jobs of another launcher have answered, in their order."""
    paths = sorted((folder / FOLDER).glob("[!.]*.point.json"))
    return [PointRecord(*json.loads(path.read_text(encoding="utf-8"))) for path in paths]
