"""P17, early detection: who looks sooner, more openly or for risks has more success and smaller overruns."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, direction
from experiments.validation.patterns.p13_benefits import GOVERNED
from experiments.validation.smallest import POINT
from sim.outcomes.dictionary import METRIC

REPLICATES = 40
TWICE = 2.0
LONG = {**STEADY, "horizon.weeks": 208}
OTHERS = ("tracking", "scope_time", "stakeholders", "legacy")
ONLY_RISK = GOVERNED | {f"intervention.benefits_governance.{lever}": 0.0 for lever in OTHERS}
OPEN = option("intervention", "okr")
HIDDEN = OPEN | {"intervention.okr.transparency": 0.0}
EARLY = "told as a direction: what is found early costs less"
SEEDS = "Antwerp, Amsterdam, public-sector IT (seeds 000, 001 and 004); Boehm 1981"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure what twice the reviews, open goals and management of risks do to the same projects."""
    often = {"hidden_errors.review_rate": min(1.0, TWICE * laboratory.base.hidden_errors.review_rate)}
    usual, reviewed, risk, open_, hidden = (
        laboratory.run(LONG | changes, REPLICATES).metrics for changes in ({}, often, ONLY_RISK, OPEN, HIDDEN)
    )
    success, cost = METRIC.successful, METRIC.cost_overrun_first
    return {
        "review": mean(reviewed[:, success] - usual[:, success]),
        "cost": mean(usual[:, cost] - reviewed[:, cost]),
        "risk": mean(risk[:, success] - usual[:, success]),
        "transparency": mean(open_[:, success] - hidden[:, success]),
    }


TARGETS = (
    direction("review", "successful, twice the review rate minus usual", EARLY, POINT, SEEDS, "B"),
    direction("cost", "mean cost overrun, usual minus twice the review rate", EARLY, POINT, SEEDS, "B"),
    direction(
        "risk", "successful, with minus without management of risks", "told as a direction: risk management is vital",
        POINT, "public-sector IT (seed 004)", "B",
    ).opposed_by(
        "The sign is right; acceptance (delivery.test_finds) finds nearly all that reviews leave, so that earlier "
        "reviews save little"
    ),
    direction(
        "transparency", "successful, OKR with minus without transparency",
        "told as a direction: open goals and progress help", POINT, "Amsterdam (seed 001)", "A",
    ).opposed_by(
        "The sign is right; half as many errors again are seen where all master OKR (intervention.okr.transparency, an "
        "assumption), and acceptance finds the others anyway"
    ),
)  # fmt: skip
HOW = (
    "The portfolio as declared for four years: as it is, with twice the review rate, with a governance that only "
    "manages risks, and with OKR whose goals and progress are open to all or to nobody."
)
PATTERN = Pattern("P17", "Early detection", (Experiment(HOW, measure, TARGETS, 6),))
