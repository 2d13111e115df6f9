"""Points along one parameter, everything else as in the best plan; where worlds vary, each with all its worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from experiments.inference.crossed import expected
from experiments.inference.paired import Difference, Numbers, common_rows
from experiments.pictures.grid import places_of
from experiments.results.levels import Weekly
from experiments.results.study import Study, StudyPoint
from experiments.results.titles import label as worded
from experiments.wording.choices import Choice
from experiments.wording.language import say
from experiments.wording.names import METRIC, key_name, metric_name, option, quantity, small
from sim.outcomes.dictionary import METRIC_NAMES
from sim.parameters import Role
from sim.scenario import declared_parameters

MIDDLE = (5.0, 50.0, 95.0)


@dataclass(frozen=True)
class Slice:
    """A plan: its value of the parameter that is looked along, and its point in every world that was run."""

    value: Choice | None
    points: Sequence[StudyPoint]

    @property
    def designs(self) -> list[str]:
        """The addresses of its points."""
        return [point.design for point in self.points]

    @property
    def baselines(self) -> list[str]:
        """The addresses of the baselines of its points of which runs ended, each once."""
        found = [point for point in self.points if point.baseline is not None and point.baseline_runs is not None]
        told = [str(point.baseline) for point in found if point.baseline_runs and len(point.baseline_runs.replicates)]
        return list(dict.fromkeys(told))


def doubted(study: Study) -> list[str]:
    """Return the varied keys that nobody can choose, where they make worlds: beside levers, or several of them."""
    declared = declared_parameters()
    found = [key for key in study.varied if key in declared and declared[key].role == Role.UNCERTAINTY]
    return found if len(found) > 1 or len(found) < len(study.varied) else []


def plans_of(study: Study) -> list[Slice]:
    """Return every plan with its points, one a world, in the order in which they were asked for."""
    levers = [key for key in study.varied if key not in doubted(study)]
    groups: dict[tuple[Choice | None, ...], list[StudyPoint]] = {}
    for point in study.ended:
        groups.setdefault(tuple(point.value(key) for key in levers), []).append(point)
    return [Slice(None, points) for points in groups.values()]


def along(study: Study, wanted: str, most: int) -> tuple[str | None, Sequence[Slice]]:
    """Return a lever that varies (``wanted`` if it does) and the plans along it that share all else with the best plan.

    Of more than ``most`` plans as many are kept, evenly. Where no lever varies: None and the one plan.
    """
    best = best_plan(study)
    levers = [key for key in study.varied if key not in doubted(study)]
    if not levers:
        return None, [best]
    key = wanted if wanted in levers else levers[0]
    others = [name for name in levers if name != key]
    first = best.points[0]
    alike = [
        each for each in plans_of(study) if all(each.points[0].value(name) == first.value(name) for name in others)
    ]
    places = places_of(key, [each.points[0] for each in alike])
    found = sorted((Slice(each.points[0].value(key), each.points) for each in alike), key=lambda one: places[one.value])
    kept = np.unique(np.linspace(0, len(found) - 1, most).round().astype(int))
    return key, [found[place] for place in kept]


def best_plan(study: Study) -> Slice:
    """Return the plan with the best mean over its worlds."""
    sign = METRIC[study.metric].direction or 1

    def level(plan: Slice) -> float:
        mean = mean_over(study, plan.designs, study.metric)
        return -np.inf if isnan(mean) else sign * mean

    return max(plans_of(study), key=level)


def mean_over(study: Study, designs: Sequence[str], metric: str) -> float:
    """Return the mean of a metric over designs that tell it; NaN where none does."""
    found = [mean for design in designs if not isnan(mean := study.mean_of(design, metric))]
    return float(np.mean(found)) if found else float("nan")


def weekly_over(study: Study, designs: Sequence[str], name: str) -> Weekly:
    """Return a weekly series of a design; of several worlds the median world and the middle 90 % of them."""
    each = [study.weekly(design, name) for design in designs]
    if len(each) == 1:
        return each[0]
    weeks = min(len(one.median) for one in each)
    low, median, high = np.percentile(np.stack([one.median[:weeks] for one in each]), MIDDLE, axis=0)
    return Weekly(median, low, high)


def against_baseline(study: Study, plan: Slice) -> Difference | None:
    """Return by how much a plan exceeds its baselines in the study's metric; None where no pair tells it."""
    if len(plan.points) == 1:
        return study.difference_to_baseline(plan.points[0], study.metric)
    pairs = [_pairs(point, METRIC_NAMES.index(study.metric)) for point in plan.points]
    told = [found for found in pairs if found is not None and not np.isnan(found).any()]
    shortest = min((len(found) for found in told), default=0)
    if not shortest:
        return None
    values = np.stack([found[:shortest] for found in told])
    design = study.manifest.design
    mean, low, high = expected(values, study.confidence, sampled=bool(design and design.sampled), rule=study.rule)
    share = float((np.sign(values) == np.sign(mean)).mean())
    return Difference(values.size, mean, low, high, share)


def _pairs(point: StudyPoint, column: int) -> Numbers | None:
    if point.baseline_runs is None:
        return None
    rows, others = common_rows(point.runs.replicates, point.baseline_runs.replicates)
    found: Numbers = point.runs.averaged[rows, column] - point.baseline_runs.averaged[others, column]
    return found


def shared(study: Study, key: str | None) -> str:
    """Return as a sentence what the plans along a key share: the values of the best plan."""
    best, worlds = best_plan(study).points[0], doubted(study)
    values = [
        f"{small(key_name(name))} {_value(name, best.value(name))}"
        for name in study.varied
        if name != key and name not in worlds
    ]
    told = say("pictures.shared", values=say("list.and").join(values), metric=small(metric_name(study.metric)))
    return f" {told}" if values else ""


def _value(key: str, value: Choice | None) -> str:
    return option(value) if isinstance(value, str) else quantity(key, value)


def label(study: Study, key: str, value: Choice | None) -> str:
    """Return the value of a key as it stands beside a line or a bar: titles of plans, percentages with their sign."""
    return worded(study.manifest, key, value)


def labels(study: Study, point: StudyPoint, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the values of a point for some keys as they stand beside a row."""
    return {key: label(study, key, point.value(key)) for key in keys}
