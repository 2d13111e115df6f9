"""P2, small work: how far actual effort is from its estimate where projects are small."""

from collections.abc import Mapping

import numpy as np

from experiments.validation.cohort import STEADY, Cohort, cohort_of, joined
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.measures import weighted_mean, weighted_quantile, weighted_sd
from experiments.validation.pattern import Experiment, Pattern, Target, Use

PROJECTS = (15.0, 36.0, 63.0, 144.0)  # geometric means of the quartiles of CSC's estimates, at 36 hours a week
TASKS = (1.0, 2.0)
LARGEST = 144.0
CSC = "Kitchenham et al. 2002: 145 projects of CSC"
SAMPLING = "95 % sampling interval of the source's 145 projects"


def _completed(laboratory: Laboratory, sizes: tuple[float, ...], weeks: int, replicates: int) -> Cohort:
    base = {**STEADY, "horizon.weeks": weeks}
    runs = ((laboratory.run({**base, "project.size": size}, replicates), size, 1.0) for size in sizes)
    return joined([cohort_of(*run) for run in runs]).completed


def _beyond(cohort: Cohort, ratio: float) -> float:
    return weighted_mean((cohort.cost > ratio).astype(np.float64), cohort.weight)


def measure_projects(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure actual over estimated effort of completed small projects."""
    projects = _completed(laboratory, PROJECTS, 208, 24)
    return {
        "median": projects.estimate(lambda c: weighted_quantile(c.cost, c.weight, 0.5)),
        "spread": projects.estimate(lambda c: weighted_sd(np.log(c.cost), c.weight)),
        "p90": projects.estimate(lambda c: weighted_quantile(c.cost, c.weight, 0.9)),
        "larger": projects.estimate(
            lambda c: _beyond(c.where(c.size == LARGEST), 1.25) - _beyond(c.where(c.size < LARGEST), 1.25)
        ),
    }


def measure_tasks(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many of the smallest projects cost more than half as much again."""
    return {"tasks": _completed(laboratory, TASKS, 52, 12).share(lambda c: _beyond(c, 1.5))}


PROJECT_TARGETS = (
    Target("median", "actual / estimate: median", 0.97, 0.94, 1.00, SAMPLING, CSC, "C", Use.CODE, "ratio"),
    Target("spread", "sd of ln(actual / estimate)", 0.355, 0.27, 0.44, SAMPLING, CSC, "C", Use.CODE, "ln"),
    Target("p90", "actual / estimate: 90th percentile", 1.34, 1.19, 1.51, SAMPLING, CSC, "C", Use.FIT, "ratio"),
    Target(
        "larger", "share above +25 %, largest quarter minus the others", 0.22, 0.06, 0.38,
        "95 % sampling interval of 36 against 109 projects (31 against 8 %)", CSC, "C", Use.CHECK, "points",
    ).opposed_by(
        "A few projects of every size are very complex (hidden_errors.complexity_spread, fitted to the tail of P3), "
        "small ones, too"
    ),
)  # fmt: skip
TASK_TARGETS = (
    Target(
        "tasks", "tasks of 1 or 2 weeks: share above +50 %", 0.16, 0.10, 0.20,
        "sampling interval of some 350 tasks of 24 to 100 hours, and how they are "
        "filtered", "Jones & Cullum 2019: SiP tasks",
        "C", Use.CODE,
    ),
)  # fmt: skip

PROJECTS_HOW = (
    "Completed projects of 15, 36, 63 and 144 person-weeks (the quartiles of CSC's estimates), in equal parts."
)
TASKS_HOW = (
    "Completed projects of 1 and 2 person-weeks. Tasks of hours (P90 2.0, P95 3.0) lie below the smallest project the "
    "model knows, so "
    "only the largest tasks are compared."
)
PATTERN = Pattern(
    "P2",
    "Small work",
    (
        Experiment(PROJECTS_HOW, measure_projects, PROJECT_TARGETS, 2),
        Experiment(TASKS_HOW, measure_tasks, TASK_TARGETS),
    ),
)
