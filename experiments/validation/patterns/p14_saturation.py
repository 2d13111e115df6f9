"""P14, saturation: the more changes at once, the fewer people are willing to take up one more."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.estimate import Estimate, jackknife, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.smallest import ADOPTION
from sim.outcomes.dictionary import METRIC

FEW, MANY = 2.0, 10.0
EARLY, REPLICATES = 8, 32
PUSHED = {
    "horizon.weeks": 52,
    "project.share": 0.0,
    "rollout.speed": 1.0,
    "rollout.scarce": False,
    "intervention.okr.strength": 1.0,
}
GARTNER = "Gartner in HBR 2023 (vendor figure): 74 % willing at 2 changes, 43 % at 10"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how readily people try where a practice counts as two and as ten changes."""
    few, many = (
        laboratory.run(PUSHED | {"intervention.okr.attention": changes}, REPLICATES) for changes in (FEW, MANY)
    )
    tried = [1.0 - (weekly(run, "unaware") + weekly(run, "aware"))[:, EARLY] for run in (few, many)]
    return {
        "ratio": jackknife(
            lambda keep: willing(tried[1][keep]) / (willing(tried[0][keep]) or math.nan), np.arange(len(tried[0]))
        ),
        "adopted": mean(few.metrics[:, METRIC.adopted] - many.metrics[:, METRIC.adopted]),
    }


def willing(tried: NDArray[np.float64]) -> float:
    """Return the hazard that made these shares of people try so far.

    With few of them it is proportional to how willing they are.
    """
    return float(-np.log1p(-np.minimum(tried, 1.0 - 1e-9)).mean())


TARGETS = (
    Target(
        "ratio", "willingness to try at ten changes over that "
                 "at two", 0.58, 0.50, 0.66, "43 of 74 %; another copy of the figure has 38",
        GARTNER, "B", Use.CODE, "ratio",
    ),
    direction(
        "adopted", "adopted after a year, two minus ten changes", "fewer willing means fewer users", ADOPTION, GARTNER,
        "B",
    ),
)  # fmt: skip
HOW = (
    "OKR in all units at once with enough coaches and no projects, counting as two or as ten changes; how readily "
    "people try is taken from "
    "how many have tried after eight weeks."
)
PATTERN = Pattern("P14", "Saturation", (Experiment(HOW, measure, TARGETS),))
