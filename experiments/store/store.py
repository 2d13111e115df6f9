"""The store: the folder of one study, in which a finished run is never run twice and a stopped study goes on.

manifest.json    what was asked, by which code, where (see manifest.py)
runs.parquet     a row a run: design, baseline, what varies, replicate, status, error, seconds, every metric
series.parquet   a row a design, week and statistic over replicates (see tables.py); series_full.parquet: every run
weeks.parquet    the weekly series of every run, packed (see packed.py), so that replicates can be added
projects.parquet a row a project of a run, when asked for
summary.csv      a row a point and metric: mean, interval, and the paired difference to the baseline
parts/           runs that are finished while the study still runs (see parts.py)
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import Asked, Design, value_of, varied_keys
from experiments.configuration.settings import StudySettings
from experiments.store.arrow import values
from experiments.store.blocks import Block, Result
from experiments.store.compaction import Labels, consolidate, remove_parts
from experiments.store.environment import now
from experiments.store.inventory import Kept
from experiments.store.journal import Entry, PartFile, part_places, piece_of, read_asked, whole_part
from experiments.store.manifest import Manifest, save_manifest, with_points
from sim.errors import ScenarioError, reason
from sim.outcomes.dictionary import METRIC_NAMES

NO_ROOM = "what is finished is kept, and the same command goes on from there when that has been put right"


class Store:
    """The open folder of a study; ``manifest`` is what it held when it was opened."""

    def __init__(self, folder: Path, manifest: Manifest | None, settings: StudySettings) -> None:
        self.folder = folder
        self.settings = settings
        self.manifest = manifest or {"designs": {}}
        self._file = PartFile(folder)
        self._places = part_places(folder)
        self._kept: dict[str, Kept] = {}
        self._failed_now: dict[str, set[int]] = {}

    def block(self, design: Design, replicates: int) -> Block | None:
        """Return what is still to be run of the first ``replicates`` replicates of a design.

        A run that fails is tried once a command.
        """
        kept = self.kept(design.address)
        tried = self._failed_now.get(design.address, ())
        missing = [number for number in kept.missing(replicates, self.settings) if number not in tried]
        if not missing:
            return None
        others = [held for number, held in kept.runs.items() if number not in missing]
        projects = self.settings.keep_projects or (bool(others) and all(held.projects for held in others))
        full_series = self.settings.full_series or (bool(others) and all(held.full_series for held in others))
        return Block(design, missing, projects, full_series)

    def write(self, result: Result) -> None:
        """Keep finished runs of a design; raise ScenarioError where there is no room."""
        piece, address = piece_of(result), result.design.address
        kept = self.kept(address)
        try:
            place = self._file.add(piece)
        except OSError as error:
            raise ScenarioError(f"cannot write into {self.folder} ({reason(error)}); {NO_ROOM}") from None
        self._places.setdefault(address, []).append(place)
        self._failed_now.setdefault(address, set()).update(result.errors)
        kept.changes = piece.changes
        kept.add(piece)

    def kept(self, address: str) -> Kept:
        """Return what the folder holds of a design."""
        if address not in self._kept:
            found = {place: whole_part(place) for place in self._places.pop(address, [])}
            pieces = [piece for piece in found.values() if piece is not None]
            if pieces:
                self._places[address] = [place for place, piece in found.items() if piece is not None]
            entry = self.manifest["designs"].get(address)
            kept = Kept.of_entry(entry) if entry else Kept(pieces[0].changes if pieces else {})
            for piece in pieces:
                kept.add(piece)
            self._kept[address] = kept
        return self._kept[address]

    def metrics(self, address: str, replicates: int) -> NDArray[np.float64]:
        """Return the metrics of the first ``replicates`` replicates of a design, float64 (replicates, m).

        NaN where there is no run.
        """
        kept = self.kept(address)
        found = np.full((replicates, len(METRIC_NAMES)), np.nan)
        for number in range(replicates):
            if number in kept.metrics:
                found[number] = kept.metrics[number]
            elif number in kept.runs:
                found[number] = self._tabled[address][number]
        return found

    def mean(self, address: str, metric: str = "") -> float:
        """Return the mean of a metric, the study's unless named, over the runs of a finished design.

        NaN when all of them failed.
        """
        if not self.kept(address).runs:
            self._read_parts_of_jobs()
        found = self.metrics(address, len(self.kept(address).runs))[
            :, METRIC_NAMES.index(metric or self.settings.metric)
        ]
        return float(np.nanmean(found)) if np.isfinite(found).any() else float("nan")

    def count(self) -> int:
        """Return how many designs the folder holds runs of, by this command or an earlier one."""
        return len(self.manifest["designs"].keys() | self._places.keys())

    def asked_by_jobs(self) -> list[Asked]:
        """Return the points that jobs of another launcher have answered."""
        return read_asked(self.folder)

    def complete(self, points: Sequence[Asked]) -> None:
        """Put the tables together, note that ``points`` have been answered, and remove the parts."""
        points = _once_each(points)
        asked = dict.fromkeys(address for point in points for address in (point.design, point.baseline))
        ranks = {address: rank for rank, address in enumerate(asked)}
        self._read_parts_of_jobs()
        fresh = sorted(
            (address for address in list(self._places) if self.kept(address).runs),
            key=lambda one: (ranks.get(one, len(ranks)), one),
        )
        before: Mapping[str, Entry] = self.manifest["designs"]
        entries = {**before, **{address: before.get(address, {}) | self._entry(address) for address in fresh}}
        for point in points:
            entries[point.design] = entries[point.design] | {"baseline": point.baseline, "choices": point.choices}
        try:
            consolidate(self.folder, {address: self._places[address] for address in fresh}, entries, labels_of(entries))
            self.manifest = with_points(self.manifest, points) | {"designs": entries, "finished": now()}
            save_manifest(self.folder, self.manifest)
        except OSError as error:
            raise ScenarioError(f"cannot write into {self.folder} ({reason(error)}); {NO_ROOM}") from None
        remove_parts(self.folder)

    def _entry(self, address: str) -> Entry:
        entry = self.kept(address).entry()
        return entry | {"weeks": entry["weeks"] and self.settings.keep_weeks}

    def _read_parts_of_jobs(self) -> None:
        """Notice parts that other processes have written since."""
        for address, places in part_places(self.folder).items():
            if self._places.get(address, []) != places:
                self._places[address] = places
                self._kept.pop(address, None)

    @cached_property
    def _tabled(self) -> dict[str, dict[int, NDArray[np.float64]]]:
        """Metrics of the runs that are in the tables already, by design and replicate."""
        import pyarrow.parquet as pq

        rows = pq.read_table(self.folder / "runs.parquet", columns=["design", "replicate", *METRIC_NAMES])
        metrics = np.column_stack([values(rows[name]) for name in METRIC_NAMES])
        found: dict[str, dict[int, NDArray[np.float64]]] = {}
        for place, (address, number) in enumerate(
            zip(rows["design"].to_pylist(), values(rows["replicate"]).tolist(), strict=True)
        ):
            found.setdefault(str(address), {})[number] = metrics[place]
        return found


def labels_of(entries: Mapping[str, Entry]) -> Labels:
    """Return the columns that tell designs apart: the baseline, and what varies between points."""
    varied = varied_keys([entry["choices"] for entry in entries.values() if "choices" in entry])
    columns = {
        key: [value_of(key, entry.get("choices", {}), entry["changes"]) for entry in entries.values()] for key in varied
    }
    baselines = [entry.get("baseline") for entry in entries.values()]
    return Labels({address: place for place, address in enumerate(entries)}, {"baseline": baselines} | columns)


def _once_each(points: Sequence[Asked]) -> list[Asked]:
    """Return the first of all points that ask for the same design."""
    first: dict[str, Asked] = {}
    for point in points:
        first.setdefault(point.design, point)
    return list(first.values())
