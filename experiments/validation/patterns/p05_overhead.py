"""P5, overhead: the share of effort that goes into coordination grows with the team."""

from collections.abc import Mapping

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.outcomes.dictionary import METRIC

FIGURES = {2: (0.046, 0.041, 0.053), 3: (0.115, 0.100, 0.132), 7: (0.141, 0.127, 0.166), 14: (0.168, 0.145, 0.189)}
AHONEN = "Ahonen et al. 2015: management share of 117 projects by quartile of size"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure the share of effort spent on coordination in projects whose team has the median size of each quartile."""
    return {f"team_{team}": mean(_shares(laboratory, team)) for team in FIGURES}


def _shares(laboratory: Laboratory, team: int) -> list[float]:
    plan = laboratory.base.project
    size = (team / plan.team_factor) ** (1.0 / plan.team_exponent)
    outcome = laboratory.run({**STEADY, "horizon.weeks": 156, "project.size": round(size, 1)}, 6)
    return [float(share) for share in outcome.metrics[:, METRIC.coordination_share]]


TARGETS = tuple(
    Target(
        f"team_{team}", f"coordination in a team of {team}", *figures, "95 % sampling interval of the quartile's "
                                                                       "median, 29 projects",
        AHONEN, "C", Use.CODE,
    )
    for team, figures in FIGURES.items()
)  # fmt: skip
HOW = (
    "Share of effort spent on coordination in portfolios whose projects have teams of 2, 3, 7 and 14, the median "
    "teams of the source's "
    "quartiles of size."
)
PATTERN = Pattern("P5", "Overhead", (Experiment(HOW, measure, TARGETS),))
