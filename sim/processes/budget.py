"""A budget: what measures and projects may cost in a year, and what stops when it is used up.

Rule    The first budget year has ``first_year_weeks``, all others 52. At the beginning of a year its budget is granted,
        less what was overspent before; what is left lapses. Fees, coaches, time that measures take and project work are
        paid from it at its prices (0: not paid from it). From the week after it is used up until the next year nothing
        that it pays for goes on: no fees, no coaches (units keep the support that they would have afterwards), no
        further units are taken on (the rest of a rollout moves back as many weeks); what is no practice and has a fee,
        or takes time that is paid, pauses; projects whose work is paid do not start unless they are mandatory. Whoever
        uses a practice goes on using it, and running projects run on.
Source  Annual appropriations that lapse are the rule in public budgets; what exactly is stopped is an assumption.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.compiler import compiled, step
from sim.parameters import Parameters, Role, declare
from sim.state import Array, Schedule, World

YEAR = 52
EUROS = (0.0, 1e6)
PERSON_WEEK = 2030.0
PERSON_WEEK_SOURCE = (
    "EUR 11.5 bn for 109,000 full-time posts of the Dutch central government in 2015 (consultancy.uk, 7 June 2016, "
    "quoting the yearly report), over 52 weeks, rounded"
)


class Budget(Parameters):
    """How much money there is, and what is paid from it."""

    yearly: tuple[float, ...] = declare(
        "budget of each year, the last one for all further years; empty: no budget",
        default=(),
        unit="EUR",
        bounds=(0, 1e12),
        role=Role.LEVER,
    )
    first_year_weeks: int = declare(
        "weeks until the second budget year begins", default=YEAR, unit="weeks", bounds=(1, YEAR), role=Role.CONSTANT
    )
    coach_week: float = declare(
        "what a week of a coach costs the budget",
        default=PERSON_WEEK,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
        source=PERSON_WEEK_SOURCE,
    )
    time_week: float = declare(
        "what a person-week that measures take costs the budget",
        default=0.0,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
    )
    project_week: float = declare(
        "what a person-week of project work costs the budget", default=0.0, unit="EUR", bounds=EUROS, role=Role.CONSTANT
    )


def granted_by_week(yearly: Sequence[float], first_year_weeks: int, weeks: int) -> NDArray[np.float64]:
    """Return what is granted in each week, EUR, float64 (weeks); empty where there is no budget."""
    if not yearly:
        return np.zeros(0)
    granted = np.zeros(weeks)
    for year, first in enumerate((0, *range(first_year_weeks, weeks, YEAR))):
        granted[first] = yearly[min(year, len(yearly) - 1)]
    return granted


@compiled
def budget_year(week: int, first_year_weeks: int) -> tuple[int, int]:
    """Return the first week of the budget year in which a week lies, and that of the next one."""
    if week < first_year_weeks:
        return 0, first_year_weeks
    first = week - (week - first_year_weeks) % YEAR
    return first, first + YEAR


@compiled
def cost_so_far(portfolio: Array, p: Budget) -> float:
    """Return what everything so far costs at the budget's prices, EUR."""
    people = p.time_week * portfolio.claimed_effort + p.coach_week * portfolio.coaching_effort
    return portfolio.money + people + p.project_week * portfolio.spent


@step
def keep_budget(week: int, schedule: Schedule, world: World, p: Budget) -> None:
    """Grant a new year's budget, book what last week cost, and say whether the budget is used up."""
    if len(schedule.budgets) == 0:
        return
    portfolio, cost = world.portfolio[0], cost_so_far(world.portfolio[0], p)
    portfolio.left -= cost - portfolio.booked
    portfolio.booked = cost
    if week == budget_year(week, p.first_year_weeks)[0]:
        portfolio.granted = schedule.budgets[week]
        portfolio.left = portfolio.granted + min(0.0, portfolio.left)
    portfolio.left -= portfolio.granted * world.shocks[0].cut
    portfolio.stopped = portfolio.left <= 0.0
    portfolio.stopped_weeks += 1 if portfolio.stopped else 0
