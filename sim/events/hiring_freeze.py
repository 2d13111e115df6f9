"""A hiring freeze: whoever leaves is replaced only when it is over.

Rule    A successor who is found while it lasts comes when it is over. Until then the seat gives no time to projects,
        and the others of the department carry its service.
Source  By definition; that successors are as they would have been is a simplification.
"""

from sim.compiler import kernel
from sim.events.event import LastingEvent, lasts
from sim.state import Array, World

KIND = 2


class HiringFreeze(LastingEvent):
    """How long nobody is hired."""


@kernel
def freeze_hiring(week: int, p: HiringFreeze, world: World, luck: Array) -> None:
    """Say when successors come who are found this week."""
    if lasts(week, KIND, p.chance, p.week, p.weeks, luck):
        world.shocks[0].frozen_until = p.week + p.weeks
