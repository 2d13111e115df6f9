"""What the pictures read of a study's folder; the only file here that knows how it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import value_of
from experiments.inference.paired import STUDENT, Difference, IntervalRule, common_rows, paired_differences
from experiments.inference.runs import Runs
from experiments.results.study import Analysis
from experiments.store.arrow import rows_with, values
from experiments.wording.choices import Choice
from experiments.wording.names import METRIC
from sim.outcomes.dictionary import METRIC_NAMES, Metric

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class StudyPoint:
    """A point of a study: its address, its baseline's (None: nothing), its name, and the values that determine it."""

    design: str
    baseline: str | None
    label: str
    choices: Mapping[str, Choice]
    changes: Mapping[str, Any]

    def value(self, key: str) -> Choice | None:
        """Return what was chosen for a key, or what its parameter has."""
        return value_of(key, self.choices, self.changes)


@dataclass(frozen=True)
class Weekly:
    """A weekly series over replicates: median and 5 to 95 % band, float64 (weeks) each."""

    median: Numbers
    low: Numbers
    high: Numbers

    def times(self, factor: float) -> "Weekly":
        """Return the series in another unit."""
        return Weekly(self.median * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True)
class StudyData:
    """The points of a study that have runs, and the runs of every design by address."""

    folder: Path
    metric: Metric
    confidence: float
    varied: Sequence[str]
    points: Sequence[StudyPoint]
    runs: Mapping[str, Runs]
    rule: IntervalRule = STUDENT

    def mean(self, design: str, metric: str) -> float:
        """Return the mean of a metric over the replicates of a design; NaN without any."""
        found = self.runs[design].metrics[:, METRIC_NAMES.index(metric)]
        return float(found.mean()) if len(found) else float("nan")

    def difference(self, design: str, other: str, metric: str) -> Difference:
        """Return the paired difference of a design to another one."""
        a, b, column = self.runs[design], self.runs[other], [METRIC_NAMES.index(metric)]
        rows_a, rows_b = common_rows(a.replicates, b.replicates)
        return paired_differences(
            a.metrics[rows_a][:, column], b.metrics[rows_b][:, column], self.confidence, self.rule
        )[0]

    def against_baseline(self, point: StudyPoint, metric: str) -> Difference | None:
        """Return the paired difference of a point to its baseline; None where there is no pair."""
        difference = self.difference(point.design, point.baseline, metric) if point.baseline else None
        return difference if difference is not None and difference.pairs else None

    def best(self, points: Sequence[StudyPoint], metric: Metric) -> StudyPoint:
        """Return the point with the best mean (the highest, where neither more nor less is better)."""
        sign = metric.direction or 1
        return max(points, key=lambda point: sign * self.mean(point.design, metric.name))

    def weekly(self, design: str, name: str) -> Weekly:
        """Return a weekly series of a design."""
        rows = rows_with(self.folder / "series.parquet", "design", design, ["week", "statistic", name])
        rows = rows.sort_by("week")
        statistic, series = np.array(rows["statistic"].to_pylist()), values(rows[name]).astype(np.float64)
        return Weekly(series[statistic == "q50"], series[statistic == "q05"], series[statistic == "q95"])

    def has_runs(self, design: str) -> bool:
        """Return whether a run of a design ended."""
        return len(self.runs[design].replicates) > 0

    @property
    def replicates(self) -> str:
        """How many replicates of every point ended, in words."""
        counts = [len(self.runs[point.design].replicates) for point in self.points]
        count = f"{min(counts)}" if min(counts) == max(counts) else f"{min(counts)} to {max(counts)}"
        return f"{count} replicate{'' if max(counts) == 1 else 's'}"


def study_data(analysis: Analysis) -> StudyData:
    """Return what pictures need of a study."""
    manifest = analysis.manifest
    points: list[StudyPoint] = []
    runs: dict[str, Runs] = {}
    for kept, found in zip(manifest["points"], analysis.points, strict=True):
        runs[kept["design"]] = found.runs
        if found.baseline is not None:
            runs[str(kept["baseline"])] = found.baseline
        if len(found.runs.replicates):
            changes = manifest["designs"][kept["design"]]["changes"]
            points.append(StudyPoint(kept["design"], kept["baseline"], kept["label"], kept["choices"], changes))
    return StudyData(
        analysis.folder,
        METRIC[analysis.metric],
        manifest["confidence"],
        manifest["varied"],
        points,
        runs,
        analysis.rule,
    )
