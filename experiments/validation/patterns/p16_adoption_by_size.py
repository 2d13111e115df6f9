"""P16, adoption by size: small projects show results soon, and results convince people to take up a practice."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, direction
from sim.outcomes.dictionary import METRIC

SMALL, LARGE, REPLICATES = 5.0, 320.0, 24
ROLLOUT = option("intervention", "okr") | STEADY | {"rollout.speed": 0.25}
KOTTER = "Kotter 1995 and 1996 (short-term wins); Antwerp (seed 000): concrete pieces give a solid return"
TENTH = (0.10, "convention: ten percentage points, below which nobody would choose the size of projects for it")


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many adopt beside small and beside large projects."""
    small, large = (
        laboratory.run(ROLLOUT | {"project.size": size}, REPLICATES).metrics[:, METRIC.adopted]
        for size in (SMALL, LARGE)
    )
    return {"small": mean(small - large)}


TARGETS = (
    direction(
        "small", "adopted, beside projects of 5 minus of 320 person-weeks", "told as a direction", TENTH, KOTTER, "B"
    ).opposed_by("Results move a trial too little (adoption.wins, an assumption; a quarter more meets it)"),
)
HOW = "OKR at speed 0.25 in the organization as declared, beside projects of 5 and of 320 person-weeks."
PATTERN = Pattern("P16", "Adoption by size", (Experiment(HOW, measure, TARGETS, 2),))
