"""P18, the J-curve: a change costs work before it gives some."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, direction

FROM, TO, REPLICATES = 26, 52, 40
LONG = {**STEADY, "horizon.weeks": 208}
SOURCE = "Amsterdam (seed 001): the first year was hard, the second better; Brynjolfsson, Rock & Syverson 2021"
HALF = (0.005, "convention: half a percentage point of the work of a portfolio, about two of 400 person-weeks")


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the work delivered and used with and without a rollout, early and at the end."""
    without, with_ = (
        weekly(laboratory.run(LONG | changes, REPLICATES), "work_delivered")
        for changes in ({}, option("intervention", "okr"))
    )
    more = with_ - without
    return {"fall": mean(-more[:, FROM : TO + 1].mean(axis=1)), "end": mean(more[:, -1])}


TARGETS = (
    direction(
        "fall", "work delivered in weeks 26 to 52, without minus with OKR", "told as a direction", HALF, SOURCE, "A"
    ).opposed_by(
        "Plans have slack that work fills (deadline.filled), and onboarding is taken from it first; without that the "
        "dip is deep enough"
    ),
    direction("end", "work delivered in the end, with minus without OKR", "told as a direction", HALF, SOURCE, "A"),
)
HOW = "OKR as declared, rolled out from week 0 on, for four years, against the same people without it."
PATTERN = Pattern("P18", "J-curve", (Experiment(HOW, measure, TARGETS, 3),))
