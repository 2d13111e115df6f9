"""P22, large programmes: half of them keep their budget, a sixth leaves it far behind, and plans are made anew."""

from collections.abc import Mapping

import numpy as np

from experiments.validation.cohort import GRAND, LARGE, mixture
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import weighted_mean, weighted_quantile
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.patterns.p01_outcome_by_size import STRONG
from experiments.validation.smallest import POINT

SIZES = {LARGE: 0.5, GRAND: 0.5}
OUTLIER = 1.25
BUDZIER = "Budzier & Flyvbjerg 2012: public IT, 1,355 projects, USD 130 million and 35 months on average"
GAO = "US GAO 2008 (GAO-08-925): a random sample of 180 of 778 major federal IT projects"
MINISTER = "Dutch minister of the interior 2018 (answer 2018Z13268): a new baseline is not an overrun"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure cost and time of completed large projects over their first plans, and over their last."""
    large = mixture(laboratory, STRONG, SIZES)
    done, renewed = large.completed, large.where(large.rebaselines > 0)
    return {
        "median": done.estimate(lambda c: weighted_quantile(c.cost, c.weight, 0.5) - 1.0),
        "outliers": done.share(lambda c: weighted_mean((c.cost > OUTLIER).astype(np.float64), c.weight)),
        "slip": done.estimate(lambda c: weighted_mean(c.weeks / (52.0 * c.years), c.weight) - 1.0),
        "rebaselined": large.share(lambda c: weighted_mean((c.rebaselines > 0).astype(np.float64), c.weight)),
        "again": renewed.share(lambda c: weighted_mean((c.rebaselines > 1).astype(np.float64), c.weight)),
        "renewed": done.estimate(lambda c: weighted_mean(c.cost - c.cost_last, c.weight)),
    }


TARGETS = (
    Target(
        "median", "median cost overrun", 0.0, -0.05, 0.05, "give or take 5 points: the source says none", BUDZIER, "A",
        Use.CHECK,
    ).opposed_by(
        "Added requirements (exposure.change_size) carry it: without them it comes out, but then duration costs "
        "nothing (P4) and too many of the largest succeed (P1)"
    ),
    Target(
        "outliers", "projects above +25 % cost", 0.18, 0.13, 0.23,
        "give or take 5 points, as for the tail of all sizes",
        BUDZIER, "A", Use.CHECK,
    ).opposed_by("Added requirements (exposure.change_size) carry it, as they do the median"),
    Target(
        "slip", "mean schedule overrun", 0.24, 0.12, 0.48, "within a factor of two: the source has larger projects",
        BUDZIER, "A", Use.CHECK,
    ),
    Target(
        "rebaselined", "projects that got a new baseline", 0.48, 0.40, 0.56, "95 % sampling interval of 180 projects",
        GAO, "A", Use.FIT,
    ),
    Target(
        "again", "of these, projects that got more than one", 0.51, 0.40, 0.62,
        "95 % sampling interval of 48 % of 180 projects", GAO, "A", Use.CHECK,
    ).opposed_by(
        "Whoever got a new baseline is no likelier to get another (steering.renewal); a higher chance meets it, and "
        "then too many get a first one"
    ),
    direction(
        "renewed", "mean cost overrun, over the first minus over the last budget",
        "told as a direction: new baselines hide overruns", POINT, MINISTER, "A",
    ),
)  # fmt: skip
HOW = (
    "Completed projects of 2,150 and 3,900 person-weeks (about EUR 4 and 7.5 million) in equal parts, from the "
    "portfolios of P1 (new baselines: of all such projects); those of the sources are larger than any the model runs."
)
PATTERN = Pattern("P22", "Large programmes", (Experiment(HOW, measure, TARGETS, 1),))
