"""What the points of a study say: their means, their paired differences, and their order by the study's metric."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.arrow import values
from experiments.manifest import Manifest, load_manifest
from experiments.paired import Difference, common_rows, mean_interval, paired_differences
from experiments.points import Choices
from experiments.tables import OK
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES, METRICS

DIRECTIONS = {metric.name: metric.direction for metric in METRICS}


class Mean(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Runs:
    """The runs of one design that ended: their replicates, int64 (r), their metrics, float64 (r, m), and how many failed."""

    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    failed: int


@dataclass(frozen=True)
class PointRuns:
    """A point of a study with its runs and those of its baseline."""

    label: str
    choices: Choices
    design: str
    runs: Runs
    baseline: Runs | None


@dataclass(frozen=True)
class Analysis:
    """The points of the latest command of a study, in the order in which they were asked for."""

    folder: Path
    manifest: Manifest
    points: Sequence[PointRuns]

    @property
    def metric(self) -> str:
        """Name of the metric by which points are ranked."""
        return str(self.manifest["metric"])

    @cached_property
    def ranked(self) -> list[PointRuns]:
        """The points, best first by the mean of the metric; those without any run last."""
        sign = -1.0 if DIRECTIONS[self.metric] >= 0 else 1.0
        means = {point.design: self.means(point)[self.metric].mean for point in self.points}
        return sorted(self.points, key=lambda point: (math.isnan(means[point.design]), sign * means[point.design]))

    @property
    def best(self) -> PointRuns:
        """The point with the best mean."""
        return self.ranked[0]

    def means(self, point: PointRuns) -> dict[str, Mean]:
        """Return the mean of every metric with its interval."""
        return self.means_of(point.runs)

    def means_of(self, runs: Runs) -> dict[str, Mean]:
        """Return the mean of every metric over runs with its interval."""
        bounds = mean_interval(runs.metrics, self.manifest["confidence"])
        return {name: Mean(*values) for name, *values in zip(METRIC_NAMES, *(bound.tolist() for bound in bounds), strict=True)}

    def differences(self, point: PointRuns, other: PointRuns) -> dict[str, Difference]:
        """Return by how much a point exceeds another, pair by pair, for every metric."""
        return self._differences(point.runs, other.runs)

    def against_baseline(self, point: PointRuns) -> dict[str, Difference] | None:
        """Return by how much a point exceeds its baseline, pair by pair, for every metric; None where it has none."""
        return None if point.baseline is None else self._differences(point.runs, point.baseline)

    @cached_property
    def behind_best(self) -> dict[str, Difference]:
        """By how much the best point exceeds every other on the metric, by address."""
        return {point.design: self.differences(self.best, point)[self.metric] for point in self.ranked[1:]}

    def undecided_against_best(self) -> list[str]:
        """Return the addresses of the points that cannot be told from the best."""
        direction = DIRECTIONS[self.metric]
        return [address for address, found in self.behind_best.items() if not found.verdict(direction).decided]

    def _differences(self, a: Runs, b: Runs) -> dict[str, Difference]:
        rows_a, rows_b = common_rows(a.replicates, b.replicates)
        found = paired_differences(a.metrics[rows_a], b.metrics[rows_b], self.manifest["confidence"])
        return dict(zip(METRIC_NAMES, found, strict=True))


def analyse(folder: Path) -> Analysis:
    """Read a study; raise ScenarioError where there is none that has been finished."""
    manifest = load_manifest(folder)
    if manifest is None or not manifest["points"]:
        raise ScenarioError(f"{folder} holds no finished study; run it first")
    runs = _read_runs(folder, manifest["replicates"])
    points = [
        PointRuns(point["label"], point["choices"], point["design"], runs[point["design"]], runs.get(point["baseline"]))
        for point in manifest["points"]
    ]
    return Analysis(folder, manifest, points)


def _read_runs(folder: Path, replicates: int) -> dict[str, Runs]:
    with pq.ParquetFile(folder / "runs.parquet") as file:
        table = file.read(columns=["design", "replicate", "status", *METRIC_NAMES])
    place: dict[str, int] = {}
    design = np.array([place.setdefault(str(address), len(place)) for address in table["design"].to_pylist()])
    number = values(table["replicate"])
    ended = np.array([status == OK for status in table["status"].to_pylist()])
    metrics = np.column_stack([values(table[name]) for name in METRIC_NAMES])
    order = np.argsort(design, kind="stable")
    blocks = np.split(order, np.searchsorted(design[order], np.arange(1, len(place))))
    blocks = [rows[number[rows] < replicates] for rows in blocks]
    return {
        address: Runs(number[rows[ended[rows]]], metrics[rows[ended[rows]]], int((~ended[rows]).sum()))
        for address, rows in zip(place, blocks, strict=True)
    }
