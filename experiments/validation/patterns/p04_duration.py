"""P4, duration: at equal effort, longer projects cost more than planned."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY, cohort_of, joined
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import slope
from experiments.validation.pattern import Experiment, Pattern, Target, Use

SIZE, WEEKS, REPLICATES = 480.0, 780, 40
ALLOCATIONS = (0.25, 0.5, 1.0)


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how cost overrun rises with planned duration where only the time given to a project differs."""
    base = {**STEADY, "horizon.weeks": WEEKS, "project.size": SIZE, "project.share": 0.04}
    runs = [laboratory.run({**base, "project.allocation": allocation}, REPLICATES) for allocation in ALLOCATIONS]
    completed = joined([cohort_of(run, SIZE, 1.0) for run in runs]).completed
    return {"slope": completed.estimate(lambda c: slope(c.years, c.cost, c.weight))}


TARGETS = (
    Target(
        "slope", "cost overrun per extra planned year", 0.042, 0.021, 0.084,
        "within a factor of two; another source has 15 points for projects above USD 15 million",
        "Budzier & Flyvbjerg 2012: public IT, 1,355 projects", "A", Use.FIT, "points",
    ).opposed_by(
        "Wrong work (hidden_errors) costs quick projects more than slow ones, which takes back most of what "
        "requirements add with time (exposure)"
    ),
)  # fmt: skip
HOW = (
    "Completed projects of 480 person-weeks whose members give 25, 50 or 100 % of their week, so that only the "
    "planned duration "
    "differs; least-squares slope of cost over first budget on planned years."
)
PATTERN = Pattern("P4", "Duration", (Experiment(HOW, measure, TARGETS, 6),))
