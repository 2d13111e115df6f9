"""What the points of a study say: their means, their paired differences, and their order by the study's metric."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from experiments.configuration.points import Choices
from experiments.inference.confidence_sequence import ANYTIME, RULES, together
from experiments.inference.paired import (
    STUDENT,
    Difference,
    Differences,
    IntervalRule,
    Numbers,
    differences_of,
    means_of,
)
from experiments.inference.runs import Runs
from experiments.store.manifest import Manifest, finished_study
from experiments.store.reader import read_runs
from sim.outcomes.dictionary import METRIC_NAMES, METRICS

DIRECTIONS = {metric.name: metric.direction for metric in METRICS}


class Mean(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class PointRuns:
    """A point of a study with its runs and those of its baseline, which has an address, too."""

    label: str
    choices: Choices
    design: str
    runs: Runs
    baseline: Runs | None
    baseline_design: str | None = None


@dataclass(frozen=True)
class Analysis:
    """The points of the latest command of a study, in the order in which they were asked for."""

    folder: Path
    manifest: Manifest
    points: Sequence[PointRuns]

    @property
    def confidence(self) -> float:
        """Confidence of every interval."""
        return float(self.manifest["confidence"])

    @property
    def rule(self) -> IntervalRule:
        """How intervals are made: wider ones where the study stopped when it knew enough."""
        return RULES[self.manifest.get("interval", STUDENT.name)]

    @property
    def ranking_confidence(self) -> float:
        """Confidence of each difference to the best.

        Of all of them together, where the study stopped when it knew enough.
        """
        return together(self.confidence, len(self.points)) if self.rule is ANYTIME else self.confidence

    @property
    def metric(self) -> str:
        """Name of the metric by which points are ranked."""
        return str(self.manifest["metric"])

    @cached_property
    def ranked(self) -> list[PointRuns]:
        """The points, best first by the mean of the metric; those without any run last."""
        sign = -1.0 if DIRECTIONS[self.metric] >= 0 else 1.0
        values = self._comparable
        order = sorted(range(len(values)), key=lambda place: (math.isnan(values[place]), sign * values[place]))
        return [self.points[place] for place in order]

    @cached_property
    def _comparable(self) -> list[float]:
        """By what points are ranked.

        Their means, or by how much each exceeds one that has most runs, in the pairs they have.

        Where a study stopped point by point, the runs of points are over different luck, and means would not compare.
        """
        column = METRIC_NAMES.index(self.metric)
        means: list[float] = self.mean_table[0][:, column].tolist()
        if self.rule is not ANYTIME:
            return means
        yardstick = max(self.points, key=lambda point: len(point.runs.replicates))
        pairs = [(point.runs, yardstick.runs) for point in self.points]
        leads: list[float] = differences_of(pairs, self.confidence, [column], self.rule).mean[:, 0].tolist()
        return leads

    @property
    def best(self) -> PointRuns:
        """The point with the best mean."""
        return self.ranked[0]

    @cached_property
    def mean_table(self) -> tuple[Numbers, Numbers, Numbers]:
        """Mean, lower and upper bound of every metric of every point, float64 (points, metrics) each."""
        return means_of([point.runs for point in self.points], self.confidence, self.rule)

    @cached_property
    def baseline_table(self) -> Differences:
        """By how much every point that has a baseline exceeds it, in the order of ``with_baseline``."""
        pairs = [(point.runs, point.baseline) for point in self.with_baseline if point.baseline is not None]
        return differences_of(pairs, self.confidence, rule=self.rule)

    @cached_property
    def with_baseline(self) -> list[PointRuns]:
        """The points that have a baseline."""
        return [point for point in self.points if point.baseline is not None]

    def means(self, point: PointRuns) -> dict[str, Mean]:
        """Return the mean of every metric with its interval."""
        row = self._place[point.design]
        columns = (bound[row].tolist() for bound in self.mean_table)
        return {name: Mean(*values) for name, *values in zip(METRIC_NAMES, *columns, strict=True)}

    def mean(self, point: PointRuns) -> float:
        """Return the mean of the study's metric."""
        return float(self.mean_table[0][self._place[point.design], METRIC_NAMES.index(self.metric)])

    def means_of(self, runs: Runs) -> dict[str, Mean]:
        """Return the mean of every metric over runs with its interval."""
        columns = (bound[0].tolist() for bound in means_of([runs], self.confidence, self.rule))
        return {name: Mean(*values) for name, *values in zip(METRIC_NAMES, *columns, strict=True)}

    def differences(self, point: PointRuns, other: PointRuns) -> dict[str, Difference]:
        """Return by how much a point exceeds another, pair by pair, for every metric."""
        return self._by_metric(differences_of([(point.runs, other.runs)], self.confidence, rule=self.rule).of(0))

    def against_baseline(self, point: PointRuns) -> dict[str, Difference] | None:
        """Return by how much a point exceeds its baseline, pair by pair, for every metric; None where it has none."""
        if point.baseline is None:
            return None
        return self._by_metric(self.baseline_table.of(self._place_of_baseline[point.design]))

    @cached_property
    def behind_best(self) -> dict[str, Difference]:
        """By how much the best point exceeds every other on the metric, by address."""
        others, column = self.ranked[1:], [METRIC_NAMES.index(self.metric)]
        found = differences_of(
            [(self.best.runs, point.runs) for point in others], self.ranking_confidence, column, self.rule
        )
        return {point.design: self._in_practice(found.of(place)[0]) for place, point in enumerate(others)}

    def undecided_against_best(self) -> list[str]:
        """Return the addresses of the points that cannot be told from the best."""
        direction = DIRECTIONS[self.metric]
        return [address for address, found in self.behind_best.items() if not found.verdict(direction).decided]

    def _by_metric(self, found: Sequence[Difference]) -> dict[str, Difference]:
        named = dict(zip(METRIC_NAMES, found, strict=True))
        return named | {self.metric: self._in_practice(named[self.metric])}

    def _in_practice(self, found: Difference) -> Difference:
        """Return a difference in the study's metric with what makes no difference in practice."""
        return found._replace(equivalence=self.manifest.get("equivalence", 0.0))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {point.design: place for place, point in enumerate(self.points)}

    @cached_property
    def _place_of_baseline(self) -> dict[str, int]:
        return {point.design: place for place, point in enumerate(self.with_baseline)}


def analyse(folder: Path) -> Analysis:
    """Read a study; raise ScenarioError where there is none that has been finished."""
    manifest = finished_study(folder)
    runs = read_runs(folder, manifest["replicates"])
    points = [
        PointRuns(
            point["label"],
            point["choices"],
            point["design"],
            runs[point["design"]],
            runs.get(point["baseline"]),
            point["baseline"],
        )
        for point in manifest["points"]
    ]
    return Analysis(folder, manifest, points)
