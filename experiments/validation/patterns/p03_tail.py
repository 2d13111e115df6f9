"""P3, the tail: few projects overrun by a lot, and by how much follows a power law."""

from collections.abc import Mapping

import numpy as np

from experiments.validation.cohort import mixture
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import hill_exponent, upper_mean, weighted_mean
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from experiments.validation.patterns.p01_outcome_by_size import STRONG

TAIL = 1.5
GARDNER = "Flyvbjerg & Gardner 2023: 18 % of IT projects above +50 %"
BUDZIER = "Flyvbjerg & Budzier 2011: one in six of 1,471 projects overran by 200 % on average"
POWER = "Budzier & Flyvbjerg 2011: about 2; Flyvbjerg et al. 2025: at most 1 for IT"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the cost of ended projects, delivered or cancelled, over their first budget."""
    ended = mixture(laboratory, STRONG).ended
    return {
        "over_half": ended.share(lambda c: weighted_mean((c.cost > TAIL).astype(np.float64), c.weight)),
        "sixth": ended.estimate(lambda c: upper_mean(c.cost, c.weight, 1.0 / 6.0) - 1.0),
        "exponent": ended.estimate(lambda c: hill_exponent(c.cost, c.weight, TAIL)),
    }


TARGETS = (
    Target(
        "over_half",
        "projects above +50 % cost",
        0.18,
        0.13,
        0.23,
        "give or take 5 points: other samples have 17 % (one in six) and 18 % above +25 % in public IT",
        GARDNER,
        "B",
        Use.FIT,
    ),
    Target(
        "sixth",
        "mean overrun of the worst sixth",
        2.0,
        1.3,
        4.5,
        "from two thirds of the figure up to the +447 % that the later source gives for 18 %",
        BUDZIER,
        "A",
        Use.FIT,
    ),
    Target(
        "exponent",
        "Pareto exponent of the tail",
        1.5,
        1.0,
        2.0,
        "the range of the published exponents",
        POWER,
        "A",
        Use.FIT,
        "1",
    ).opposed_by(
        "A repair breaks too little elsewhere (hidden_errors.ripple) to make long chains, though more than its source "
        "has already, and added requirements (exposure) fill the near end of the tail"
    ),
)
HOW = (
    "The mixture of sizes of P1, projects delivered or cancelled, at what they had cost by then over the first "
    "budget. The exponent is "
    "Hill's, of everything above +50 %; 18 % there with a mean of +447 % would be an exponent of 1.4, with +200 % one "
    "of 2."
)
PATTERN = Pattern("P3", "Tail of cost overruns", (Experiment(HOW, measure, TARGETS),))
