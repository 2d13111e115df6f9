"""Findings of a case: every observation beside what was simulated, and every comparison that answers the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import isfinite
from typing import NamedTuple

import numpy as np

from experiments.cases.simulated import Simulated, Values, is_counted
from experiments.configuration.case import ARM, CASE, Case, Contrast, checked_case
from experiments.configuration.observation import Kind, Observation
from experiments.inference.matters import matters, smallest
from experiments.inference.paired import Difference, Verdict, mean_interval
from experiments.inference.shares import share_interval
from experiments.results.study import DIRECTIONS, Study

BAND = (5.0, 50.0, 95.0)
ROUNDING = 1e-6  # weekly series are kept as 4-byte numbers


class Agreement(Enum):
    """What a simulation says about an observation."""

    INSIDE = "agrees"
    HIGHER = "the model is higher"
    LOWER = "the model is lower"
    WITH = "in the observed direction"
    SLIGHT = "in the observed direction, too small to matter"
    AGAINST = "against the observed direction"
    UNDECIDED = "undecided"
    SAME = "no difference"
    LATER = "beyond the run"
    NOT_RUN = "not run"
    OUTSIDE = "not in the model"


SHOWN = (Agreement.INSIDE, Agreement.WITH)


class SimulatedValue(NamedTuple):
    """A simulated value with the interval it is compared by."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Finding:
    """An observation with the value or the paired difference that was simulated, and what that says."""

    observation: Observation
    estimate: SimulatedValue | None
    difference: Difference | None
    agreement: Agreement

    @property
    def opposed(self) -> str:
        """What in the model stands against the observation; empty where it is shown, or where nothing is known."""
        return "" if self.agreement in SHOWN else self.observation.opposed


@dataclass(frozen=True)
class CaseAnswer:
    """A comparison of two arms: the paired difference in every metric, by name."""

    contrast: Contrast
    differences: dict[str, Difference]

    def verdict(self, metric: str) -> Verdict:
        """Return what the difference in one metric says."""
        return self.differences[metric].verdict(DIRECTIONS[metric])


@dataclass(frozen=True)
class Findings:
    """All that a case says."""

    case: Case
    metrics: Sequence[str]
    observations: Sequence[Finding]
    answers: Sequence[CaseAnswer]
    people: int

    @property
    def of_kind(self) -> dict[Kind, list[Finding]]:
        """The observations by kind."""
        return {kind: [found for found in self.observations if found.observation.kind == kind] for kind in Kind}


def findings_of(study: Study) -> Findings | None:
    """Return what the case of a study says; None where it has none, or where anything but the arm varies."""
    case = checked_case(study.manifest.configuration.get(CASE, {}))
    if not (case.observed or case.compare) or not set(study.manifest.varied) <= {ARM}:
        return None
    simulated = Simulated(study)
    metrics = case.metrics or [study.metric]
    observations = [_finding(found, simulated, study) for found in case.observed]
    equivalence = study.manifest.equivalence
    answers = [
        answer
        for contrast in case.compare
        if (answer := _answer(contrast, metrics, simulated, equivalence)) is not None
    ]
    return Findings(case, metrics, observations, answers, simulated.people)


def _finding(found: Observation, simulated: Simulated, study: Study) -> Finding:
    if found.kind == Kind.OUTSIDE:
        return Finding(found, None, None, Agreement.OUTSIDE)
    if found.weekly and found.week >= simulated.weeks:
        return Finding(found, None, None, Agreement.LATER)
    here = simulated.observed(found, found.arm)
    unit = found.factor(simulated.people)
    counted = 0.0 if found.weekly or not is_counted(found.measure) else unit
    if found.kind == Kind.DIRECTION:
        difference = simulated.difference(here, simulated.observed(found, found.against), counted)
        return Finding(
            found, None, difference, _direction(difference, found.direction.sign, smallest(found.metric) * unit)
        )
    here = None if here is None else here.told
    if here is None or not len(here.values):
        return Finding(found, None, None, Agreement.NOT_RUN)
    estimate = _estimate(here, study, counted, one_history=found.weekly)
    if found.metric.unit.startswith("share"):
        estimate = SimulatedValue(*(max(0.0, value) if isfinite(value) else value for value in estimate))
    return Finding(found, estimate, None, _place(found.value, estimate))


def _estimate(found: Values, study: Study, counted: float, *, one_history: bool) -> SimulatedValue:
    if one_history:
        low, middle, high = np.percentile(found.values, BAND).tolist()
        return SimulatedValue(middle, low, high)
    if counted and len(found.values) > 1 and np.isfinite(found.values).all():
        told = share_interval(found.values / counted, study.confidence, study.rule, found.cases)
        return SimulatedValue(*(bound * counted for bound in told))
    bounds = mean_interval(found.values[:, np.newaxis], study.confidence, study.rule)
    return SimulatedValue(*(float(bound[0]) for bound in bounds))


def _place(observed: float, estimate: SimulatedValue) -> Agreement:
    if not isfinite(estimate.low):
        return Agreement.UNDECIDED
    near = ROUNDING * abs(observed)
    if estimate.low - near <= observed <= estimate.high + near:
        return Agreement.INSIDE
    return Agreement.HIGHER if estimate.low > observed else Agreement.LOWER


def _direction(difference: Difference | None, sign: int, least: float) -> Agreement:
    if difference is None:
        return Agreement.NOT_RUN
    known = {
        Verdict.BETTER: Agreement.WITH if abs(difference.mean) >= least else Agreement.SLIGHT,
        Verdict.WORSE: Agreement.AGAINST,
        Verdict.SAME: Agreement.SAME,
        Verdict.UNDECIDED: Agreement.UNDECIDED,
        Verdict.UNKNOWN: Agreement.UNDECIDED,
    }
    return known[difference.verdict(sign)]


def _answer(contrast: Contrast, metrics: Sequence[str], simulated: Simulated, equivalence: float) -> CaseAnswer | None:
    """Return the comparison of two arms; ``equivalence``: of the first metric, by which a study stops."""
    one, other = simulated.address(contrast.arm), simulated.address(contrast.against, contrast.arm)
    pairs = {
        name: simulated.difference(simulated.of(one, name), simulated.of(other, name), float(is_counted(name)))
        for name in metrics
    }
    differences = {
        name: found._replace(equivalence=matters(name, metrics[0], equivalence))
        for name, found in pairs.items()
        if found is not None
    }
    return CaseAnswer(contrast, differences) if differences else None
