"""Part files: each finished design is kept at once, on its own, until the study's tables are put together.

A part is one file, written under a temporary name first: a line of JSON (the entry of the design and what went wrong),
then NumPy arrays one after the other. It is there whole or not at all, so a study that was killed knows what it has.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from experiments.manifest import write_whole
from experiments.points import Asked, Design
from experiments.settings import StudySettings
from experiments.statistics import weekly_statistics
from sim.engine import Outcome
from sim.outcomes.dictionary import METRIC_NAMES

FOLDER = "parts"
ARRAYS = ("replicates", "metrics", "statistics", "projects", "series")

Entry = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What the runs of a design gave: the outcome of those that ended, and the error of those that did not."""

    design: Design
    outcome: Outcome
    errors: Mapping[int, str]
    seconds: float

    def entry(self, settings: StudySettings) -> Entry:
        """Return what the study remembers of this design."""
        return {
            "changes": self.design.changes,
            "replicates": len(self.outcome.replicates) + len(self.errors),
            "failed": len(self.errors),
            "projects": settings.keep_projects,
            "full_series": settings.full_series,
        }


@dataclass(frozen=True)
class Part:
    """A finished design as it was kept.

    Attributes:
        design: its address.
        entry: what the study remembers of it.
        errors: texts of failed runs by replicate; such runs have NaN metrics, and no series and no projects.
        seconds: time a run took, averaged over the command until this design was finished.
        replicates: int64 (r).
        metrics: float64 (r, len(METRICS)).
        statistics: float32 (w, len(STATISTICS), len(SERIES)).
        projects: PROJECT (ended runs, p), or None unless they were asked for.
        series: float32 (ended runs, w, len(SERIES)), or None unless it was asked for.

    """

    design: str
    entry: Entry
    errors: dict[int, str]
    seconds: float
    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    statistics: NDArray[np.float32]
    projects: NDArray[np.void] | None
    series: NDArray[np.float32] | None

    @property
    def ended(self) -> NDArray[np.int64]:
        """Replicates of the runs that ended."""
        return self.replicates[[number not in self.errors for number in self.replicates.tolist()]]


def satisfies(entry: Entry | None, settings: StudySettings) -> bool:
    """Return whether a design with this entry needs not be run again for these settings."""
    return (
        entry is not None
        and entry["failed"] == 0
        and entry["replicates"] >= settings.replicates
        and entry["projects"] >= settings.keep_projects
        and entry["full_series"] >= settings.full_series
    )


def write_part(folder: Path, result: Result, settings: StudySettings) -> None:
    """Write the part of one design into the study's folder."""
    outcome = result.outcome
    replicates = np.array(sorted([*outcome.replicates.tolist(), *result.errors]), np.int64)
    metrics = np.full((len(replicates), len(METRIC_NAMES)), np.nan)
    metrics[np.isin(replicates, outcome.replicates)] = outcome.metrics
    arrays: dict[str, NDArray[Any] | None] = {
        "replicates": replicates,
        "metrics": metrics,
        "statistics": weekly_statistics(outcome.series),
        "projects": outcome.projects,
        "series": outcome.series if settings.full_series else None,
    }
    kept = {name: array for name, array in arrays.items() if array is not None}
    head = {"entry": result.entry(settings), "errors": result.errors, "seconds": result.seconds, "arrays": list(kept)}
    path = part_path(folder, result.design.address)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        for array in kept.values():
            np.save(file, array, allow_pickle=False)
    draft.replace(path)


def read_part(path: Path) -> Part:
    """Return a part."""
    with path.open("rb") as file:
        head = _head(file)
        arrays = dict.fromkeys(ARRAYS) | {name: np.load(file, allow_pickle=False) for name in head["arrays"]}
    errors = {int(number): text for number, text in head["errors"].items()}
    return Part(path.stem, head["entry"], errors, head["seconds"], **arrays)


def part_path(folder: Path, address: str) -> Path:
    """Return where the part of a design lies."""
    return folder / FOLDER / f"{address}.part"


def part_entry(folder: Path, address: str) -> Entry | None:
    """Return the entry of a design that has a part, else None."""
    try:
        with part_path(folder, address).open("rb") as file:
            entry: Entry = _head(file)["entry"]
            return entry
    except FileNotFoundError:
        return None


def part_addresses(folder: Path) -> list[str]:
    """Return the addresses of all parts, in a fixed order."""
    return sorted(path.stem for path in (folder / FOLDER).glob("[!.]*.part"))


def write_asked(folder: Path, number: int, point: Asked) -> None:
    """Note a point that a job of another launcher has answered."""
    write_whole(folder / FOLDER / f"{number:06d}.{point.design}.point.json", json.dumps(point))


def read_asked(folder: Path) -> list[Asked]:
    """Return the points that jobs of another launcher have answered, in their order."""
    return [Asked(*json.loads(path.read_text(encoding="utf-8"))) for path in sorted((folder / FOLDER).glob("[!.]*.point.json"))]


def _head(file: IO[bytes]) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(file.readline())
    return head
