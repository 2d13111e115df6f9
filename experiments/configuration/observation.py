"""Observations: what was seen in a case, where that is written, and what in the model it is compared with.

Rule    A value of a week is one history: it is compared with the band that holds the middle 90 % of the runs in that
        week. A value without a week is an average over many cases: it is compared with the interval of the mean.
        A direction is compared with the paired difference of two arms. What the model has no measure for says so.
"""

import math
from enum import Enum

from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES, METRICS, SERIES, SERIES_NAMES, Metric
from sim.parameters import Parameters, Role, declare

BASELINE = "baseline"
NO_WEEK = -1
PEOPLE, PERCENT = "people", "%"
HUNDRED = 100.0


class Direction(Enum):
    """Where something went."""

    NONE = ""
    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        """+1 for up, -1 for down, 0 for none."""
        return {Direction.UP: 1, Direction.DOWN: -1}.get(self, 0)


class Basis(Enum):
    """How somebody knows."""

    REPORTED = "reported"
    INFERRED = "inferred"
    PLANNED = "planned"
    ESTIMATED = "estimated"


class EvidenceGrade(Enum):
    """How far an observation was verified."""

    A = "A"
    B = "B"
    C = "C"
    M = "M"

    @property
    def meaning(self) -> str:
        """What the letter stands for."""
        return {"A": "first hand", "B": "second hand", "C": "computed from data", "M": "from memory"}[self.value]


class Kind(Enum):
    """What can be said about an observation."""

    VALUE = "value"
    DIRECTION = "direction"
    OUTSIDE = "not modelled"


class Observation(Parameters):
    """Something that was observed."""

    what: str = declare("what was observed, as a short sentence", default="", role=Role.CONSTANT)
    value: float = declare(
        "how much; nan: no number is known", default=math.nan, bounds=(-1e12, 1e12), role=Role.CONSTANT
    )
    unit: str = declare("unit of the value; empty: that of the measure", default="", role=Role.CONSTANT)
    direction: Direction = declare("where it went, if no number is known", default=Direction.NONE, role=Role.CONSTANT)
    measure: str = declare(
        "metric, or weekly series where a week is given; empty: not modelled", default="", role=Role.CONSTANT
    )
    week: int = declare(
        "week it was seen in; -1: over the whole run",
        default=NO_WEEK,
        unit="week",
        bounds=(-1, 2600),
        role=Role.CONSTANT,
    )
    arm: str = declare("arm it was seen in; empty: the first", default="", role=Role.CONSTANT)
    against: str = declare("arm it is compared with, if it is a direction", default=BASELINE, role=Role.CONSTANT)
    basis: Basis = declare("how it is known", default=Basis.REPORTED, role=Role.CONSTANT)
    opposed: str = declare(
        "what in the model stands against it; told where the model does not show it", default="", role=Role.CONSTANT
    )
    source: str = declare("where it is written", default="", role=Role.CONSTANT)
    grade: EvidenceGrade = declare("how far it was verified", default=EvidenceGrade.M, role=Role.CONSTANT)

    @property
    def kind(self) -> Kind:
        """Whether a number, only a direction, or nothing that the model knows was observed."""
        if not self.measure:
            return Kind.OUTSIDE
        return Kind.DIRECTION if math.isnan(self.value) else Kind.VALUE

    @property
    def weekly(self) -> bool:
        """Whether it was seen in one week."""
        return self.week != NO_WEEK

    @property
    def metric(self) -> Metric:
        """The metric or series that measures it."""
        return next(metric for metric in (SERIES if self.weekly else METRICS) if metric.name == self.measure)

    def factor(self, people: int) -> float:
        """Return what the measure is multiplied by to be in the unit observed, in an organization of so many people."""
        if self.unit == PEOPLE and self.metric.unit == "share of people":
            return float(people)
        return HUNDRED if self.unit == PERCENT else 1.0


def checked_observation(values: object, where: str) -> Observation:
    """Return an observation.

    Raise ScenarioError where it does not say what it is, where it comes from or what measures it.
    """
    if not isinstance(values, dict):
        raise ScenarioError(
            f"{where} must be an observation such as {{what: ..., direction: up, measure: trust, source: ...}}"
        )
    found = Observation.checked(values, where)
    if not found.what or not found.source:
        raise ScenarioError(
            f"{where} needs {'what (a short sentence)' if not found.what else 'a source'}; an observation says both"
        )
    if found.kind == Kind.OUTSIDE:
        return found
    names = SERIES_NAMES if found.weekly else METRIC_NAMES
    if found.measure not in names:
        hint = nearest_hint(found.measure, names) or "; see: orgchange describe metrics"
        raise ScenarioError(
            f"{where}.measure: there is no {'weekly series' if found.weekly else 'metric'} '{found.measure}'{hint}"
        )
    if math.isnan(found.value) == (found.direction == Direction.NONE):
        raise ScenarioError(f"{where} needs either a value or a direction (up, down)")
    _check_unit(found, where)
    return found


def _check_unit(found: Observation, where: str) -> None:
    measured = found.metric.unit
    allowed = ["", measured]
    allowed += [PEOPLE] if measured == "share of people" else []
    allowed += [PERCENT] if measured.startswith("share") or measured == "ratio" else []
    if found.unit not in allowed:
        fitting = ", ".join(repr(unit) for unit in allowed[1:])
        raise ScenarioError(f"{where}.unit: {found.measure} cannot be shown in '{found.unit}'; one of: {fitting}")
