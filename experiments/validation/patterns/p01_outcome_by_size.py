"""P1, outcome by size, under the two rival priors of the size effect."""

from collections.abc import Mapping

import numpy as np

from experiments.validation.cohort import COMMON, GRAND, MEDIUM, SMALL, Cohort, mixture, share
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import rank_correlation, slope
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from sim.state import CHALLENGED, FAILED, SUCCESSFUL, UNDECIDED

BEST = np.array([1.0, 2.0, 1.0, 0.0])  # how good an outcome is, by its number; what still runs is as good as challenged
LARGE_ONLY = {2800.0: 1.0, GRAND: 1.0, 7800.0: 1.0}
STRONG, ABSENT = {"coordination.strength": 1.0}, option("prior", "absent")
MULDER = "Mulder 2014 (Tweede Kamer, Elias committee), an estimate; Standish 2015: 29 / 52 / 19"
MULDER_LARGE = "Mulder 2014, EUR 7.5 million and more; Standish 2013, USD 10 million and more: 6.4 / 52 / 41.4"
ORDER = "only the order is agreed on, where it is found at all"
TENTH = (0.05, "from the source: a tenth of what lies between Standish's classes (63 and 12 %)")
HALF = (0.02, "from the source: half of what lies between Standish's classes (12 and 8 %)")


def _of(cohort: Cohort) -> dict[str, Estimate]:
    return {
        "successful": cohort.share(lambda c: share(c, SUCCESSFUL)),
        "challenged": cohort.share(lambda c: share(c, CHALLENGED, UNDECIDED)),
        "failed": cohort.share(lambda c: share(c, FAILED)),
    }


def _success_at(cohort: Cohort, size: float) -> float:
    return share(cohort.where(cohort.size == size), SUCCESSFUL)


def success_per_tenfold(cohort: Cohort) -> float:
    """Return by how much the chance of success rises (share) when size rises tenfold, every class of size alike."""
    sizes = np.unique(cohort.size)
    rates = np.array([_success_at(cohort, size) for size in sizes])
    return slope(np.log10(sizes), rates, np.ones(len(sizes)))


def outcome_rank(cohort: Cohort) -> float:
    """Return Spearman's correlation between size and how good the outcome was."""
    return rank_correlation(cohort.size, BEST[cohort.outcome])


def measure_strong(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the outcomes of all sizes, of the largest class and of the smallest."""
    strong = mixture(laboratory, STRONG)
    grand = _of(strong.where(strong.size == GRAND))
    return {
        **{f"all_{name}": found for name, found in _of(strong).items()},
        **{f"large_{name}": found for name, found in grand.items()},
        "small": strong.share(lambda c: _success_at(c, SMALL)),
        "small_medium": strong.estimate(lambda c: _success_at(c, SMALL) - _success_at(c, MEDIUM)),
        "medium_large": strong.estimate(lambda c: _success_at(c, MEDIUM) - _success_at(c, GRAND)),
    }


def measure_absent(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure what slope is left where coordination does not grow with size."""
    large = mixture(laboratory, ABSENT, LARGE_ONLY)
    return {
        "absent_all": mixture(laboratory, ABSENT).estimate(success_per_tenfold),
        "absent_large": large.estimate(outcome_rank),
    }


AGAINST = {
    "large_successful": (
        "Larger changes of requirements (exposure.change_size) would bring it down, and with it the cost of large "
        "programmes up, which is too high already (P22)"
    ),
    "large_challenged": (
        "What is not challenged is cancelled: cancellations (steering.cancel_rate) are fitted to all sizes together"
    ),
}


def _shares(kind: str, words: str, source: str, *figures: tuple[str, float, float, float]) -> tuple[Target, ...]:
    why = "covers both sources, give or take 5 points"
    return tuple(
        Target(f"{kind}_{name}", f"{words}: {name}", value, low, high, why, source, "B", Use.FIT).opposed_by(
            AGAINST.get(f"{kind}_{name}", "")
        )
        for name, value, low, high in figures
    )


STRONG_TARGETS = (
    *_shares(
        "all",
        "all sizes",
        MULDER,
        ("successful", 0.29, 0.24, 0.34),
        ("challenged", 0.46, 0.41, 0.57),
        ("failed", 0.25, 0.14, 0.30),
    ),
    *_shares(
        "large",
        "75 person-years",
        MULDER_LARGE,
        ("successful", 0.07, 0.02, 0.12),
        ("challenged", 0.57, 0.47, 0.62),
        ("failed", 0.36, 0.31, 0.46),
    ),
    Target(
        "small",
        "below 10,000 hours: successful",
        0.48,
        0.41,
        0.68,
        "46 to 49 % in one edition, 63 % derived from another, give or take 5 points",
        "Standish 2013 (below USD 1 million), 2015",
        "B",
        Use.CHECK,
    ).opposed_by(
        "Luck of benefits (delivery.luck) takes small projects below the line of benefits as often as large ones; "
        "without it they come out, but more large ones succeed than should"
    ),
    direction("small_medium", "success, small minus medium", ORDER, TENTH, "Standish; Mulder; Jørgensen 2019", "B"),
    direction("medium_large", "success, medium minus largest", ORDER, HALF, "Standish; Mulder; Sauer et al. 2007", "B"),
)

ABSENT_TARGETS = (
    Target(
        "absent_all",
        "absent prior: success per tenfold size",
        0.0,
        -0.05,
        0.05,
        "no slope, within a sixth of what Standish's classes give (-33 points)",
        "US IT Dashboard, UK GMPP: none or reversed",
        "C",
        Use.SHAPED,
        "points",
    ),
    Target(
        "absent_large",
        "absent prior: rank correlation of size and outcome",
        -0.02,
        -0.11,
        0.11,
        "sampling interval of a correlation over about 300 distinct projects",
        "UK GMPP 2014-20: whole-life cost and rating",
        "C",
        Use.CHECK,
        "1",
    ),
)

STRONG_HOW = (
    f"Strong prior, coordination.strength = 1: projects of {', '.join(f'{size:,.0f}' for size in COMMON)} "
    "person-weeks, each size in "
    "a portfolio of its own for 15 years. All sizes: weighted by how common they are (Standish's classes by hours of "
    "labour)."
)
ABSENT_HOW = (
    "Absent prior, the option prior=absent: the same sizes; and for large projects only (2,800, 3,900 and 7,800 "
    "person-weeks) the "
    "rank correlation of size and outcome, as in the portfolio it comes from."
)
PATTERN = Pattern(
    "P1",
    "Outcome by size",
    (
        Experiment(STRONG_HOW, measure_strong, STRONG_TARGETS, 15),
        Experiment(ABSENT_HOW, measure_absent, ABSENT_TARGETS, 22),
    ),
)
