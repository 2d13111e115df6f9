"""The smallest difference that matters in practice, declared for every metric in one place.

Rule    A difference whose whole interval lies within it makes no difference in practice, however sure it is. It is said
        by the unit of a metric: a point of a share or of a trait from 0 to 1, a week. What counts people's time, money
        or projects depends on how large an organization is; there any difference matters unless ``study.equivalence``
        says otherwise, which it can for the metric that a study is about.
Source  Conventions; that a difference needs such a bound before anybody looks: Lakens, Scheel & Isager 2018.
"""

from collections.abc import Mapping

from experiments.input.own_metrics import WithOwn
from sim.outcomes.dictionary import METRICS, Metric

ANY = 0.0
DECLARED = -1.0
POINT = 0.01
BY_UNIT: Mapping[str, float] = {
    "0 to 1": POINT,
    "-1 to 1": 2 * POINT,
    "ratio": POINT,
    "weeks": 1.0,
    "per project": 0.05,
    "per 100 person-weeks": 0.1,
}


def smallest(metric: Metric) -> float:
    """Return the smallest difference that matters in a metric, in its unit; 0 where any does."""
    return POINT if metric.unit.startswith("share") else BY_UNIT.get(metric.unit, ANY)


SMALLEST: Mapping[str, float] = WithOwn({metric.name: smallest(metric) for metric in METRICS}, smallest)


def matters(metric: str, asked: str, equivalence: float) -> float:
    """Return the smallest difference that matters in a metric of a study, which is about ``asked``.

    ``equivalence``: what the study says of the metric it is about; negative where it says nothing.
    """
    return equivalence if metric == asked and equivalence >= 0 else SMALLEST[metric]
