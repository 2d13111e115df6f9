"""The account of a plan: what every run cost and brought, in EUR, and what that is against the baseline.

Rule    measures = money spent outside + time taken from people and coaches * price of a person-week; projects = effort
        spent * price; benefits = portfolio benefits * what all wanted work would have yielded when due (person-weeks) *
        worth of a person-week of benefits; net = benefits - projects - measures. All until the horizon, undiscounted.
        The cost of a point is the mean added cost (measures and projects) over the mean added points, paired with the
        baseline (``experiments.inference.ratio``); it is not told where the added points may be none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import unwrap
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import Difference, common_rows, mean_interval, paired_differences
from experiments.inference.ratio import Ratio, ratio_of_means
from experiments.inference.runs import Runs
from experiments.money.long_view import LongView
from experiments.money.prices import Prices
from experiments.results.levels import Mean
from experiments.results.study import Study, StudyPoint
from sim.engine import make_plan
from sim.organization.chart import Organization
from sim.outcomes.benefits import benefits_if_on_time, yielded
from sim.outcomes.dictionary import METRIC_NAMES
from sim.processes.portfolio import total_work
from sim.scenario import Scenario

Numbers = NDArray[np.float64]
LINES = ("measures_money", "measures_time", "projects", "benefits", "net")
OF_A_POINT = ("change_success", "adopted")
POINTS = 100.0


class CostOfAPoint(NamedTuple):
    """EUR for one more point (hundredth) of a metric than in the baseline; None where it may be no more."""

    metric: str
    euros: Ratio | None


@dataclass(frozen=True)
class Account:
    """What a plan costs and brings.

    Attributes:
        label: which plan; ``lines``: mean and interval of every line, in EUR.
        added: the paired difference of every line to the baseline; empty where there is none.
        points: what a point of some metrics costs more than in the baseline.
        long: what it is worth over some years, where somebody looked as far.

    """

    label: str
    lines: Mapping[str, Mean]
    added: Mapping[str, Difference]
    points: tuple[CostOfAPoint, ...]
    long: LongView | None = None


def account_of(study: Study, point: StudyPoint, organization: Organization, prices: Prices) -> Account:
    """Return the account of a point, which takes place in an organization."""
    possible = possible_benefits(Scenario().with_values(point.changes), organization)
    own = lines_of(point.runs, possible, prices)
    bounds = {name: mean_interval(values[:, np.newaxis], study.confidence, study.rule) for name, values in own.items()}
    lines = {name: Mean(*(float(bound[0]) for bound in found)) for name, found in bounds.items()}
    if point.baseline_runs is None:
        return Account(point.label, lines, {}, ())
    rows, others = common_rows(point.runs.replicates, point.baseline_runs.replicates)
    without = lines_of(point.baseline_runs, possible, prices)
    pairs = {name: own[name][rows] - without[name][others] for name in LINES}
    added = {name: _difference(values, study) for name, values in pairs.items()}
    cost = pairs["measures_money"] + pairs["measures_time"] + pairs["projects"]
    gained = {name: _column(point.runs, name)[rows] - _column(point.baseline_runs, name)[others] for name in OF_A_POINT}
    points = tuple(_cost_of_a_point(name, cost, more, study) for name, more in gained.items())
    return Account(point.label, lines, added, points)


def lines_of(runs: Runs, possible: float, prices: Prices) -> dict[str, Numbers]:
    """Return the lines of the account of every run, EUR, float64 (r) each.

    ``possible``: what all wanted work would have yielded when due, person-weeks.
    """
    money = _column(runs, "intervention_money")
    time = _column(runs, "intervention_effort") * prices.person_week
    projects = _column(runs, "effort_spent") * prices.person_week
    benefits = _column(runs, "portfolio_benefits") * possible * prices.benefit_week
    net = benefits - projects - time - money
    return dict(zip(LINES, (money, time, projects, benefits, net), strict=True))


def _cost_of_a_point(metric: str, cost: Numbers, gained: Numbers, study: Study) -> CostOfAPoint:
    """Return the added cost over the added points of a metric, from pairs, float64 (r) each.

    None where it is no more than in the baseline: what less of it costs is no price of a point.
    """
    if gained.size and not gained[np.isfinite(gained)].sum() > 0.0:
        return CostOfAPoint(metric, None)
    return CostOfAPoint(metric, ratio_of_means(cost, gained * POINTS, study.confidence, study.rule))


def possible_benefits(scenario: Scenario, organization: Organization) -> float:
    """Return what all projects would yield until the horizon if each came when due, or wanted, in person-weeks."""
    weeks, if_on_time, if_delivered = scenario.horizon.weeks, _in_python(benefits_if_on_time), _in_python(yielded)
    if not scenario.portfolio.efforts:
        work = total_work(scenario.project, organization.headcount, weeks)
        return if_on_time(work, weeks, scenario.benefits)
    projects = make_plan(scenario, organization).projects
    planned = zip((projects["effort"] * projects["worth"]).tolist(), projects["wanted"].tolist(), strict=True)
    return fsum(if_delivered(effort, 1.0, weeks - wanted, scenario.benefits) for effort, wanted in planned)


def _in_python(rule: Callable[..., float]) -> Callable[..., float]:
    in_python: Callable[..., float] = unwrap(rule)
    return in_python


def _difference(values: Numbers, study: Study) -> Difference:
    column = values[:, np.newaxis]
    return paired_differences(column, np.zeros_like(column), study.confidence, study.rule)[0]


def _column(runs: Runs, metric: str) -> Numbers:
    return runs.metrics[:, METRIC_NAMES.index(metric)]
