"""A budget cut: part of what was granted is taken away.

Rule    For as many weeks as it lasts, ``share`` of what the year grants for them is taken from that year's budget: at
        once in the year in which it comes, from the beginning in later years. Without a budget it changes nothing.
Source  Cuts within a year are usual in municipal planning and control; sizes are the user's.
"""

from sim.compiler import compiled, kernel
from sim.events.event import LastingEvent, comes
from sim.parameters import declare
from sim.processes.budget import Budget, budget_year
from sim.state import Array, World

KIND = 1


class BudgetCut(LastingEvent):
    """How much is taken away."""

    weeks: int = declare("how long it lasts", default=52, unit="weeks", bounds=(1, 2600))
    share: float = declare("share of the budget that is taken away", default=0.2, bounds=(0, 1))


@compiled
def share_cut(week: int, p: BudgetCut, budget: Budget) -> float:
    """Return the share of a year's budget that a cut takes when it becomes known in ``week``, in [0, 1]."""
    first, after = budget_year(week, budget.first_year_weeks)
    return p.share * max(0, min(after, p.week + p.weeks) - week) / (after - first)


@kernel
def cut_budget(week: int, p: BudgetCut, budget: Budget, world: World, luck: Array) -> None:
    """Say which share of this year's budget is taken away this week."""
    new_year = week == budget_year(week, budget.first_year_weeks)[0]
    begins = week == p.week or (p.week < week < p.week + p.weeks and new_year)
    if begins and comes(KIND, p.chance, luck):
        world.shocks[0].cut = share_cut(week, p, budget)
