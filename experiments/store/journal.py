"""Parts: the runs of a design are kept at once, on their own, until the study's tables are put together.

A part holds some replicates of one design; a design that grows has several. A process adds its parts to one file of its
own, one after the other. The first line of a part is a checksum and a length of the rest, and the address of its
design; the rest is a line of JSON (whose runs these are, what went wrong, shapes), then the arrays as they lie in
memory. What a process that was killed, or a machine that lost power, left half-written is shorter than it says or does
not have its checksum, counts as not there, and is run again.
"""

import json
import math
import os
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import Asked
from experiments.store.blocks import Result
from experiments.store.codec import packed, unpacked
from experiments.store.files import write_whole
from experiments.wording.progress import note
from sim.outcomes.dictionary import METRIC_NAMES
from sim.state import PROJECT

FOLDER = "parts"
HEAD = ("design", "changes", "errors", "seconds", "full_series")
ARRAYS = {
    "replicates": np.dtype(np.int64),
    "metrics": np.dtype(np.float64),
    "projects": PROJECT,
    "weeks": np.dtype(np.uint8),
}

FIRST_LINE = re.compile(rb"[0-9a-f]{8} (\d{1,18}) ([0-9a-f]{16})\n")
LONGEST_LINE = 64

Entry = dict[str, Any]


class Weeks(NamedTuple):
    """The weekly series of some runs, packed: int64 (r) replicates that ended, and the bytes."""

    replicates: NDArray[np.int64]
    content: bytes

    def series(self) -> NDArray[np.float32]:
        """Return the series, float32 (r, w, len(SERIES))."""
        return unpacked(self.content, len(self.replicates))


@dataclass(frozen=True)
class Piece:
    """A part as it was read.

    Attributes:
        design, changes: address of the design, and its values that differ from the declared default.
        errors: texts of failed runs by replicate; such runs have NaN metrics, and no series and no projects.
        seconds: time a run took, averaged over the command until this part was finished.
        full_series: whether the weekly series of every run are wanted as a table.
        replicates: int64 (r).
        metrics: float64 (r, len(METRICS)).
        projects: PROJECT (ended runs, p), or None unless they were asked for.
        weeks: weekly series of the runs that ended.

    """

    design: str
    changes: dict[str, Any]
    errors: dict[int, str]
    seconds: float
    full_series: bool
    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    projects: NDArray[np.void] | None
    weeks: Weeks


def piece_of(result: Result) -> Piece:
    """Return what is kept of a result."""
    outcome = result.outcome
    replicates, metrics = outcome.replicates, outcome.metrics
    if result.errors:
        replicates = np.array(sorted([*outcome.replicates.tolist(), *result.errors]), np.int64)
        metrics = np.full((len(replicates), len(METRIC_NAMES)), np.nan)
        metrics[np.isin(replicates, outcome.replicates)] = outcome.metrics
    return Piece(
        design=result.design.address,
        changes=result.design.changes,
        errors=dict(result.errors),
        seconds=result.seconds,
        full_series=result.full_series,
        replicates=replicates,
        metrics=metrics,
        projects=outcome.projects,
        weeks=Weeks(outcome.replicates, packed(outcome.series)),
    )


class Place(NamedTuple):
    """Where a part lies: its file, the byte where it begins, and how many bytes it takes."""

    path: Path
    begin: int
    length: int


class PartFile:
    """The file of one process, which is made with its first part."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FOLDER / f"{os.getpid()}-{os.urandom(8).hex()}.part"
        self._length = 0

    def add(self, piece: Piece) -> Place:
        """Write a part behind the others and return where it lies."""
        content = _content(piece)
        line = f"{zlib.crc32(content):08x} {len(content)} {piece.design}\n".encode()
        place = Place(self._path, self._length, len(line) + len(content))
        try:
            with self._path.open("ab") as file:
                file.write(line + content)
        except OSError:
            cut_off(self._path, self._length)
            raise
        self._length += place.length
        return place


def _content(piece: Piece) -> bytes:
    weeks = np.frombuffer(piece.weeks.content, np.uint8)
    arrays = {"replicates": piece.replicates, "metrics": piece.metrics, "projects": piece.projects, "weeks": weeks}
    kept = {name: np.ascontiguousarray(array) for name, array in arrays.items() if array is not None}
    head = {name: getattr(piece, name) for name in HEAD} | {
        "arrays": {name: array.shape for name, array in kept.items()}
    }
    return b"".join([json.dumps(head).encode(), b"\n", *(array.tobytes() for array in kept.values())])


def cut_off(path: Path, length: int) -> None:
    """Leave only the first bytes of a file of parts, and no file without any."""
    if length:
        os.truncate(path, length)
    else:
        path.unlink(missing_ok=True)


def read_part(place: Place) -> Piece | None:
    """Return what a part holds; None where it is damaged."""
    with place.path.open("rb") as file:
        file.seek(place.begin)
        line, _, content = file.read(place.length).partition(b"\n")
    if line.split(b" ")[:2] != [f"{zlib.crc32(content):08x}".encode(), str(len(content)).encode()]:
        return None
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    arrays = _arrays(head.pop("arrays"), rest)
    errors = {int(number): text for number, text in head.pop("errors").items()}
    ended = arrays["replicates"][~np.isin(arrays["replicates"], list(errors))] if errors else arrays["replicates"]
    weeks = Weeks(ended, arrays.pop("weeks").tobytes())
    return Piece(errors=errors, weeks=weeks, **head, **arrays)


def _arrays(shapes: Mapping[str, Sequence[int]], content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(ARRAYS)
    begin = 0
    for name, shape in shapes.items():
        count = math.prod(shape)
        found[name] = np.frombuffer(content, ARRAYS[name], count, begin).reshape(shape)
        begin += count * ARRAYS[name].itemsize
    return found


def whole_part(place: Place) -> Piece | None:
    """Return what a part holds; None where it is damaged, which is said."""
    piece = read_part(place)
    if piece is None:
        note_damage(place.path)
    return piece


def note_damage(path: Path) -> None:
    """Say that something in a file of parts does not count."""
    note(f"{path} is half-written or damaged; its runs are run again")


def part_places(folder: Path) -> dict[str, list[Place]]:
    """Return where the parts of a study lie by the address of their design, in a fixed order.

    What is half-written is left out.
    """
    found: dict[str, list[Place]] = {}
    for path in part_files(folder):
        for address, place in places_in(path):
            found.setdefault(address, []).append(place)
    return found


def part_files(folder: Path) -> list[Path]:
    """Return the files of parts of a study, in a fixed order."""
    return sorted((folder / FOLDER).glob("[!.]*.part"))


def places_in(path: Path) -> list[tuple[str, Place]]:
    """Return the address and place of every part in a file, as far as the lines that say so can be followed."""
    found: list[tuple[str, Place]] = []
    begin, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while line := FIRST_LINE.fullmatch(file.readline(LONGEST_LINE)):
            length = len(line[0]) + int(line[1])
            if begin + length > size:
                break
            found.append((line[2].decode(), Place(path, begin, length)))
            begin += length
            file.seek(begin)
    return found


def write_asked(folder: Path, number: int, point: Asked) -> None:
    """Note a point that a job of another launcher has answered."""
    write_whole(folder / FOLDER / f"{number:06d}.{point.design}.point.json", json.dumps(point))


def read_asked(folder: Path) -> list[Asked]:
    """Return the points that jobs of another launcher have answered, in their order."""
    return [
        Asked(*json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((folder / FOLDER).glob("[!.]*.point.json"))
    ]
