"""What the points of a study say: their means, their paired differences, and their order by the study's metric."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.constraints import Constraint, checked_constraints
from experiments.configuration.dates import calendar_told
from experiments.configuration.points import Choices, value_of
from experiments.configuration.settings import check_metric
from experiments.inference.confidence_sequence import ANYTIME, RULES, together
from experiments.inference.matters import matters
from experiments.inference.paired import (
    Difference,
    IntervalRule,
    Numbers,
    differences_of,
    means_of,
    unpaired_difference,
)
from experiments.inference.runs import Runs
from experiments.input.own_metrics import WithOwn
from experiments.results.adjusted import adjusted, families, judged
from experiments.results.bounded import within_bounds
from experiments.results.constraints import Kept, standing
from experiments.results.in_blocks import DifferencesInBlocks
from experiments.results.levels import Mean, Weekly
from experiments.results.likeness import unlike
from experiments.store.manifest import Manifest, finished_manifest
from experiments.store.reader import read_bands, read_projects, read_runs, values_in_week
from experiments.store.so_far import readable
from experiments.wording.calendar import Calendar
from experiments.wording.choices import Choice
from experiments.wording.quantities import confidence_text
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES, METRICS

DIRECTIONS = WithOwn({metric.name: metric.direction for metric in METRICS}, lambda metric: metric.direction)
POINTS_AT_ONCE = 500
NO_RUNS = Runs(np.zeros(0, np.int64), np.zeros((0, len(METRIC_NAMES))), 0)


@dataclass(frozen=True)
class StudyPoint:
    """A point of a study with its runs and those of its baseline.

    Attributes:
        label: what tells it from the others; ``choices``: what was chosen to get it.
        changes: values that differ from the declared default.
        design, baseline: the address of its design and of what it is compared with (None: nothing).
        runs, baseline_runs: their runs.

    """

    label: str
    choices: Choices
    changes: Mapping[str, Any]
    design: str
    baseline: str | None
    runs: Runs
    baseline_runs: Runs | None

    def value(self, key: str) -> Choice | None:
        """Return what was chosen for a key, or what its parameter has."""
        return value_of(key, self.choices, self.changes)

    @property
    def has_runs(self) -> bool:
        """Whether a run of it ended."""
        return len(self.runs.replicates) > 0


@dataclass(frozen=True)
class Study:
    """A finished study as it is read: the points of its latest command, in the order in which they were asked for."""

    folder: Path
    manifest: Manifest
    points: Sequence[StudyPoint]

    @property
    def confidence(self) -> float:
        """Confidence of every interval."""
        return self.manifest.confidence

    @property
    def rule(self) -> IntervalRule:
        """How intervals are made: wider ones where the study stopped when it knew enough."""
        return RULES[self.manifest.interval]

    @property
    def ranking_confidence(self) -> float:
        """Confidence of each difference to the best.

        Of all of them together, where the study stopped when it knew enough.
        """
        return together(self.confidence, len(self.points)) if self.rule is ANYTIME else self.confidence

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of its metrics in the order of their columns: the declared ones, then its own."""
        return (*METRIC_NAMES, *self.manifest.own_metrics)

    @property
    def calendar(self) -> Calendar | None:
        """On which day its weeks begin; None where the study says none."""
        return calendar_told(self.manifest.settings)

    @property
    def confidence_text(self) -> str:
        """Confidence of every interval, in words."""
        return confidence_text(self.confidence)

    @property
    def direction(self) -> int:
        """Whether more (+1) or less (-1) of the metric is better (0: neither)."""
        return DIRECTIONS[self.metric]

    @property
    def varied(self) -> tuple[str, ...]:
        """Keys in which the points differ."""
        return self.manifest.varied

    @property
    def metric(self) -> str:
        """Name of the metric by which points are ranked."""
        return self.manifest.metric

    @cached_property
    def ranked(self) -> list[StudyPoint]:
        """The points, best first by the mean of the metric.

        Those that break a constraint come after those that keep all, and those without any run last.
        """
        sign = -1.0 if DIRECTIONS[self.metric] >= 0 else 1.0
        values = zip(self._comparable, self.points, strict=True)
        keys = [(math.isnan(value), bool(self.breaks(point)), sign * value) for value, point in values]
        return [self.points[place] for place in sorted(range(len(keys)), key=keys.__getitem__)]

    @cached_property
    def constraints(self) -> Sequence[Constraint]:
        """What every plan must keep to be recommended."""
        return checked_constraints(str(self.manifest.settings.get("require", "")), "study.require", check_metric)

    def breaks(self, point: StudyPoint) -> list[Kept]:
        """Return the constraints that a point breaks."""
        return [kept for kept in self.kept(point) if kept.broken]

    def kept(self, point: StudyPoint) -> list[Kept]:
        """Return how a point stands to every constraint."""
        return standing(self.constraints, self.means, self.against_baseline, point, self.matters)

    @cached_property
    def _comparable(self) -> list[float]:
        """By what points are ranked.

        Their means, or by how much each exceeds one that has most runs, in the pairs they have.

        Where a study stopped point by point, the runs of points are over different luck, and means would not compare.
        """
        column = self._column
        means: list[float] = self.mean_table[0][:, column].tolist()
        if self.rule is not ANYTIME or self.unlike:
            return means
        yardstick = max(self.points, key=lambda point: len(point.runs.replicates))
        pairs = [(point.runs, yardstick.runs) for point in self.points]
        leads: list[float] = differences_of(pairs, self.confidence, [column], self.rule).mean[:, 0].tolist()
        return leads

    @property
    def best(self) -> StudyPoint:
        """The point with the best mean."""
        return self.ranked[0]

    @cached_property
    def mean_table(self) -> tuple[Numbers, Numbers, Numbers]:
        """Mean, lower and upper bound of every metric of every point, float64 (points, metrics) each."""
        return self._bounded([point.runs for point in self.points])

    def _bounded(self, runs: Sequence[Runs]) -> tuple[Numbers, Numbers, Numbers]:
        found = np.empty((3, len(runs), len(self.names)))
        for first in range(0, len(runs), POINTS_AT_ONCE):
            part = runs[first : first + POINTS_AT_ONCE]
            bounds = means_of(part, self.confidence, self.rule)
            found[:, first : first + len(part)] = within_bounds(part, bounds, self.confidence, self.rule)
        mean, low, high = found
        return mean, low, high

    @cached_property
    def unlike(self) -> str:
        """The first parameter by which points have other luck or people than the first point, empty where none has."""
        first = self.points[0].changes
        return next((name for point in self.points[1:] if (name := unlike(first, point.changes))), "")

    @cached_property
    def baseline_table(self) -> DifferencesInBlocks:
        """By how much every point that has a baseline exceeds it, in the order of ``with_baseline``."""
        pairs = [(point.runs, point.baseline_runs) for point in self.with_baseline if point.baseline_runs is not None]
        return DifferencesInBlocks(pairs, len(self.names), self.confidence, self.rule)

    @cached_property
    def with_baseline(self) -> list[StudyPoint]:
        """The points that have a baseline."""
        return [point for point in self.points if point.baseline_runs is not None]

    def means(self, point: StudyPoint) -> dict[str, Mean]:
        """Return the mean of every metric with its interval."""
        row = self._place[point.design]
        columns = (bound[row].tolist() for bound in self.mean_table)
        return {name: Mean(*values) for name, *values in zip(self.names, *columns, strict=True)}

    def mean(self, point: StudyPoint) -> float:
        """Return the mean of the study's metric."""
        return float(self.mean_table[0][self._place[point.design], self._column])

    def means_of(self, runs: Runs) -> dict[str, Mean]:
        """Return the mean of every metric over runs with its interval."""
        columns = (bound[0].tolist() for bound in self._bounded([runs]))
        return {name: Mean(*values) for name, *values in zip(self.names, *columns, strict=True)}

    def differences(self, point: StudyPoint, other: StudyPoint) -> dict[str, Difference]:
        """Return by how much a point exceeds another, for every metric: pair by pair where both share their luck."""
        if unlike(point.changes, other.changes):
            return self._by_metric([self._unpaired(point, other, column) for column in range(len(self.names))])
        found = differences_of([(point.runs, other.runs)], self.confidence, rule=self.rule)
        p = adjusted(found, self.rule, self._column)[1][0].tolist()
        return self._by_metric(judged(found.of(0), p, self.confidence))

    def _unpaired(self, one: StudyPoint, other: StudyPoint, column: int, confidence: float = 0.0) -> Difference:
        here, there = (point.runs.averaged[:, column] for point in (one, other))
        return unpaired_difference(here, there, confidence or self.confidence, self.rule)

    def against_baseline(self, point: StudyPoint) -> dict[str, Difference] | None:
        """Return by how much a point exceeds its baseline, pair by pair, for every metric; None where it has none."""
        if point.baseline_runs is None:
            return None
        place = self._place_of_baseline[point.design]
        p = self.baseline_chances[1][place].tolist()
        return self._by_metric(judged(self.baseline_table.of(place), p, self.confidence))

    def baseline_means(self, places: Sequence[int]) -> Numbers:
        """Return the means of some baselines of ``with_baseline`` in their pairs, float64 (places, metrics).

        Over all their own runs where some pairs lack a value.
        """
        points, found = [self.with_baseline[place] for place in places], self.baseline_table.part(places)
        theirs = [runs for point in points if (runs := point.baseline_runs) is not None]
        own = means_of(theirs, self.confidence, self.rule)[0]
        means = self.mean_table[0][[self._place[point.design] for point in points]]
        counts = np.array([len(point.runs.replicates) for point in points], np.int64)
        return np.where(found.pairs == counts[:, np.newaxis], means - found.mean, own)

    def baseline_mean(self, point: StudyPoint, metric: str) -> float:
        """Return the mean of a metric in the baseline of a point that has one; see ``baseline_means``."""
        return float(self.baseline_means([self._place_of_baseline[point.design]])[0, self.names.index(metric)])

    @cached_property
    def baseline_chances(self) -> tuple[Numbers, Numbers]:
        """The p values of ``baseline_table``, as they are and adjusted for all that is compared with a baseline."""
        return families(self.baseline_table.p_values(), self._column)

    @cached_property
    def behind_best(self) -> dict[str, Difference]:
        """By how much the best point exceeds every other on the metric, by address; see ``adjusted``."""
        others, column = self.ranked[1:], self._column
        if not others:
            return {}
        if self.unlike:
            jointly = together(self.confidence, len(self.points))
            each: Iterable[Difference] = [self._unpaired(self.best, point, column, jointly) for point in others]
        else:
            pairs = [(self.best.runs, point.runs) for point in others]
            found = differences_of(pairs, self.ranking_confidence, [column], self.rule)
            each = (found.of(place)[0] for place in range(len(others)))
            if self.rule is not ANYTIME:
                each = judged(each, adjusted(found, self.rule, 0)[1][:, 0].tolist(), self.confidence)
        told = {point.design: one for point, one in zip(others, each, strict=True)}
        return {design: one._replace(equivalence=self.matters(self.metric)) for design, one in told.items()}

    def undecided_against_best(self) -> list[str]:
        """Return the addresses of the points that cannot be told from the best, or are practically the same."""
        return [
            address
            for address, found in self.behind_best.items()
            if found.pairs and not found.verdict(self.direction).decided
        ]

    @cached_property
    def without_value(self) -> list[StudyPoint]:
        """The points that have runs and no value of the metric: they cannot be ranked."""
        return [point for point in self.points if point.has_runs and math.isnan(self.mean(point))]

    @cached_property
    def ended(self) -> list[StudyPoint]:
        """The points of which a run ended."""
        return [point for point in self.points if point.has_runs]

    @cached_property
    def failed_runs(self) -> int:
        """How many runs of all points failed."""
        return sum(point.runs.failed for point in self.points)

    @cached_property
    def runs(self) -> Mapping[str, Runs]:
        """The runs of every design, points and baselines, by address."""
        found = {point.design: point.runs for point in self.points}
        for point in self.points:
            if point.baseline is not None and point.baseline_runs is not None:
                found.setdefault(point.baseline, point.baseline_runs)
        return found

    def mean_of(self, design: str, metric: str) -> float:
        """Return the mean of a metric over the replicates of a design; NaN without any."""
        found = self.runs[design].named(metric)
        found = found[~np.isnan(found)]
        return float(found.mean()) if len(found) else math.nan

    def difference_of(self, design: str, other: str, metric: str) -> Difference:
        """Return by how much a design exceeds another one on a metric: pair by pair where both share their luck."""
        column = self.names.index(metric)
        if unlike(self._changes.get(design, {}), self._changes.get(other, {})):
            here, there = (self.runs[each].averaged[:, column] for each in (design, other))
            return unpaired_difference(here, there, self.confidence, self.rule)
        pair = (self.runs[design], self.runs[other])
        return differences_of([pair], self.confidence, [column], self.rule).of(0)[0]

    def difference_to_baseline(self, point: StudyPoint, metric: str) -> Difference | None:
        """Return by how much a point exceeds its baseline on a metric; None where there is no pair."""
        differences = self.against_baseline(point)
        return differences[metric] if differences and differences[metric].pairs else None

    def weekly(self, design: str, name: str) -> Weekly:
        """Return a weekly series of a design."""
        bands = read_bands(self.folder, design, name)
        return Weekly(bands["q50"], bands["q05"], bands["q95"])

    def values_in_week(self, design: str, name: str, week: int) -> tuple[NDArray[np.int64], Numbers]:
        """Return a weekly series in one week of every run of a design: replicates, int64 (r), values, float64 (r)."""
        return values_in_week(self.folder, design, name, week, self.manifest.replicates)

    def projects(self, design: str, columns: Sequence[str]) -> Mapping[str, NDArray[Any]]:
        """Return some columns of the projects of a design, a row a project and run."""
        return read_projects(self.folder, design, columns)

    def _by_metric(self, found: Sequence[Difference]) -> dict[str, Difference]:
        pairs = zip(self.names, found, strict=True)
        return {name: one._replace(equivalence=self.matters(name)) for name, one in pairs}

    def matters(self, name: str) -> float:
        """Return the smallest difference in a metric that matters in this study."""
        return matters(name, self.metric, self.manifest.equivalence)

    @cached_property
    def _changes(self) -> Mapping[str, Mapping[str, Any]]:
        """What differs from the declared default in every point and baseline; a baseline has its point's people."""
        found = {point.baseline: point.changes for point in self.points if point.baseline is not None}
        return found | {point.design: point.changes for point in self.points}

    @property
    def _column(self) -> int:
        return self.names.index(self.metric)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {point.design: place for place, point in enumerate(self.points)}

    @cached_property
    def _place_of_baseline(self) -> dict[str, int]:
        return {point.design: place for place, point in enumerate(self.with_baseline)}


def read_study(folder: Path) -> Study:
    """Read a study, of one that still runs what it has so far; raise ScenarioError where there is none."""
    folder = readable(folder)
    manifest = finished_manifest(folder)
    own = manifest.own_metrics
    runs = {design: each.with_own(own) for design, each in read_runs(folder, manifest.replicates).items()}
    nothing = NO_RUNS.with_own(own)
    points = [
        StudyPoint(
            label=point.label,
            choices=point.choices,
            changes=manifest.changes(point.design),
            design=point.design,
            baseline=point.baseline,
            runs=runs.get(point.design, nothing),  # whose rows are gone: verify names them
            baseline_runs=None if point.baseline is None else runs.get(point.baseline, nothing),
        )
        for point in manifest.points
    ]
    if not any(len(point.runs.replicates) or point.runs.failed for point in points):
        raise ScenarioError(f"runs.parquet in {folder} holds no run of this study; bring back the study's own file")
    return Study(folder, manifest, points)
