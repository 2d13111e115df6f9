"""What is planned week by week and team by team: what is done, for whom, and with what."""

from typing import NamedTuple

from sim.compiler import by_reference
from sim.state.field import Array


@by_reference()
class Schedule(NamedTuple):
    """The plan of every measure's rollout, in the order of the measures, of project teams and of money.

    Attributes:
        on_board: int32 (measures, weeks), how many teams should be on board in each week.
        again: bool (measures, weeks), whether a rollout begins anew in a week, after a pause.
        strengths: float64 (interventions, weeks), how fully each intervention is done in each week.
        rollouts: records (measures) of the rules of each rollout.
        reached: bool (measures, units), whether a measure is meant for a team.
        turns: int32 (measures, units), the turn in which a unit comes; those of one turn in the order of the rollout.
        asked: int32 (places), which department is asked for the n-th part of a project's team, at its n-th place;
            -1: as it falls.
        divisions: int32 (units), the department that a team works as once departments are merged and split.
        regrouped: bool (departments), whether a department is merged or split; both empty where none is.
        budgets: float64 (weeks), EUR that are granted in the first week of a year, 0 in others; empty: no budget.

    """

    on_board: Array
    again: Array
    strengths: Array
    rollouts: Array
    reached: Array
    turns: Array
    asked: Array
    divisions: Array
    regrouped: Array
    budgets: Array
