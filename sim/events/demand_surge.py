"""A surge of demand: citizens ask for more than usual, such as after a new law or in a crisis.

Rule    While it lasts service demand is ``share`` higher in every department. Without workload it changes nothing.
Source  By definition; sizes are the user's.
"""

from sim.compiler import kernel
from sim.events.event import LastingEvent, lasts
from sim.parameters import declare
from sim.state import Array, World

KIND = 5


class DemandSurge(LastingEvent):
    """How much more is asked for."""

    share: float = declare("how much higher demand is", default=0.15, bounds=(0, 2))


@kernel
def raise_demand(week: int, p: DemandSurge, world: World, luck: Array) -> None:
    """Raise this week's service demand."""
    if lasts(week, KIND, p.chance, p.week, p.weeks, luck):
        world.shocks[0].demand = 1.0 + p.share
