"""The long view: what a plan is worth over some years, discounted, and when it has paid back.

Rule    net present value = sum over weeks of (benefits - costs) / (1 + rate)^(week / 52), and its paired difference to
        the baseline. A plan has paid back in the first week from which on everything it added to the baseline's costs
        has come back in added benefits, undiscounted; where that never happens in the period it is said how often.
Source  Discounting: textbook. The usual rate of the command is that of the Dutch government for public projects, real:
        2.25 % a year (Werkgroep discontovoet 2020).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import Difference, common_rows, mean_interval, paired_differences
from experiments.money.flows import Flows, flows_of
from experiments.money.period import Period
from experiments.money.prices import Prices
from experiments.organizations.shared import Organizations
from experiments.results.levels import Mean
from experiments.results.study import Study, StudyPoint
from sim.processes.budget import YEAR
from sim.scenario import Scenario

Numbers = NDArray[np.float64]
FlowsOfDesign = Callable[[str, tuple[int, ...]], list[Flows]]


@dataclass(frozen=True)
class LongView:
    """A plan over some years.

    Attributes:
        worth: net present value, EUR; ``added``: its paired difference to the baseline, None without one.
        paid_back: share of runs in which the plan has paid back; ``payback_week``: the median week of these, or nan.

    """

    worth: Mean
    added: Difference | None
    paid_back: float
    payback_week: float


def flows_of_designs(study: Study, prices: Prices, period: Period, drawn: Organizations) -> FlowsOfDesign:
    """Return what lives runs of a design again and tells their money; each is lived once, whoever asks for it."""

    @cache
    def flows(design: str, replicates: tuple[int, ...]) -> list[Flows]:
        entry = study.manifest.designs[design]
        scenario = Scenario().with_values(entry.changes)
        organizations = drawn.of(scenario, entry.replicates)
        weeks = YEAR * period.years
        return [
            flows_of(scenario, organizations[each % len(organizations)], each, prices, weeks) for each in replicates
        ]

    return flows


def long_view(study: Study, point: StudyPoint, period: Period, flows_of_design: FlowsOfDesign) -> LongView:
    """Return what a point is worth over a period; some of its runs, and those of its baseline, are lived again."""
    numbers = point.runs.replicates
    if point.baseline_runs is not None:
        numbers = numbers[common_rows(numbers, point.baseline_runs.replicates)[0]]
    replicates = tuple(int(number) for number in numbers[: period.replays])
    flows = flows_of_design(point.design, replicates)
    worth = _worth(flows, period.rate)
    mean = Mean(*(float(bound[0]) for bound in mean_interval(worth, study.confidence)))
    if point.baseline is None:
        return LongView(mean, None, float("nan"), float("nan"))
    without = flows_of_design(point.baseline, replicates)
    added = paired_differences(worth, _worth(without, period.rate), study.confidence)[0]
    weeks = np.array([_payback(one, other) for one, other in zip(flows, without, strict=True)])
    back = np.isfinite(weeks)
    return LongView(mean, added, float(back.mean()), float(np.median(weeks[back])) if back.any() else float("nan"))


def _worth(flows: Sequence[Flows], rate: float) -> Numbers:
    """Return net present values, EUR, float64 (r, 1)."""
    return np.array([[_present(each, rate)] for each in flows])


def _present(flows: Flows, rate: float) -> float:
    factors = (1.0 + rate) ** (-np.arange(len(flows.costs)) / YEAR)
    return float(((flows.benefits - flows.costs) * factors).sum())


def _payback(one: Flows, other: Flows) -> float:
    """Return the week from which on a plan has brought more than it cost, against another; inf where it never has."""
    net = np.cumsum((one.benefits - one.costs) - (other.benefits - other.costs))
    if net[-1] < 0.0:
        return float("inf")
    behind = np.flatnonzero(net < 0.0)
    return float(behind[-1] + 1) if len(behind) else 0.0
