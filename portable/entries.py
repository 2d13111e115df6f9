"""The three functions of the portable engine, which find all they are given by a few addresses.

Who calls them has neither arrays nor records. Whatever a run is given beside its world, its chart and its schedule, and
whatever comes out of it, lies in one more bundle of arrays.
"""

from typing import NamedTuple, cast

import numpy as np

from sim.compiler import Compiled, by_reference, entry_point, step
from sim.engine import Plan, begin, lucks_of
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.outcomes.summary import summarize
from sim.state import Array, Chart, Schedule, World
from sim.week import live_week

begin_world = step(cast("Compiled", begin).py_func)


@by_reference()
class Run(NamedTuple):
    """What one replicate is given that is no organization and no rollout, and what comes out of it.

    Attributes:
        parameters: record (1) of the scenario.
        projects: PROJECT records (p) as they are planned.
        portfolio: PORTFOLIO record (1).
        rollouts: ROLLOUT_OF_MEASURE records (measures).
        silo: float64 (1), the mean silo before the first week.
        luck: LUCK record (1), the key of every draw.
        series: float64 (w, len(SERIES)), written week by week.
        metrics: float64 (len(METRICS)), written at the end.

    """

    parameters: Array
    projects: Array
    portfolio: Array
    rollouts: Array
    silo: Array
    luck: Array
    series: Array
    metrics: Array


def new_run(plan: Plan, replicate: int) -> Run:
    """Return what replicate ``replicate`` of a plan is given, with room for what comes out."""
    return Run(
        parameters=np.array([plan.parameters]),
        projects=plan.projects,
        portfolio=plan.portfolio,
        rollouts=plan.rollouts,
        silo=np.array([plan.silo]),
        luck=lucks_of(plan.seed, np.array([replicate])),
        series=np.zeros((plan.weeks, len(SERIES_NAMES))),
        metrics=np.zeros(len(METRIC_NAMES)),
    )


@entry_point
def begin_run(world: World, chart: Chart, run: Run) -> None:
    """Set a world to the state before the first week."""
    begin_world(world, chart, run.parameters[0], run.projects, run.portfolio, run.rollouts, run.silo[0], run.luck[0])


@entry_point
def live(week: int, world: World, chart: Chart, schedule: Schedule, run: Run) -> None:
    """Live one week and write its row of the series."""
    live_week(week, world, chart, run.parameters[0], schedule, run.silo[0], run.luck[0], run.series[week])


@entry_point
def sum_up(weeks: int, world: World, chart: Chart, run: Run) -> None:
    """Write the metrics of a world that lived ``weeks`` weeks."""
    p = run.parameters[0]
    summarize(weeks, world, chart, p.delivery, p.benefits, p.change_success, p.budget, run.series, run.metrics)
