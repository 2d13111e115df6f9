"""Sick leave: part of the people are away for some weeks, such as in an epidemic.

Rule    In the week in which it comes, everybody falls ill with chance ``share``, by a keyed draw, and is back after
        ``weeks``. Until then a seat gives no time to projects, and the others of its department carry its service.
        What somebody thinks, knows and has heard of stays, and is heard by others.
Source  By definition; sizes are the user's.
"""

from sim.compiler import kernel
from sim.events.event import LastingEvent, befalls, comes
from sim.parameters import declare
from sim.state import Array, World

KIND = 4


class SickLeave(LastingEvent):
    """How many are away, and for how long."""

    weeks: int = declare("how long those who fall ill are away", default=6, unit="weeks", bounds=(1, 2600))
    share: float = declare("share of all people who fall ill", default=0.15, bounds=(0, 1))


@kernel
def fall_ill(week: int, p: SickLeave, world: World, luck: Array) -> None:
    """Let people fall ill in the week in which it comes."""
    if week != p.week or not comes(KIND, p.chance, luck):
        return
    back = week + p.weeks
    for i in range(len(world.seats)):
        if befalls(KIND, i, p.share, luck):
            world.seats[i].away_until = max(world.seats[i].away_until, back)
    world.shocks[0].away_until = max(world.shocks[0].away_until, back)
