"""What is planned week by week and team by team: rollouts, whom projects ask for people, and yearly budgets."""

from typing import NamedTuple

from sim.compiler import by_reference
from sim.state.field import Array


@by_reference
class Schedule(NamedTuple):
    """The plan of every measure's rollout, in the order of the measures, of project teams and of money.

    Attributes:
        on_board: int32 (measures, weeks), how many teams should be on board in each week.
        rollouts: records (measures) of the rules of each rollout.
        reached: bool (measures, units), whether a measure is meant for a team.
        asked: int32 (places), which department is asked for the n-th part of a project's team, at its n-th place;
            -1: as it falls.
        budgets: float64 (weeks), EUR that are granted in the first week of a year, 0 in others; empty: no budget.

    """

    on_board: Array
    rollouts: Array
    reached: Array
    asked: Array
    budgets: Array
