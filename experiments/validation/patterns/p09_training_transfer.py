"""P9, training transfer: how many apply what they learned, right after, half a year and a year later."""

from collections.abc import Mapping

from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.interventions.training import sessions_before

TRAINED = option("intervention", "training") | {"horizon.weeks": 104, "rollout.speed": 1.0}
REPLICATES = 32
SAKS = "Saks & Belcourt 2006: 150 organizations"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the share of trained people who apply it after the last session."""
    own = laboratory.base.intervention.training
    held = [sessions_before(age, own.span_weeks, own.sessions) for age in range(own.span_weeks + 1)]
    last = held.index(own.sessions) - 1
    applied = weekly(laboratory.run(TRAINED, REPLICATES), "training_applied")
    return {f"after_{weeks}": mean(applied[:, last + weeks]) for weeks in (0, 26, 52)}


def _target(weeks: int, value: float, use: Use) -> Target:
    why = "give or take 5 points: answers of training professionals, asked once"
    name = f"apply it {weeks} weeks after the last session"
    return Target(f"after_{weeks}", name, value, value - 0.05, value + 0.05, why, SAKS, "A", use)


TARGETS = (_target(0, 0.62, Use.CODE), _target(26, 0.44, Use.CHECK), _target(52, 0.34, Use.CHECK))
HOW = "The training programme for all managers at once, nothing else tried."
PATTERN = Pattern("P9", "Training transfer", (Experiment(HOW, measure, TARGETS),))
