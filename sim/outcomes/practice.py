"""The cost of the practice: hours in its meetings and all coaches, who are paid while any unit is taken on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.compiled import kernel, step
from sim.state import NEVER, USE, World

if TYPE_CHECKING:
    from sim.scenario import Scenario


@step
def book_practice(week: int, world: World, p: Scenario, meetings: float, strength: float) -> None:
    """Book this week's meetings of users and the coaches at work, in person-weeks."""
    if strength <= 0.0:
        return
    users = 0.0
    for i in range(len(world.seats)):
        users += world.traits[i, USE]
    coaches = p.rollout.coaches * len(world.seats) / 1000.0 if _anybody_taken_on(week, world, p) else 0.0
    world.portfolio[0].practice_effort += meetings * users + coaches


@kernel
def _anybody_taken_on(week: int, world: World, p: Scenario) -> bool:
    for u in range(len(world.units)):
        joined = world.units[u].joined
        if joined != NEVER and week - joined < p.rollout.support_weeks:
            return True
    return False
