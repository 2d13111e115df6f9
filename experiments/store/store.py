"""The store of one study while it is written: a finished run is never run twice, and a stopped study goes on.

manifest.json    what was asked, by which code, where (see manifest.py)
runs.parquet     a row a run: design, baseline, what varies, replicate, status, error, seconds, every metric
series.parquet   a row a design, week and statistic over replicates (see tables.py)
weeks.parquet    a row a run: its weekly series as lists
projects.parquet a row a project of a run, when asked for
summary.csv      a row a point and metric: mean, interval, and the paired difference to the baseline
journal/         runs that are finished while the study still runs (see journal.py)
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from experiments.configuration.points import Design, PointRecord, value_of, varied_keys
from experiments.configuration.settings import StudySettings
from experiments.inference.runs import Runs
from experiments.store.blocks import Block, Result
from experiments.store.compaction import Labels, compact, remove_journal
from experiments.store.environment import now
from experiments.store.files import written_into
from experiments.store.inventory import Inventory
from experiments.store.journal import JournalFile, journal_spans, read_points, whole_records
from experiments.store.manifest import DesignEntry, Manifest, save_manifest
from experiments.store.new_manifest import with_points
from experiments.store.reader import read_runs
from experiments.store.runs_record import record_of
from sim.outcomes.dictionary import METRIC_NAMES

ALL_REPLICATES = 2**62


class Store:
    """The open folder of a study; ``manifest`` is what it held when it was opened, with what was noted since."""

    def __init__(self, folder: Path, manifest: Manifest, settings: StudySettings) -> None:
        self.folder = folder
        self.settings = settings
        self.manifest = manifest
        self._file = JournalFile(folder)
        self._spans = journal_spans(folder)
        self._inventories: dict[str, Inventory] = {}
        self._failed_now: dict[str, set[int]] = {}

    def note(self, **facts: Any) -> None:  # noqa: ANN401 - fields of the manifest
        """Note facts about the study in its manifest, which is written when the study is complete."""
        self.manifest = replace(self.manifest, **facts)

    def block(self, design: Design, replicates: int) -> Block | None:
        """Return what is still to be run of the first ``replicates`` replicates of a design.

        A run that fails is tried once a command.
        """
        inventory = self.inventory(design.address)
        tried = self._failed_now.get(design.address, ())
        missing = [number for number in inventory.missing(replicates, self.settings) if number not in tried]
        if not missing:
            return None
        others = [run for number, run in inventory.runs.items() if number not in missing]
        projects = self.settings.keep_projects or (bool(others) and all(run.projects for run in others))
        return Block(design, missing, projects)

    def write(self, result: Result) -> None:
        """Keep finished runs of a design; raise ScenarioError where there is no room."""
        record, address = record_of(result), result.design.address
        inventory = self.inventory(address)
        with written_into(self.folder):
            span = self._file.add(record)
        self._spans.setdefault(address, []).append(span)
        if result.errors:
            self._failed_now.setdefault(address, set()).update(result.errors)
        inventory.changes = record.changes
        inventory.add(record)

    def inventory(self, address: str) -> Inventory:
        """Return what the folder holds of a design."""
        if address not in self._inventories:
            spans = self._spans.pop(address, [])
            found = dict(zip(spans, whole_records(spans), strict=True))
            records = [record for record in found.values() if record is not None]
            if records:
                self._spans[address] = [span for span, record in found.items() if record is not None]
            entry = self.manifest.designs.get(address)
            inventory = Inventory.of_entry(entry) if entry else Inventory(records[0].changes if records else {})
            for record in records:
                inventory.add(record)
            self._inventories[address] = inventory
        return self._inventories[address]

    def metrics(self, address: str, replicates: int) -> NDArray[np.float64]:
        """Return the metrics of the first ``replicates`` replicates of a design, float64 (replicates, m).

        NaN where there is no run, or where it failed.
        """
        inventory = self.inventory(address)
        found, of_journal = np.full((replicates, len(METRIC_NAMES)), np.nan), inventory.metrics
        if any(number < replicates and number not in of_journal for number in inventory.runs):
            tabled = self._tabled[address]
            rows = tabled.replicates < replicates
            found[tabled.replicates[rows]] = tabled.metrics[rows]
        for number, metrics in of_journal.items():
            if number < replicates:
                found[number] = metrics
        return found

    def mean(self, address: str, metric: str = "") -> float:
        """Return the mean of a metric, the study's unless named, over the runs of a finished design.

        NaN when all of them failed.
        """
        if not self.inventory(address).runs:
            self._read_records_of_jobs()
        found = self.metrics(address, len(self.inventory(address).runs))
        ended = Runs(np.arange(len(found)), found[~np.isnan(found).all(axis=1)], 0)
        known = ended.named(metric or self.settings.metric)
        return float(np.nanmean(known)) if np.isfinite(known).any() else float("nan")

    def count(self) -> int:
        """Return how many designs the folder holds runs of, by this command or an earlier one."""
        return len(self.manifest.designs.keys() | self._spans.keys())

    def points_of_jobs(self) -> list[PointRecord]:
        """Return the points that jobs of another launcher have answered."""
        return read_points(self.folder)

    def complete(self, points: Sequence[PointRecord]) -> None:
        """Put the tables together, note that ``points`` have been answered, and remove the journal."""
        points = _once_each(points)
        self._read_records_of_jobs()
        fresh = self._fresh(points)
        before = self.manifest.designs
        entries = before | {address: self._entry(address) for address in fresh}
        for point in points:
            entries[point.design] = replace(entries[point.design], baseline=point.baseline, choices=point.choices)
        self._inventories.clear()  # whose metrics take as much as the tables that are put together now
        with written_into(self.folder):
            compact(self.folder, {address: self._spans[address] for address in fresh}, entries, labels_of(entries))
            self.manifest = replace(with_points(self.manifest, points), designs=entries, finished=now())
            save_manifest(self.folder, self.manifest)
        remove_journal(self.folder)
        self._spans.clear()

    def _fresh(self, points: Sequence[PointRecord]) -> list[str]:
        """Return the designs with runs in the journal, in the order in which the points need them."""
        needed = dict.fromkeys(address for point in points for address in (point.design, point.baseline))
        ranks = {address: rank for rank, address in enumerate(needed)}
        held = [address for address in list(self._spans) if self.inventory(address).runs]
        return sorted(held, key=lambda one: (ranks.get(one, len(ranks)), one))

    def _entry(self, address: str) -> DesignEntry:
        before = self.manifest.designs.get(address)
        entry = self.inventory(address).entry()
        return entry if before is None else replace(entry, baseline=before.baseline, choices=before.choices)

    def _read_records_of_jobs(self) -> None:
        """Notice records that other processes have written since."""
        for address, spans in journal_spans(self.folder).items():
            if self._spans.get(address, []) != spans:
                self._spans[address] = spans
                self._inventories.pop(address, None)

    @cached_property
    def _tabled(self) -> dict[str, Runs]:
        """The runs that are in the tables already, by design."""
        return read_runs(self.folder, ALL_REPLICATES)


def labels_of(entries: Mapping[str, DesignEntry]) -> Labels:
    """Return the columns that tell designs apart: the baseline, and what varies between points."""
    varied = varied_keys([entry.choices for entry in entries.values() if entry.choices is not None])
    columns: dict[str, list[Any]] = {"baseline": [entry.baseline for entry in entries.values()]}
    for key in varied:
        columns[key] = [value_of(key, entry.choices or {}, entry.changes) for entry in entries.values()]
    return Labels({address: place for place, address in enumerate(entries)}, columns)


def _once_each(points: Sequence[PointRecord]) -> list[PointRecord]:
    """Return the first of all points that ask for the same design."""
    first: dict[str, PointRecord] = {}
    for point in points:
        first.setdefault(point.design, point)
    return list(first.values())
