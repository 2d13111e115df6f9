"""When each measure takes on which teams, as it was planned: the part of a plan that changes with every new rollout."""

from typing import NamedTuple

from sim.compiler import by_reference
from sim.state.field import Array


@by_reference
class Schedule(NamedTuple):
    """The plan of every measure's rollout, in the order of the measures.

    Attributes:
        on_board: int32 (measures, weeks), how many teams should be on board in each week.
        rollouts: records (measures) of the rules of each rollout.
        reached: bool (measures, units), whether a measure is meant for a team.

    """

    on_board: Array
    rollouts: Array
    reached: Array
