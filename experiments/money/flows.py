"""Money week by week: what a run costs and brings, and what it goes on to bring once it has ended.

Rule    A week costs what measures paid outside in it, and the time of people, coaches and projects at the price of a
        person-week. A delivered project of effort E, planned benefits of w for each person-week and benefit rate b
        brings E w b / payback person-weeks a week from ``benefits.delay`` weeks after its end on, until the period
        ends. After the horizon nothing is spent, and nothing new is delivered.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.money.prices import Prices
from sim.organization.chart import Organization
from sim.replay import Replay
from sim.scenario import Scenario
from sim.state import DELIVERED, World

Numbers = NDArray[np.float64]


class Flows(NamedTuple):
    """EUR that a run costs and brings in each week of a period, float64 (weeks) each."""

    costs: Numbers
    benefits: Numbers


def flows_of(scenario: Scenario, organization: Organization, replicate: int, prices: Prices, weeks: int) -> Flows:
    """Return the money of one run over a period of ``weeks``, at least its horizon; the run is lived again."""
    replay = Replay(scenario, organization, replicate)
    world = replay.beginning()
    spent = np.array([0.0, *(_spent(world, prices) for _ in replay.follow(world))])
    costs, weeks = np.diff(spent), max(weeks, len(spent) - 1)
    return Flows(np.pad(costs, (0, weeks - len(costs))), _benefits(world, scenario, prices, weeks))


def _spent(world: World, prices: Prices) -> float:
    purse = world.portfolio[0]
    time = float(purse["claimed_effort"]) + float(purse["coaching_effort"]) + float(purse["spent"])
    return float(purse["money"]) + prices.person_week * time


def _benefits(world: World, scenario: Scenario, prices: Prices, weeks: int) -> Numbers:
    benefits, p = np.zeros(weeks), scenario.benefits
    for project in world.projects[world.projects["status"] == DELIVERED]:
        a_week = float(project["effort"] * project["worth"] * project["benefit_rate"]) / p.payback
        first = int(np.ceil(project["finish"] + p.delay))
        benefits[first:] += a_week * prices.benefit_week
    return benefits
