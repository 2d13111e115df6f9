"""P20, Strategic Doing in its own case: where everybody practises it, it is worth more than nothing."""

from collections.abc import Mapping

from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, direction
from experiments.validation.smallest import POINT
from sim.outcomes.dictionary import METRIC

REPLICATES = 40
COMMUNITY = option("organization", "community")
EVERYBODY = option("intervention", "strategic_doing") | {
    "rollout.speed": 1.0,
    "rollout.scarce": False,
    "intervention.strategic_doing.bar": -1.0,
    "adoption.relapse": 0.0,
}
SOURCE = "Strategic Doing (seed 003)"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure success where everybody practises it against nothing."""
    nothing, everybody = (
        laboratory.run(COMMUNITY | changes, REPLICATES).metrics[:, METRIC.successful] for changes in ({}, EVERYBODY)
    )
    return {"everybody": mean(everybody - nothing)}


TARGETS = (
    direction(
        "everybody", "successful, everybody practises it minus nobody",
        "told as a direction: links assets without added overhead", POINT, SOURCE, "A",
    ),
)  # fmt: skip
HOW = (
    "The community of the case: nothing, or Strategic Doing by everybody from the start (no trial fails, coaches for "
    "all)."
)
PATTERN = Pattern("P20", "Strategic Doing pays", (Experiment(HOW, measure, TARGETS, 3),))
