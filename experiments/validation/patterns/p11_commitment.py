"""P11, commitment: goals with a committed top raise output a lot, without it a little."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, jackknife
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.engine import Outcome
from sim.state import DELIVERED, UNUSED

SETTLED, REPLICATES = 104, 24
FULL_ADOPTION = {
    **STEADY,
    "horizon.weeks": 182,
    "project.size": 20.0,
    "rollout.speed": 1.0,
    "rollout.scarce": False,
    "intervention.okr.bar": -1.0,
    "adoption.relapse": 0.0,
    "intervention.okr.goal_share": 1.0,
}
RODGERS = "Rodgers & Hunter 1991: 70 studies of management by objectives"
WHY = "a fifth either way: a mean over studies, without an interval in what was seen"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the gain in progress for a person-week given, against the same people without goals."""
    without = output(laboratory.run(FULL_ADOPTION, REPLICATES))
    found = {}
    for key, commitment in (("high", 1.0), ("low", 0.0)):
        changes = {"intervention.okr.strength": 1.0, "intervention.okr.commitment": commitment}
        found[key] = _gain(output(laboratory.run(FULL_ADOPTION | changes, REPLICATES)), without)
    return found


def output(outcome: Outcome) -> NDArray[np.float64]:
    """Return scope done and person-weeks spent, float64 (r, 2), of completed projects that began late."""
    if outcome.projects is None:
        raise ValueError("output needs the projects of its runs")
    projects = outcome.projects
    counted = (projects["start"] >= SETTLED) & ((projects["status"] == DELIVERED) | (projects["status"] == UNUSED))
    return np.stack([(projects[name] * counted).sum(axis=1) for name in ("done", "spent")], axis=1)


def _gain(one: NDArray[np.float64], other: NDArray[np.float64]) -> Estimate:
    def gain(keep: NDArray[np.bool_]) -> float:
        (done, spent), (done_before, spent_before) = one[keep].sum(axis=0), other[keep].sum(axis=0)
        return float(done / spent / (done_before / spent_before) - 1.0) if spent > 0 and done_before > 0 else np.nan

    return jackknife(gain, np.arange(len(one)))


TARGETS = (
    Target("high", "gain in output, committed top", 0.56, 0.45, 0.67, WHY, RODGERS, "A", Use.CODE),
    Target(
        "low", "gain in output, top not committed", 0.06, 0.0, 0.12, "up to twice the figure", RODGERS, "A", Use.CODE
    ),
)
HOW = (
    "Completed projects of 20 person-weeks that begin in the third year of OKR, when everybody uses it (no trial "
    "fails, coaches for all) "
    "and all project work is about the goals, as in the studies; scope done for a person-week given, against no OKR. "
    "The standardized "
    "effect of monitoring goals (d = 0.40) has no counterpart here."
)
PATTERN = Pattern("P11", "Commitment", (Experiment(HOW, measure, TARGETS),))
