"""P13, benefits: almost nobody tracks them; tracking goes with smaller overruns."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean, mean_share
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.smallest import POINT
from sim.outcomes.dictionary import METRIC

MANY_PROJECTS = {**STEADY, "horizon.weeks": 104, "project.size": 10.0}
PORTFOLIO = {**STEADY, "horizon.weeks": 208}
GOVERNED = option("intervention", "benefits_governance")
OTHER_LEVERS = ("scope_time", "risk", "stakeholders", "legacy")
ONLY_TRACKED = GOVERNED | {f"intervention.benefits_governance.{lever}": 0.0 for lever in OTHER_LEVERS}
REPLICATES = 40
PUBLIC_IT = "public-sector IT (seed 004): 3 of 2,905 projects"
DIRECTION = "told as a direction; no size of the effect was found anywhere"


def measure_base(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many projects are tracked where nobody governs."""
    return {"tracked": mean_share(laboratory.run(MANY_PROJECTS, REPLICATES).metrics[:, METRIC.tracked])}


def measure_effect(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure what tracking and governance do to overruns of the same projects."""
    without, tracked, governed = (
        laboratory.run(PORTFOLIO | changes, REPLICATES).metrics[:, METRIC.cost_overrun_first]
        for changes in ({}, ONLY_TRACKED, GOVERNED)
    )
    return {"tracking": mean(without - tracked), "governed": mean(without - governed)}


def _smaller(key: str, name: str, use: Use) -> Target:
    return direction(key, name, DIRECTION, POINT, PUBLIC_IT, "B", use)


BASE_TARGETS = (
    Target(
        "tracked",
        "projects whose benefits are tracked",
        0.001,
        0.0002,
        0.003,
        "95 % Poisson interval of 3 in 2,905",
        PUBLIC_IT,
        "B",
        Use.CODE,
    ),
)
EFFECT_TARGETS = (
    _smaller("tracking", "mean cost overrun, without minus with tracking", Use.FIT),
    _smaller("governed", "mean cost overrun, without minus with governance", Use.CHECK),
)
BASE_HOW = "Portfolios of projects of 10 person-weeks without governance, two years."
EFFECT_HOW = (
    "The portfolio as declared for four years: without governance, with one that only tracks benefits, and "
    "with all of it."
)
PATTERN = Pattern(
    "P13",
    "Benefits",
    (Experiment(BASE_HOW, measure_base, BASE_TARGETS, 2), Experiment(EFFECT_HOW, measure_effect, EFFECT_TARGETS, 3)),
)
