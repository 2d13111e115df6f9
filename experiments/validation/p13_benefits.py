"""P13, benefits: almost nobody tracks them; tracking goes with smaller overruns."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, jackknife, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.engine import Outcome
from sim.outcomes.dictionary import METRIC
from sim.state import DELIVERED, UNUSED

BASE = {**STEADY, "horizon.weeks": 208}
GOVERNED = option("intervention", "benefits_governance")
OTHER_LEVERS = ("scope_time", "risk", "stakeholders", "legacy")
HALF_TRACKED = GOVERNED | {"intervention.benefits_governance.tracking": 0.5}
HALF_TRACKED |= {f"intervention.benefits_governance.{lever}": 0.0 for lever in OTHER_LEVERS}
REPLICATES = 60
PUBLIC_IT = "public-sector IT (seed 004): 3 of 2,905 projects"
DIRECTION = "told as a direction; no size of the effect was found anywhere"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many projects are tracked, and what tracking and governance do to overruns."""
    ungoverned, governed = (laboratory.run(BASE | changes, REPLICATES) for changes in ({}, GOVERNED))
    sums = _sums(laboratory.run(BASE | HALF_TRACKED, REPLICATES))
    overrun = METRIC.cost_overrun_first
    return {
        "tracked": mean(ungoverned.metrics[:, METRIC.tracked]),
        "overrun": jackknife(lambda keep: untracked_minus_tracked(sums[keep].sum(axis=0)), np.arange(len(sums))),
        "governed": mean(ungoverned.metrics[:, overrun] - governed.metrics[:, overrun]),
    }


def _sums(outcome: Outcome) -> NDArray[np.float64]:
    """Return number and total cost ratio of untracked and tracked completed projects, float64 (r, 2, 2)."""
    if outcome.projects is None:
        raise ValueError("overruns need the projects of their runs")
    projects = outcome.projects
    completed = (projects["status"] == DELIVERED) | (projects["status"] == UNUSED)
    cost = np.where(completed, projects["spent"], 0.0) / np.where(completed, projects["budget_first"], 1.0)
    kinds = [completed & (projects["tracked"] == tracked) for tracked in (False, True)]
    return np.stack([np.stack([kind.sum(axis=1), (cost * kind).sum(axis=1)], axis=1) for kind in kinds], axis=1)


def untracked_minus_tracked(sums: NDArray[np.float64]) -> float:
    """Return the difference of mean cost ratios, from counts and totals (2, 2); NaN where one kind is missing."""
    counts, totals = sums[:, 0], sums[:, 1]
    return float(totals[0] / counts[0] - totals[1] / counts[1]) if counts.all() else np.nan


TARGETS = (
    Target(
        "tracked", "projects whose benefits are tracked", 0.001, 0.0002, 0.003, "95 % Poisson interval of 3 in 2,905", PUBLIC_IT, "B", Use.FIT
    ),
    Target("overrun", "cost overrun, untracked minus tracked", None, 0.0, math.inf, DIRECTION, PUBLIC_IT, "B", Use.CHECK, "points"),
    Target("governed", "cost overrun, without minus with governance", None, 0.0, math.inf, DIRECTION, PUBLIC_IT, "B", Use.CHECK, "points"),
)
HOW = (
    "Portfolios as declared, four years: without governance; with a governance that only tracks, every second project; and with all of benefits "
    "governance."
)
PATTERN = Pattern("P13", "Benefits", (Experiment(HOW, measure, TARGETS),))
