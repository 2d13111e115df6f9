"""P19, trust: a practice that most people took up does not leave them with less trust than they had without it."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import UNKNOWN, Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.outcomes.dictionary import METRIC

MOST, REPLICATES = 0.6, 32
LONG = {**STEADY, "horizon.weeks": 156}
HELPED = option("intervention", "okr") | {"rollout.scarce": False}
SOURCE = (
    "Antwerp, Amsterdam and Sweden (seeds 000, 001 and 002); Sorensen, Hasle & Pejtersen 2011 (during change it falls)"
)


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure trust in the end; unknown where fewer than most people have adopted."""
    without, with_ = (laboratory.run(LONG | changes, REPLICATES).metrics for changes in ({}, HELPED))
    adopted = with_[:, METRIC.adopted]
    kept = mean(with_[:, METRIC.trust] - without[:, METRIC.trust]) if adopted.mean() >= MOST else UNKNOWN
    return {"adopted": mean(adopted), "trust": kept}


TARGETS = (
    Target(
        "trust", "trust in the end, with minus without OKR, where 60 % adopted", None, -0.01, 1.0,
        "not lower: convention, less than half of the smallest effect that matters for a trait", SOURCE, "B",
        Use.CHECK, "1",
    ),
)  # fmt: skip
HOW = "OKR with coaches for everybody who wants one for three years; without a value where fewer than 60 % adopt."
PATTERN = Pattern("P19", "Trust", (Experiment(HOW, measure, TARGETS, 2),))
