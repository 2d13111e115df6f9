"""A wave of leavers: part of the people go within some weeks, such as when a neighbour or a firm hires.

Rule    While it lasts everybody has, beside the own one, a hazard of -ln(1 - share) / weeks, so that about ``share`` of
        all go who would have stayed. What leaving costs is as ever (turnover). Without turnover it changes nothing.
Source  Constant hazard; sizes are the user's.
"""

from sim.compiler import compiled, kernel
from sim.elementary import log
from sim.events.event import LastingEvent, lasts
from sim.parameters import declare
from sim.state import Array, World

KIND = 3


class WaveOfLeavers(LastingEvent):
    """How many go."""

    share: float = declare("share of all people who go", default=0.1, bounds=(0, 0.95))


@compiled
def added_hazard(p: WaveOfLeavers) -> float:
    """Return the hazard of leaving that is added in every week of the wave (>= 0)."""
    return -log(1.0 - p.share) / p.weeks


@kernel
def let_people_go(week: int, p: WaveOfLeavers, world: World, luck: Array) -> None:
    """Say how much more readily people leave this week."""
    if lasts(week, KIND, p.chance, p.week, p.weeks, luck):
        world.shocks[0].leaving = added_hazard(p)
