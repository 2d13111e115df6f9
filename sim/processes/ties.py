"""Ties between two people: the collaboration they came with, and what working together has formed since.

Rule    strength = weight of the standing tie + strength of a formed one, at most 1. A formed tie grows by ``growth`` of
        what is missing to 1 in a week of working together (faster where a networking practice is used at both ends) and
        fades by half every ``half_life`` weeks.
Source  Contact across groups works (Pettigrew & Tropp 2006: r = -.21 with prejudice); the rates are assumptions.
"""

from sim.compiler import kernel, step
from sim.elementary import power
from sim.organization.tie_blocks import ACROSS, COUNT, FIRST, INSIDE, LANES, WEIGHTS
from sim.parameters import Parameters, declare
from sim.state import FORMED_TIES, Chart, Schedule, World

FORGOTTEN = 0.01
BITS = 64


class Ties(Parameters):
    """How ties form and fade."""

    active: bool = declare("switch of the mechanism", default=True, without="no ties had formed or faded")
    growth: float = declare(
        "share of the missing strength gained in a week of working together", default=0.15, bounds=(0, 1)
    )
    half_life: float = declare(
        "time in which an unused formed tie loses half its strength", default=39.0, unit="weeks", bounds=(1, 520)
    )


@kernel
def tie_between(i: int, j: int, standing: float, world: World) -> float:
    """Return the strength in [0, 1] of the tie from seat ``i`` to seat ``j``; ``standing`` is that of the seats."""
    strength = standing
    for slot in range(FORMED_TIES):
        formed, target = world.formed_strength[i, slot], world.formed_target[i, slot]
        strength += formed if target == j else 0.0
    return min(1.0, strength)


@kernel
def standing_tie(i: int, j: int, world: World, chart: Chart) -> float:
    """Return the strength of the tie from seat ``i`` to seat ``j`` that the seats came with, as left by leavers."""
    return _weight_of_tie(i, j, chart) * world.seats[i].known * world.seats[j].known


@kernel
def _weight_of_tie(i: int, j: int, chart: Chart) -> float:
    side = ACROSS if chart.department[i] != chart.department[j] else INSIDE
    first = chart.tie_list[i, side, FIRST]
    last = first + chart.tie_list[i, side, COUNT]
    low, high = first, last
    while low < high:
        middle = (low + high) // 2
        if chart.tie_target[middle] < j:
            low = middle + 1
        else:
            high = middle
    if low < last and chart.tie_target[low] == j:
        return chart.tie_weight[chart.tie_list[i, side, WEIGHTS] + LANES * (low - first)]
    return 0.0


@kernel
def note_ties_inside(k: int, world: World, chart: Chart) -> None:
    """Note for every member of a team to which places of it standing ties may lead, which are few.

    A bit for each place, the same one for places 64 apart, so that to search for a tie pays only where there is one.
    """
    first = world.projects[k].team_start
    last = first + world.projects[k].team
    for place in range(first, last):
        i, leads_to = world.members[place], 0
        for side in (INSIDE, ACROSS):
            begin = chart.tie_list[i, side, FIRST]
            for tie in range(begin, begin + chart.tie_list[i, side, COUNT]):
                if world.seats[chart.tie_target[tie]].project == k:
                    for other in range(first, last):
                        leads_to |= 1 << (other % BITS) if world.members[other] == chart.tie_target[tie] else 0
        world.tied_to[place] = leads_to


@kernel
def may_be_tied(place: int, other: int, world: World) -> bool:
    """Return whether a standing tie may lead from one place of a team to another."""
    return (world.tied_to[place] >> (other % BITS)) & 1 != 0


@kernel
def sit_apart(i: int, j: int, world: World, chart: Chart, schedule: Schedule) -> bool:
    """Return whether two people work in different departments, as these are grouped now."""
    if world.shocks[0].regrouped:
        return schedule.divisions[chart.unit[i]] != schedule.divisions[chart.unit[j]]
    return chart.department[i] != chart.department[j]


@kernel
def strengthen(i: int, j: int, growth: float, world: World) -> None:
    """Let the formed tie from ``i`` to ``j`` grow; a new one takes the place of the weakest."""
    known, weakest, least = -1, 0, world.formed_strength[i, 0]
    for s in range(FORMED_TIES):  # nobody foresees with whom somebody works, so nothing here is a branch
        strength = world.formed_strength[i, s]
        known = s if (strength > 0.0) & (world.formed_target[i, s] == j) else known
        weakest = s if strength < least else weakest
        least = min(strength, least)
    slot = known if known >= 0 else weakest
    before = 1.0 * world.formed_strength[i, slot] if known >= 0 else 0.0
    world.formed_target[i, slot] = j
    world.formed_strength[i, slot] = before + growth * (1.0 - before)


@step
def fade_ties(world: World, p: Ties) -> None:
    """Let every formed tie fade for a week; one below 1 % is gone."""
    if not p.active:
        return
    kept = power(0.5, 1.0 / p.half_life)
    for i in range(len(world.seats)):
        for slot in range(FORMED_TIES):
            strength = world.formed_strength[i, slot] * kept
            world.formed_strength[i, slot] = strength if strength >= FORGOTTEN else 0.0
