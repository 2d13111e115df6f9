"""A new council or director: sponsors go, or look elsewhere.

Rule    In the week in which it comes every running project loses its sponsor with chance ``share`` more than usual, in
        the draw in which it could lose it anyway; engaged stakeholders keep some. Successors are found as ever
        (exposure). What is planned and has not begun stays as it is.
Source  Elections and changes at the top as a risk to sponsorship: exposure; sizes are the user's.
"""

from sim.compiler import kernel
from sim.events.event import Event, comes
from sim.parameters import declare
from sim.state import Array, World

KIND = 6


class NewDirection(Event):
    """How much of what runs loses its sponsor."""

    share: float = declare("chance that a running project loses its sponsor", default=0.4, bounds=(0, 1))


@kernel
def change_direction(week: int, p: NewDirection, world: World, luck: Array) -> None:
    """Raise this week's chance that sponsors are lost."""
    if week == p.week and comes(KIND, p.chance, luck):
        world.shocks[0].sponsor_loss = p.share
