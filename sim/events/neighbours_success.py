"""A neighbour's success: people hear that it works elsewhere.

Rule    In the week in which it comes everybody wins ``share`` of the readiness for change that is missing.
Source  Observability and trialability by others: Rogers (direction); sizes are the user's.
"""

from sim.compiler import kernel
from sim.events.event import Event, comes
from sim.parameters import declare
from sim.state import Array, World

KIND = 9


class NeighboursSuccess(Event):
    """How far it convinces."""

    share: float = declare("share of the missing readiness that is won", default=0.1, bounds=(0, 1))


@kernel
def be_encouraged(week: int, p: NeighboursSuccess, world: World, luck: Array) -> None:
    """Let everybody become readier in the week in which it comes."""
    if week == p.week and comes(KIND, p.chance, luck):
        for i in range(len(world.seats)):
            world.seats[i].readiness += p.share * (1.0 - world.seats[i].readiness)
