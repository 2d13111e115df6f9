"""A scandal: trust falls everywhere at once.

Rule    In the week in which it comes everybody loses ``share`` of the own trust; ``experience.lasting`` of that also
        moves what trust returns to.
Source  Trust is lost faster than won (direction); sizes are the user's.
"""

from sim.compiler import kernel
from sim.events.event import Event, comes
from sim.parameters import declare
from sim.processes.experience import Experience, shift_trust
from sim.state import TRUST, Array, World

KIND = 8


class Scandal(Event):
    """How much trust is lost."""

    share: float = declare("share of everybody's trust that is lost", default=0.2, bounds=(0, 1))


@kernel
def lose_trust(week: int, p: Scandal, world: World, experience: Experience, luck: Array) -> None:
    """Let everybody lose trust in the week in which it comes."""
    if week == p.week and comes(KIND, p.chance, luck):
        for i in range(len(world.seats)):
            shift_trust(i, -p.share * world.traits[i, TRUST], world, experience)
