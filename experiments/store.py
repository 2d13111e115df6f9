"""The store: the folder of one study, in which a finished design is never run twice and a stopped study goes on.

manifest.json    what was asked, by which code, where (see manifest.py)
runs.parquet     a row a run: design, baseline, what varies, replicate, status, error, seconds, every metric
series.parquet   a row a design, week and statistic over replicates (see tables.py); series_full.parquet: every run
projects.parquet a row a project of a run, when asked for
summary.csv      a row a point and metric: mean, interval, and the paired difference to the baseline
parts/           designs that are finished while the study still runs
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from experiments.arrow import values
from experiments.consolidate import Labels, consolidate
from experiments.lock import FolderLock
from experiments.manifest import Manifest, load_manifest, new_manifest, now, save_manifest, with_points
from experiments.parts import FOLDER, Entry, Result, part_addresses, part_entry, part_path, read_asked, read_part, satisfies, write_part
from experiments.points import Asked, value_of, varied_keys
from experiments.progress import note
from experiments.settings import StudySettings
from sim.compiled import source_stamp
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES


class Store:
    """The open folder of a study; ``manifest`` is what it held when it was opened."""

    def __init__(self, folder: Path, manifest: Manifest | None, settings: StudySettings) -> None:
        self.folder = folder
        self.settings = settings
        self.manifest = manifest or {"designs": {}}

    def finished(self, address: str) -> bool:
        """Return whether a design needs not be run again."""
        return satisfies(part_entry(self.folder, address) or self.manifest["designs"].get(address), self.settings)

    def write(self, result: Result) -> None:
        """Keep a finished design."""
        write_part(self.folder, result, self.settings)

    def mean(self, address: str, metric: str = "") -> float:
        """Return the mean of a metric, the study's unless named, over the runs of a finished design (NaN when all of them failed)."""
        metric = metric or self.settings.metric
        path = part_path(self.folder, address)
        if path.exists():
            found = read_part(path).metrics[:, METRIC_NAMES.index(metric)]
        else:
            import pyarrow.parquet as pq

            rows = pq.read_table(self.folder / "runs.parquet", filters=[("design", "=", address)])
            found = values(rows[metric])
        return float(np.nanmean(found)) if np.isfinite(found).any() else float("nan")

    def count(self) -> int:
        """Return how many designs the folder holds, finished by this command or an earlier one."""
        return len(self.manifest["designs"].keys() | set(part_addresses(self.folder)))

    def asked_by_jobs(self) -> list[Asked]:
        """Return the points that jobs of another launcher have answered."""
        return read_asked(self.folder)

    def complete(self, points: Sequence[Asked]) -> None:
        """Put the tables together and note that ``points`` have been answered."""
        points = _once_each(points)
        asked = dict.fromkeys(address for point in points for address in (point.design, point.baseline))
        ranks = {address: rank for rank, address in enumerate(asked)}
        fresh = sorted(part_addresses(self.folder), key=lambda address: ranks.get(address, len(ranks)))
        entries: dict[str, Entry] = self.manifest["designs"] | {address: part_entry(self.folder, address) for address in fresh}
        for point in points:
            entries[point.design] = entries[point.design] | {"baseline": point.baseline, "choices": point.choices}
        consolidate(self.folder, fresh, self.manifest["designs"].keys() - set(fresh), labels_of(entries))
        self.manifest = with_points(self.manifest, points) | {"designs": entries, "finished": now()}
        save_manifest(self.folder, self.manifest)


@contextmanager
def opened(settings: StudySettings, command: Sequence[str], configuration: Mapping[str, Any]) -> Iterator[Store]:
    """Open the folder of a study for writing, and hold it; raise ScenarioError where that cannot be."""
    folder = settings.path
    check_folder(folder)
    try:
        _set_older_aside(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock.taken(folder)
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder} ({error.strerror or error}); give another study.folder") from None
    try:
        before = load_manifest(folder) or {}
        kept = {name: before[name] for name in ("varied", "points", "designs") if name in before}
        manifest = new_manifest(settings, command, configuration) | kept
        (folder / FOLDER).mkdir(exist_ok=True)
        for path in (folder / FOLDER).glob("*.point.json"):
            path.unlink()
        save_manifest(folder, manifest)
        yield Store(folder, manifest, settings)
    finally:
        lock.release()


def check_folder(folder: Path) -> None:
    """Raise ScenarioError unless a study can be kept in ``folder``; change nothing."""
    load_manifest(folder)
    place = folder
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise ScenarioError(f"cannot write into {place}; give another study.folder")


def labels_of(entries: Mapping[str, Entry]) -> Labels:
    """Return the columns that tell designs apart: the baseline, and what varies between points."""
    varied = varied_keys([entry["choices"] for entry in entries.values() if "choices" in entry])
    columns = {key: [value_of(key, entry.get("choices", {}), entry["changes"]) for entry in entries.values()] for key in varied}
    baselines = [entry.get("baseline") for entry in entries.values()]
    return Labels({address: place for place, address in enumerate(entries)}, {"baseline": baselines} | columns)


def _once_each(points: Sequence[Asked]) -> list[Asked]:
    """Return the first of all points that ask for the same design."""
    first: dict[str, Asked] = {}
    for point in points:
        first.setdefault(point.design, point)
    return list(first.values())


def _set_older_aside(folder: Path) -> None:
    """Give the folder of another version of the model another name: its runs say nothing about this one."""
    manifest = load_manifest(folder)
    if manifest is None or manifest["code"]["source"] == source_stamp():
        return
    FolderLock.taken(folder).release()
    aside = folder.with_name(f"{folder.name}.{manifest['code']['source'][:8]}")
    number = 1
    while aside.exists():
        number += 1
        aside = folder.with_name(f"{folder.name}.{manifest['code']['source'][:8]}.{number}")
    folder.replace(aside)
    note(f"{folder} was made by another version of the model; it is kept as {aside}")
