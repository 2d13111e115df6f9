"""Sensitivity of a study: how much each sampled parameter decides about a metric, by the method its sample is made for.

Morris          mu*: mean size of the change when one parameter moves over two thirds of its range, scaled to the whole;
                sigma: how much that change depends on the others. A cheap screening. Whole numbers: see steps.py.
Sobol           S1: share of the variance that one parameter explains alone; ST: with everything it does together with
                others.
Groups          The parameters of one mechanism may be changed together, as one: then mu*, or S1 and ST, of mechanisms.
                Which of its parameters does it, and in which direction, is not told.
Given data      S1 again, from any sample that fills the ranges evenly, such as a Latin hypercube: no runs of its own.
                The variance of the means of classes of the parameter, minus what such classes explain of the same
                outcomes in random order.

What is explained is the mean over replicates of every point; all points share the same luck. Intervals are SALib's
bootstrap; they say nothing about luck, which luck.py bounds.
Source  Morris 1991, Campolongo, Cariboni & Saltelli 2007 (mu*); Sobol' 1993, Saltelli et al. 2010; Plischke,
        Borgonovo & Smith 2013 (given data).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.overrides import choices_of
from experiments.configuration.points import shown
from experiments.inference.runs import Runs
from experiments.inference.unknown import WHY
from experiments.results.study import Study, StudyPoint
from experiments.sensitivity.luck import reached_by_luck, steps_of_blocks, steps_of_trajectories
from experiments.sensitivity.steps import made_of_sampled, rescaled, steps_made
from experiments.sweeps.ranges import Range
from experiments.sweeps.record import DesignRecord
from experiments.sweeps.sampling import LHS, SOBOL
from experiments.sweeps.sensitivity import (
    LEVELS,
    MORRIS,
    SEEDS,
    SOBOL_INDICES,
    mechanisms_of,
    problem,
    sensitivity_jobs,
    shares_of,
)
from sim.errors import ScenarioError
from sim.streams import uniforms

GIVEN = "given_data"
RESAMPLES = 500
SHUFFLES, SHUFFLING = 20, 1
FEWEST = 40
SIGNED = ("mu", "sigma")  # of several parameters at once the direction of a change says nothing
BY_LUCK = "by_luck"
LEADING = {MORRIS: "mu_star", SOBOL_INDICES: "ST", GIVEN: "S1"}
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class ParameterInfluence:
    """What one parameter decides: measures by name, and the half-widths of the intervals of those that have one.

    ``by_luck`` is what the leading measure reaches by luck alone; None for one that is around 0 without any influence.
    ``members``: the parameters of a mechanism that were changed together, as one; none for a parameter alone.
    """

    name: str
    measures: Mapping[str, float]
    halves: Mapping[str, float]
    by_luck: float | None = None
    members: Sequence[str] = ()


@dataclass(frozen=True)
class Sensitivity:
    """What the sampled parameters decide about a metric.

    Attributes:
        method: ``morris``, ``sobol_indices`` or ``given_data``.
        metric: what is explained; ``difference``: whether its paired difference to the baseline, else its level.
        confidence: of the intervals.
        points: how many points of the sample were used.
        luck: share of the variance between points that luck may account for; NaN where one replicate does not tell.
        influences: the most influential parameter first, by mu*, ST or S1.

    """

    method: str
    metric: str
    difference: bool
    confidence: float
    points: int
    luck: float
    influences: Sequence[ParameterInfluence]

    @property
    def leading(self) -> str:
        """The measure by which parameters are ordered."""
        return LEADING[self.method]

    @property
    def grouped(self) -> bool:
        """Whether parameters of one mechanism were changed together."""
        return any(each.members for each in self.influences)

    @property
    def tells_luck(self) -> bool:
        """Whether it is known what the leading measure reaches by luck alone."""
        return any(each.by_luck is not None for each in self.influences)

    def is_clear(self, influence: ParameterInfluence) -> bool:
        """Return whether a parameter is told from one without influence."""
        value = influence.measures.get(self.leading, 0.0)
        if influence.by_luck is not None:
            return value > influence.by_luck
        return value > influence.halves.get(self.leading, 0.0)


def sensitivities(study: Study, metric: str = "", only: Mapping[str, str] | None = None) -> list[Sensitivity]:
    """Return the sensitivity of a metric in a sampled study, or of its difference to the baseline where all have one.

    ``only``: use the points with these choices, as they are written on a command line, where more than the sampled
    parameters vary. Raises ScenarioError where the study is not sampled, too small or without runs.
    """
    level = sensitivity_of(study, metric, only=only)
    chosen = [point for point in study.points if _has(point, only or {})]
    if any(point.baseline_runs is None for point in chosen):
        return [level]
    return [level, sensitivity_of(study, metric, difference=True, only=only)]


def sensitivity_of(
    study: Study, metric: str = "", *, difference: bool = False, only: Mapping[str, str] | None = None
) -> Sensitivity:
    """Return one of them: of the level, or of the ``difference``, which all points must have."""
    record = study.manifest.design
    ranges = record.ranges if record else {}
    if record is None or not ranges:
        raise ScenarioError(
            f"{study.folder} samples no parameter; run orgchange sensitivity, or a sweep with hydra/sweeper=lhs"
        )
    method = record.kind if record.kind in (MORRIS, SOBOL_INDICES) else GIVEN
    points = _points(study, record, ranges, only or {})
    shares, groups = _shares(record, ranges, points), _groups(record, sorted(ranges))
    values = _values(study, points, metric or study.metric, difference=difference)
    means, confidence, seed = values.mean(axis=1), study.confidence, record.seed % SEEDS
    measured: dict[str, Numbers] = {}
    if np.ptp(means) > 0:
        asked = problem(sorted(ranges), groups=record.groups)
        measured = _measured(method, asked, shares, means, confidence, seed)
        made = made_of_sampled(shares, points, ranges) if method == MORRIS and not record.groups else None
        if record.groups:
            measured = {name: found for name, found in measured.items() if name not in SIGNED}
        if made is not None:
            effects = steps_of_trajectories(shares, means[:, np.newaxis])[:, :, 0]
            measured = rescaled(measured, effects, made)
        members = [place for place, group in enumerate(groups.values()) for _ in group]
        measured |= _by_luck(method, _steps(method, shares, values, members, made), means, confidence, seed)
    influences = [_influence(name, members, place, measured) for place, (name, members) in enumerate(groups.items())]
    influences.sort(key=lambda each: -each.measures.get(LEADING[method], 0.0))
    return Sensitivity(method, metric or study.metric, difference, confidence, len(points), luck_of(values), influences)


def _points(
    study: Study, record: DesignRecord, ranges: Mapping[str, Range], only: Mapping[str, str]
) -> list[StudyPoint]:
    """Return the points of the sample in its order; a point that the sample holds twice comes twice."""
    names = sorted(ranges)
    kept = [point for point in study.points if _has(point, only)]
    if record.kind not in (MORRIS, SOBOL_INDICES):
        if record.kind not in (LHS, SOBOL):
            raise ScenarioError(
                f"a {record.kind} does not fill its ranges evenly, so it tells no sensitivity; sample with lhs or sobol"
            )
        found = kept
    else:
        by_values = {tuple(point.choices[name] for name in names): point for point in kept}
        jobs = sensitivity_jobs(record.kind, ranges, record.samples, record.seed, groups=record.groups)
        chosen = (choices_of(job) for job in jobs)
        found = [by_values[tuple(each[name] for name in names)] for each in chosen]
    others = {tuple(value for key, value in point.choices.items() if key not in ranges) for point in found}
    if len(others) > 1:
        raise ScenarioError("more than the sampled parameters varies; name one combination of the others with --policy")
    if not found or (len(found) < FEWEST and record.kind not in (MORRIS, SOBOL_INDICES)):
        raise ScenarioError(f"{len(found)} points are too few for a sensitivity; sample {FEWEST} or more")
    return found


def _groups(record: DesignRecord, names: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the parameters by what was changed at once: a mechanism, or each alone; in the order of the names."""
    found: dict[str, list[str]] = {}
    for name, mechanism in zip(names, mechanisms_of(names), strict=True):
        found.setdefault(mechanism if record.groups else name, []).append(name)
    return dict(found)


def _shares(record: DesignRecord, ranges: Mapping[str, Range], points: Sequence[StudyPoint]) -> Numbers:
    """Return where in its range each parameter lies in each point, float64 (points, names), 0 to 1."""
    names = sorted(ranges)
    if record.kind in (MORRIS, SOBOL_INDICES):
        return shares_of(record.kind, names, record.samples, record.seed, groups=record.groups)
    return np.array([[ranges[name].share(float(point.choices[name])) for name in names] for point in points])


def _values(study: Study, points: Sequence[StudyPoint], metric: str, *, difference: bool) -> Numbers:
    """Return what is explained at every point in every shared replicate, float64 (points, replicates)."""
    common = reduce(
        np.intersect1d,
        [runs.replicates for point in points for runs in (point.runs, point.baseline_runs) if runs is not None],
    )
    if not len(common):
        raise ScenarioError(f"no replicate ended in every point of {study.folder}; run more replicates")
    values = np.stack([_column(point.runs, common, metric) for point in points])
    if difference:
        values -= np.stack(
            [_column(point.baseline_runs, common, metric) for point in points if point.baseline_runs is not None]
        )
    told = ~np.isnan(values).any(axis=0)
    if not told.any():
        unknown = int(np.isnan(values).any(axis=1).sum())
        raise ScenarioError(
            f"{unknown} of {len(points)} points have runs without a value of {metric} ({WHY.get(metric, 'unknown')}); "
            "choose another --metric, or ranges in which every run has one"
        )
    return values[:, told]


def luck_of(values: Numbers) -> float:
    """Return the share of the variance between points that luck may account for.

    ``values`` is float64 (points, replicates).
    Luck that all points share moves all of them alike and explains no variance; what is left counts.
    """
    means = values.mean(axis=1)
    rest = values - means[:, np.newaxis] - values.mean(axis=0) + values.mean()
    between, count = float(means.var()), values.shape[1]
    if count < 2:  # noqa: PLR2004 - one replicate does not tell luck from anything else
        return math.nan
    return min(1.0, float((rest**2).sum(axis=1).mean()) / (count * (count - 1)) / between) if between else 0.0


def _column(runs: Runs, replicates: NDArray[np.int64], metric: str) -> Numbers:
    found: Numbers = runs.named(metric)[np.searchsorted(runs.replicates, replicates)]
    return found


def _has(point: StudyPoint, only: Mapping[str, str]) -> bool:
    return all(key in point.choices and shown(point.choices[key]) == value for key, value in only.items())


def _measured(
    method: str, asked: dict[str, Any], shares: Numbers, values: Numbers, confidence: float, seed: int
) -> dict[str, Numbers]:
    """Return SALib's measures by name, float64 (names, or groups) each.

    The half-width of an interval is called ``<measure>_conf``.
    """
    from SALib.analyze import morris, sobol

    common = {"num_resamples": RESAMPLES, "conf_level": confidence, "seed": seed}
    if method == MORRIS:
        found = morris.analyze(asked, shares, values, num_levels=LEVELS, **common)
    elif method == SOBOL_INDICES:
        scaled = (values - values.mean()) / values.std()
        found = sobol.analyze(asked, scaled, calc_second_order=False, **common)
    else:
        found = _given_data(asked, shares, values, common)
    return {name: np.asarray(found[name], np.float64) for name in found if name != "names"}


def _steps(method: str, shares: Numbers, values: Numbers, members: Sequence[int], made: Numbers | None) -> Numbers:
    """Return what every change of the sample made of the values, float64 (groups, samples, replicates)."""
    if method == MORRIS:
        steps = steps_of_trajectories(shares, values, members)
        return steps if made is None else steps_made(steps, made)
    return steps_of_blocks(max(members) + 1, values) if method == SOBOL_INDICES else np.empty((0, 0, 0))


def _by_luck(method: str, steps: Numbers, means: Numbers, confidence: float, seed: int) -> dict[str, Numbers]:
    """Return what the leading measure reaches by luck alone, float64 (names, or groups).

    Nothing where it is around 0 without any influence.
    """
    if method == MORRIS:
        return {BY_LUCK: reached_by_luck(steps, 1, confidence, seed)}
    if method == SOBOL_INDICES:
        ends = means.reshape(-1, len(steps) + 2)[:, [0, -1]]
        return {BY_LUCK: reached_by_luck(steps, 2, confidence, seed) / (2 * ends.var())}
    return {}


def _given_data(asked: dict[str, Any], shares: Numbers, values: Numbers, common: dict[str, Any]) -> dict[str, Numbers]:
    """Return S1 from a sample as it is, and the half-width of its interval."""
    from SALib.analyze import delta

    found = delta.analyze(asked, shares, values, method="sobol", **common)
    count = len(values)
    places = np.arange(SHUFFLES * count)
    orders = uniforms(common["seed"], 0, SHUFFLING, places, places)[:, 0].reshape(SHUFFLES, count).argsort(axis=1)
    by_chance = [
        delta.analyze(asked, shares, values[order], method="sobol", **common | {"num_resamples": 2})["S1"]
        for order in orders
    ]
    return {"S1": np.asarray(found["S1"]) - np.mean(by_chance, axis=0), "S1_conf": np.asarray(found["S1_conf"])}


def _influence(name: str, members: Sequence[str], place: int, measured: Mapping[str, Numbers]) -> ParameterInfluence:
    plain = {
        key: float(values[place]) for key, values in measured.items() if not key.endswith("_conf") and key != BY_LUCK
    }
    halves = {
        key.removesuffix("_conf"): float(values[place]) for key, values in measured.items() if key.endswith("_conf")
    }
    by_luck = float(measured[BY_LUCK][place]) if BY_LUCK in measured else None
    return ParameterInfluence(name, plain, halves, by_luck, () if list(members) == [name] else tuple(members))
