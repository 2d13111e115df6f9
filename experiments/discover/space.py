"""The points of a study as policies in worlds: what somebody can choose, and what nobody can.

A policy is a combination of values of the levers that vary, a world one of the uncertainties that vary. Where every
point has a
baseline, the baselines are policies, too: what happens if nothing is tried.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import shown, value_of
from experiments.inference.runs import Runs
from experiments.inference.unknown import WHY
from experiments.results.study import DIRECTIONS, Study
from experiments.sweeps.record import DesignRecord, is_policy
from experiments.wording.choices import Choice
from sim.errors import ScenarioError

BASELINE = "baseline"
HOW_IT_IS_TRIED = ("rollout", "intervention")
Numbers = NDArray[np.float64]
Values = Mapping[str, Choice | None]


@dataclass(frozen=True)
class Combination:
    """A policy or a world.

    Its name, the value of every lever or uncertainty that makes it, and whether it is that nothing is tried.
    """

    label: str
    values: Values
    is_baseline: bool = False


@dataclass(frozen=True)
class Space:
    """A study as policies in worlds.

    Attributes:
        analysis: the study; ``metric``: by what policies are judged.
        levers, uncertainties: keys that vary.
        policies, worlds: their combinations; without uncertainties one world.
        sampled: whether the worlds were sampled, so that they stand for all that could have been.
        runs: of every policy in every world, None where there are none.
        baselines: the runs of its baseline, None where it has none.

    """

    study: Study
    metric: str
    levers: Sequence[str]
    uncertainties: Sequence[str]
    policies: Sequence[Combination]
    worlds: Sequence[Combination]
    sampled: bool
    runs: Mapping[tuple[int, int], Runs]
    baselines: Mapping[tuple[int, int], Runs]

    @property
    def sign(self) -> int:
        """1 where more of the metric is better, -1 where less is."""
        return DIRECTIONS[self.metric]

    @cached_property
    def replicates(self) -> NDArray[np.int64]:
        """Replicates that every policy has in every world it was run in."""
        everything = (runs.replicates for runs in (*self.runs.values(), *self.baselines.values()))
        return reduce(np.intersect1d, everything)

    def values(self, metric: str) -> Numbers:
        """Return a metric, float64 (policies, worlds, replicates); NaN where a policy was not run in a world."""
        return self._values(self.runs, metric)

    def baseline_values(self, metric: str) -> Numbers:
        """Return the same of the baselines; a policy without one is its own."""
        return self._values({**self.runs, **self.baselines}, metric)

    def _values(self, runs: Mapping[tuple[int, int], Runs], metric: str) -> Numbers:
        found = np.full((len(self.policies), len(self.worlds), len(self.replicates)), np.nan)
        for place, one in runs.items():
            found[place] = one.named(metric)[np.searchsorted(one.replicates, self.replicates)]
        return found


def space_of(study: Study, metric: str = "") -> Space:
    """Return a study as policies in worlds.

    Raise ScenarioError where nothing varies or no replicate ended everywhere.
    """
    metric = metric or study.metric
    if DIRECTIONS[metric] == 0:
        raise ScenarioError(
            f"of {metric} neither more nor less is better, so it cannot tell which policy is best; choose another "
            "metric"
        )
    if len(study.points) == 1:
        raise ScenarioError(
            f"{study.folder} has a single point; discover needs a study that varies something: orgchange run -m ..."
        )
    if all(np.isnan(point.runs.named(metric)).all() for point in study.ended):
        raise ScenarioError(
            f"no run of {study.folder} has a value of {metric} ({WHY.get(metric, 'none ended')}), so no policy can be "
            "judged by it; choose another --metric"
        )
    levers, uncertainties, sampled = _keys(study)
    values = {point.design: _point_values(study, point.design, point.choices) for point in study.points}
    policies = _Places([*_distinct(values.values(), levers)], levers)
    worlds = _Places([*_distinct(values.values(), uncertainties)], uncertainties)
    runs: dict[tuple[int, int], Runs] = {}
    baselines: dict[tuple[int, int], Runs] = {}
    for point in (point for point in study.points if len(point.runs.replicates)):
        place = policies.of(values[point.design]), worlds.of(values[point.design])
        runs[place] = point.runs
        if point.baseline_runs is not None:
            baselines[place] = point.baseline_runs
    found = Space(study, metric, levers, uncertainties, policies.listed, worlds.listed, sampled, runs, baselines)
    space = _with_baselines(found)
    if not len(space.replicates):
        raise ScenarioError(
            f"no replicate ended in every point of {study.folder}, so nothing can be paired; run more replicates"
        )
    return space


class _Places:
    """Combinations of values of some keys, by their place."""

    def __init__(self, combinations: Sequence[tuple[Choice | None, ...]], keys: Sequence[str]) -> None:
        self._keys = keys
        self._place = {values: place for place, values in enumerate(combinations)}
        self.listed = [_combination(dict(zip(keys, values, strict=True))) for values in combinations]

    def of(self, values: Values) -> int:
        return self._place[tuple(values[key] for key in self._keys)]


def _keys(study: Study) -> tuple[list[str], list[str], bool]:
    """Return levers, uncertainties, and whether an uncertainty was sampled; the record of the design counts most."""
    varied, record = study.manifest.varied, study.manifest.design or DesignRecord("")
    worlds = set(record.worlds) | {key for key in varied if key not in record.policies and not is_policy(key)}
    uncertainties = [key for key in varied if key in worlds]
    return (
        [key for key in varied if key not in worlds],
        uncertainties,
        any(key in record.sampled for key in uncertainties),
    )


def _point_values(study: Study, design: str, choices: Mapping[str, Choice]) -> Values:
    changes = study.manifest.changes(design)
    return {key: value_of(key, choices, changes) for key in study.manifest.varied}


def _distinct(values: Iterable[Values], keys: Sequence[str]) -> dict[tuple[Choice | None, ...], None]:
    return dict.fromkeys(tuple(each[key] for key in keys) for each in values)


def _combination(values: Values) -> Combination:
    return Combination(", ".join(f"{key}={shown(value)}" for key, value in values.items()) or "as declared", values)


def _with_baselines(space: Space) -> Space:
    """Return a space in which the baselines are policies.

    Only if every point has one, and they differ in nothing that is only tried.
    """
    if len(space.baselines) < len(space.runs):
        return space
    keys = [key for key in space.levers if key.partition(".")[0] not in HOW_IT_IS_TRIED]
    places = _Places([*_distinct((policy.values for policy in space.policies), keys)], keys)
    runs = dict(space.runs)
    for (policy, world), baseline in space.baselines.items():
        place = len(space.policies) + places.of(space.policies[policy].values), world
        if not np.array_equal(runs.setdefault(place, baseline).metrics, baseline.metrics, equal_nan=True):
            return space
    named = [
        Combination(f"{BASELINE}, {each.label}" if keys else BASELINE, each.values, is_baseline=True)
        for each in places.listed
    ]
    return replace(space, policies=[*space.policies, *named], runs=runs)
