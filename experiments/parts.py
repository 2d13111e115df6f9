"""Part files: the runs of a design are kept at once, on their own, until the study's tables are put together.

A part holds some replicates of one design; a design that grows has several. Its first line is a checksum and a length of
the rest: a line of JSON (whose runs these are, what went wrong, shapes), then the arrays as they lie in memory. It is written
under a temporary name and then renamed, so that a process that is killed leaves it whole or not at all; what a machine
left half-written when it lost power does not have its checksum, counts as not there, and is run again.
"""

import json
import math
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.manifest import write_whole
from experiments.packed import packed, unpacked
from experiments.points import Asked, Design
from experiments.progress import note
from sim.engine import Outcome
from sim.outcomes.dictionary import METRIC_NAMES
from sim.state import PROJECT

FOLDER = "parts"
HEAD = ("design", "changes", "errors", "seconds", "full_series")
ARRAYS = {"replicates": np.dtype(np.int64), "metrics": np.dtype(np.float64), "projects": PROJECT, "weeks": np.dtype(np.uint8)}

Entry = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What some runs of a design gave: the outcome of those that ended, and the error of those that did not."""

    design: Design
    outcome: Outcome
    errors: Mapping[int, str]
    seconds: float
    full_series: bool = False


class Weeks(NamedTuple):
    """The weekly series of some runs, packed: int64 (r) replicates that ended, and the bytes."""

    replicates: NDArray[np.int64]
    content: bytes

    def series(self) -> NDArray[np.float32]:
        """Return the series, float32 (r, w, len(SERIES))."""
        return unpacked(self.content, len(self.replicates))


@dataclass(frozen=True)
class Piece:
    """A part file as it was read.

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


def write_part(folder: Path, piece: Piece) -> Path:
    """Write a part into the study's folder and return where it lies."""
    weeks = np.frombuffer(piece.weeks.content, np.uint8)
    arrays = {"replicates": piece.replicates, "metrics": piece.metrics, "projects": piece.projects, "weeks": weeks}
    kept = {name: np.ascontiguousarray(array) for name, array in arrays.items() if array is not None}
    head = {name: getattr(piece, name) for name in HEAD} | {"arrays": {name: array.shape for name, array in kept.items()}}
    content = b"".join([json.dumps(head).encode(), b"\n", *(array.tobytes() for array in kept.values())])
    path = folder / FOLDER / f"{piece.design}.{piece.replicates[0]:06d}.{zlib.crc32(piece.replicates.tobytes()):08x}.part"
    _write_checked(path, content)
    return path


def _write_checked(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(f"{zlib.crc32(content):08x} {len(content)}\n".encode())
            file.write(content)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def read_part(path: Path) -> Piece | None:
    """Return what a part holds; None where it is damaged."""
    with path.open("rb") as file:
        checksum, _, length = file.readline().strip().partition(b" ")
        content = file.read()
    if length != str(len(content)).encode() or checksum != f"{zlib.crc32(content):08x}".encode():
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


def whole_parts(paths: Sequence[Path]) -> list[Piece]:
    """Return what parts hold; those that are damaged are removed, and said so."""
    found = []
    for path in paths:
        piece = read_part(path)
        if piece is None:
            note(f"{path} is half-written or damaged; its runs are run again")
            path.unlink()
        else:
            found.append(piece)
    return found


def part_paths(folder: Path) -> dict[str, list[Path]]:
    """Return all parts by the address of their design, in a fixed order."""
    found: dict[str, list[Path]] = {}
    for path in sorted((folder / FOLDER).glob("[!.]*.part")):
        found.setdefault(path.name.partition(".")[0], []).append(path)
    return found


def write_asked(folder: Path, number: int, point: Asked) -> None:
    """Note a point that a job of another launcher has answered."""
    write_whole(folder / FOLDER / f"{number:06d}.{point.design}.point.json", json.dumps(point))


def read_asked(folder: Path) -> list[Asked]:
    """Return the points that jobs of another launcher have answered, in their order."""
    return [Asked(*json.loads(path.read_text(encoding="utf-8"))) for path in sorted((folder / FOLDER).glob("[!.]*.point.json"))]
