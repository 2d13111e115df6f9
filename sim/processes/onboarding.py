"""Onboarding: who is being brought a practice has less time for projects, before it pays.

Rule    A member whose unit a practice is being brought to gives ``share`` less of the agreed project time, times how
        fully the practice is done; once, however many practices come at the same time (the fullest counts).
Source  Worse before better: time for improvement is taken from work first (Repenning & Sterman 2001, form). How much is
        an assumption.
"""

from sim.compiler import kernel
from sim.parameters import Parameters, declare
from sim.state import THIS_WEEK, Array, Schedule, World
from sim.taking_on import is_taken_on


class Onboarding(Parameters):
    """What being brought a practice takes."""

    share: float = declare(
        "share of project time that being brought a practice takes", default=0.15, off=0.0, bounds=(0, 0.9)
    )


@kernel
def tell_time_left(week: int, left: Array, schedule: Schedule, world: World, p: Onboarding) -> None:
    """Write the share of project time that is left to the people of every unit, in (0, 1]."""
    for u in range(len(left)):
        left[u] = 1.0
    for q in range(world.portfolio[0].practices if p.share > 0.0 else 0):
        m = world.practised[q]
        remains = 1.0 - p.share * world.measures[THIS_WEEK, m].practice
        for u in range(len(left)):
            if is_taken_on(m, u, week, world, schedule):
                left[u] = min(left[u], remains)
