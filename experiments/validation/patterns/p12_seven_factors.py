"""P12, Strategic Doing: the more of the seven factors are in place, the more success."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, direction
from experiments.validation.smallest import POINT
from sim.outcomes.dictionary import METRIC

FACTORS = ("assets", "network", "iterative", "decentralized", "goals", "metrics", "trust")
PRACTISED = (
    option("intervention", "strategic_doing")
    | STEADY
    | {"horizon.weeks": 208, "rollout.speed": 0.5, "rollout.scarce": False}
)
REPLICATES = 40
SOURCE = "Strategic Doing (seed 003); Hutcheson 2013: survey of 108 people, correlational"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure success with none to all seven factors, added in their order and from the last one on."""
    found = [
        _successful(laboratory, FACTORS[:count]) + _successful(laboratory, FACTORS[len(FACTORS) - count :])
        for count in range(8)
    ]
    steps = [mean((more - less) / 2.0) for less, more in pairwise(found)]
    return {"all": mean((found[-1] - found[0]) / 2.0), "smallest": min(steps, key=lambda step: step.value)}


def _successful(laboratory: Laboratory, factors: Sequence[str]) -> NDArray[np.float64]:
    chosen = {f"intervention.strategic_doing.{factor}": float(factor in factors) for factor in FACTORS}
    return laboratory.run(PRACTISED | chosen, REPLICATES).metrics[:, METRIC.successful]


TARGETS = (
    direction(
        "all", "successful, all seven factors minus none", "told as a direction, correlational", POINT, SOURCE, "A"
    ),
    direction(
        "smallest", "successful, smallest of the seven steps from none to all", "every further factor adds something",
        POINT, SOURCE, "A",
    ).opposed_by(
        "Assets (intervention.strategic_doing.reuse) save fixed work at the start of a project, which is too little of "
        "it (fixed_costs) to decide on success"
    ),
)  # fmt: skip
HOW = (
    "Strategic Doing with enough coaches and none to seven of its factors, added one by one in their order and, as a "
    "second series, from "
    "the last one on; mean of both."
)
PATTERN = Pattern("P12", "Strategic Doing", (Experiment(HOW, measure, TARGETS, 11),))
