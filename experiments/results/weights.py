"""How far the weights of the success of the change may move before another point leads.

Rule    Of every run the index is formed again from its parts, one weight at a time set to values from 0 to ``MOST``
        while the others stay as given; points are ranked by its mean. The first value on either side of the given one
        at which another point leads is where the ranking turns, to a tenth. A run counts adoption if the index that
        was kept for it does.
Source  The index is that of ``sim.outcomes.change_success``; why weights are doubtful: Saisana et al. 2005 on composite
        indicators.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import Difference, common_rows, paired_differences
from experiments.inference.runs import Runs
from experiments.results.study import Study, StudyPoint
from sim.outcomes.change_success import ChangeSuccess
from sim.outcomes.dictionary import METRIC

INDEX = "change_success"
MOST, STEP = 10.0, 0.1
PARTS = {
    "delivery": "work_on_plan",
    "benefits": "benefits_realization",
    "adoption": "mastery",
    "people": "people_index",
}
Weights = Mapping[str, float]
Numbers = NDArray[np.float64]


class WeightTurn(NamedTuple):
    """A part, the weight from which on another point leads, which one, and whether that is above the given weight."""

    part: str
    weight: float
    leader: StudyPoint
    above: bool


def weight_turns(study: Study) -> list[WeightTurn] | None:
    """Return where the ranking turns, the nearest first; None where the study has no single set of weights."""
    given = _given(study.points)
    points = [point for point in study.points if point.has_runs and not np.isnan(study.mean(point))]
    if study.metric != INDEX or given is None or len(points) < 2:  # noqa: PLR2004 - one cannot be ranked
        return None
    ranking = _Ranking(points, given)
    found = [turn for part in PARTS for above in (False, True) if (turn := ranking.turn(part, above=above)) is not None]
    return sorted(found, key=lambda turn: abs(turn.weight - given[turn.part]))


class _Ranking:
    """Points ranked by their mean index under any weights; what does not depend on weights is computed once."""

    def __init__(self, points: Sequence[StudyPoint], given: Weights) -> None:
        self._points, self._given = points, given
        told = [point.runs.metrics[~np.isnan(point.runs.metrics[:, METRIC.change_success])] for point in points]
        counts = np.array([len(runs) for runs in told])
        self._counts, self._begins = counts, np.cumsum(counts) - counts
        parts = _parts(np.concatenate(told), given)
        self._known = (~np.isnan(parts)).astype(np.float64)
        with np.errstate(divide="ignore"):  # a part of 0 makes an index of 0
            self._logarithms = np.log(np.nan_to_num(parts, nan=1.0))
        self._leader = self._leader_by(given)

    def turn(self, part: str, *, above: bool) -> WeightTurn | None:
        """Return the first weight of a part, above the given one or below, by which another point leads."""
        for weight in _steps(self._given[part], above=above):
            weights = {**self._given, part: weight}
            if sum(weights.values()) > 0.0 and (other := self._leader_by(weights)) != self._leader:
                return WeightTurn(part, weight, self._points[other], above)
        return None

    def _leader_by(self, weights: Weights) -> int:
        counted = [(place, weight) for place, weight in enumerate(weights.values()) if weight > 0.0]
        weighed = sum((self._logarithms[:, place] * weight for place, weight in counted), np.zeros(1))
        total = sum((self._known[:, place] * weight for place, weight in counted), np.zeros(1))
        index = np.exp(weighed / np.maximum(total, 1e-300))
        return int(np.argmax(np.add.reduceat(index, self._begins) / self._counts))


def _steps(given: float, *, above: bool) -> list[float]:
    steps = np.arange(given + STEP, MOST + STEP / 2, STEP) if above else np.arange(given - STEP, -STEP / 2, -STEP)
    found: list[float] = np.maximum(np.round(steps, 6), 0.0).tolist()
    return found


def _given(points: Sequence[StudyPoint]) -> Weights | None:
    usual = ChangeSuccess()
    sets = [
        {part: float(point.changes.get(f"{INDEX}.{part}", getattr(usual, part))) for part in PARTS} for point in points
    ]
    return sets[0] if sets and all(one == sets[0] for one in sets) else None


def _parts(told: Numbers, given: Weights) -> Numbers:
    """Return the parts of every run, float64 (r, 4); NaN for adoption where the index that was kept leaves it out."""
    columns = [getattr(METRIC, name) for name in PARTS.values()]
    parts = np.clip(told[:, columns], 0.0, 1.0)
    without = parts.copy()
    without[:, list(PARTS).index("adoption")] = np.nan
    kept = told[:, METRIC.change_success]
    with_it = np.abs(_index(parts, given) - kept) <= np.abs(_index(without, given) - kept)
    return np.where(with_it[:, None], parts, without)


def without_adoption(study: Study, point: StudyPoint) -> Difference | None:
    """Return by how much a point exceeds its baseline in the index of the parts that both have, which leave out use.

    None where one of both has no run that tells it, or where both do a practice or none does.
    """
    given = _given([point])
    if point.baseline_runs is None or given is None or not other_parts(point):
        return None
    rows, others = common_rows(point.runs.replicates, point.baseline_runs.replicates)
    one, other = (_three(runs, given) for runs in (point.runs, point.baseline_runs))
    apart = one[rows] - other[others]
    apart = apart[~np.isnan(apart)][:, np.newaxis]
    return paired_differences(apart, np.zeros_like(apart), study.confidence, study.rule)[0] if len(apart) else None


def other_parts(point: StudyPoint) -> bool:
    """Return whether a practice is done in a point or in its baseline only: the index has another number of parts."""
    if point.baseline_runs is None:
        return False
    return practised(point) != bool(point.baseline_runs.metrics[:, METRIC.joined].any())


def practised(point: StudyPoint) -> bool:
    """Return whether a practice is done in a point: then the index counts its use."""
    return bool(point.runs.metrics[:, METRIC.joined].any())


def _three(runs: Runs, given: Weights) -> Numbers:
    columns = [getattr(METRIC, name) for name in PARTS.values()]
    parts = np.clip(runs.averaged[:, columns], 0.0, 1.0)
    unknown = np.isnan(runs.averaged[:, METRIC.change_success])
    parts[:, list(PARTS).index("adoption")] = np.nan
    return np.where(unknown, np.nan, _index(parts, given))


def _index(parts: Numbers, weights: Weights) -> Numbers:
    counted = np.where(np.isnan(parts), 0.0, np.array(list(weights.values())))
    total = np.maximum(counted.sum(axis=1, keepdims=True), 1e-300)
    powers = np.where(counted > 0.0, np.nan_to_num(parts), 1.0) ** (counted / total)
    return np.asarray(powers.prod(axis=1))
