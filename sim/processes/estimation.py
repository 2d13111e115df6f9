"""Estimation: what a project really takes differs from its estimate, however small it is.

Rule    scope = effort * exp(bias + s z) * legacy factor, s^2 = spread^2 + task_spread^2 / effort, which scope
        management makes smaller; fixed work errs by the same factor. The budget is (fixed work + effort) / (1 -
        overhead), because planners know the overhead of coordination; the schedule is the budget over what the team
        agreed to give, or ends with the deadline where one is told.
Source  sd of ln(actual/estimate) .355, median 0.97: Kitchenham et al. 2002; small tasks P90 2.0: Jones & Cullum 2019.
"""

import math

from sim.compiler import compiled, kernel
from sim.elementary import exp
from sim.parameters import Grade, Parameters, declare
from sim.state import Array
from sim.streams import normal

KITCHENHAM = "Kitchenham et al. 2002 (145 projects)"


class Estimation(Parameters):
    """How good estimates are."""

    bias: float = declare(
        "mean of ln(true scope / estimate)", default=-0.1395, bounds=(-1, 1), grade=Grade.DATA, source=KITCHENHAM
    )
    spread: float = declare(
        "sd of ln(true scope / estimate) that all parts of a project share",
        default=0.1808,
        bounds=(0, 1.5),
        grade=Grade.DATA,
        source=KITCHENHAM,
    )
    task_spread: float = declare(
        "sd of ln(true / estimate) of a single person-week of work, on top",
        default=0.5,
        bounds=(0, 1.5),
        grade=Grade.DATA,
        source="Jones & Cullum 2019 (7,916 tasks): 16 % of the largest tasks take more than half as much again",
    )


@compiled
def spread_of(effort: float, p: Estimation) -> float:
    """Return the sd of ln(true scope / estimate) of ``effort`` person-weeks: errors of single tasks even out."""
    return math.sqrt(p.spread * p.spread + p.task_spread * p.task_spread / effort)


@kernel
def set_baselines(
    project: Array, fixed: float, overhead: float, allocation: float, u: float, care: float, p: Estimation
) -> None:
    """Write the true scope and the first baselines of a project that starts.

    ``u`` is its luck, uniform on (0, 1); ``care`` is the share of the spread that good scoping avoids.
    """
    truth = exp(p.bias + spread_of(project.effort, p) * (1.0 - care) * normal(u))
    project.scope = project.effort * truth
    project.startup_left = fixed * truth
    project.budget_first = (fixed + project.effort) / (1.0 - overhead)
    project.budget_last = project.budget_first
    project.planned_weeks_first = project.budget_first / (project.team * allocation)
    if project.deadline > 0:
        project.planned_weeks_first = max(1.0, 1.0 * (project.deadline - project.start))
    project.planned_weeks_last = project.planned_weeks_first
