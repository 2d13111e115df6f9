"""P21, twice the people: a project with twice the people takes clearly more than half the time."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.cohort import STEADY, Cohort, cohort_of
from experiments.validation.estimate import Estimate, jackknife
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import weighted_mean
from experiments.validation.pattern import Experiment, Pattern, Target, Use

SIZE, WEEKS, REPLICATES = 480.0, 520, 24
BROOKS = "Brooks 1975; Peltokorpi & Niemi 2019: 8 % less output a person with every member added (up to four)"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how long completed projects take with usual teams and with teams of twice as many."""
    base = {**STEADY, "horizon.weeks": WEEKS, "project.size": SIZE, "project.share": 0.04}
    twice = {"project.team_factor": 2.0 * laboratory.base.project.team_factor}
    usual, doubled = (
        cohort_of(laboratory.run(base | changes, REPLICATES), SIZE, 1.0).completed for changes in ({}, twice)
    )

    def ratio(keep: NDArray[np.bool_]) -> float:
        kept = np.flatnonzero(keep)
        return _mean_weeks(doubled, kept) / (_mean_weeks(usual, kept) or np.nan)

    return {"ratio": jackknife(ratio, np.arange(laboratory.replicates(REPLICATES)))}


def _mean_weeks(cohort: Cohort, replicates: NDArray[np.intp]) -> float:
    kept = np.isin(cohort.replicate, replicates)
    return weighted_mean(cohort.weeks[kept], cohort.weight[kept])


TARGETS = (
    Target(
        "ratio", "duration with twice the people over the usual one", None, 0.55, 1.0,
        "more than half by a tenth of it: people who talk to each other do not work meanwhile; twice the people are "
        "not slower", BROOKS, "B", Use.CHECK, "ratio",
    ),
)  # fmt: skip
HOW = "Completed projects of 480 person-weeks with teams as declared and twice as large, from start to end."
PATTERN = Pattern("P21", "Twice the people", (Experiment(HOW, measure, TARGETS, 2),))
