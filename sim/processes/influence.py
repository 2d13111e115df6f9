"""Social influence: silo, trust and process orientation move toward those of the people one listens to.

Rule    Friedkin-Johnsen: x += rate * ((1 - stubbornness) * mean + stubbornness * anchor - x), where the mean weighs
        every tie, ties to other departments times the own trust, and the own manager by ``authority``. The same pass
        takes the weighted share of contacts who visibly use the practice (exposure). Who listens to nobody keeps the
        traits. A standing and a formed tie to the same person add up here.
Source  Friedkin & Johnsen 1990; the weights are assumptions.
"""

import numpy as np

from sim.compiler import allocates, kernel, step
from sim.compiler.simd import Four, four_of, numbers_of, row_of, write_row
from sim.organization.chart import NOBODY
from sim.organization.tie_blocks import LANES, STRETCH
from sim.parameters import Grade, Parameters, declare
from sim.state import FORMED_TIES, NEVER, TRUST, USE, Array, Chart, World
from sim.state.side_by_side import hear_standing, see_standing

AT_A_TIME = 3  # practices beside the leading one


class Influence(Parameters):
    """How people take over traits."""

    active: bool = declare(
        "switch of the mechanism (exposure to users is still seen)",
        default=True,
        without="people had not listened to each other",
    )
    rate: float = declare("share of the gap closed in a week", default=0.03, unit="per week", bounds=(0, 1))
    stubbornness: float = declare(
        "weight of what somebody brought along against what others think",
        default=0.6,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Friedkin & Johnsen 1990 (form)",
    )
    authority: float = declare("weight of the own manager against a full tie", default=3.0, bounds=(0, 50))


@allocates
@step
def listen(world: World, chart: Chart, p: Influence) -> None:
    """Update everybody's traits and exposure at once from last week's traits."""
    rate = p.rate if p.active else 0.0
    rates = four_of(rate, rate, rate, 0.0)  # whether somebody uses a practice is not taken over
    leading = world.portfolio[0].leading
    weights, heard = np.empty(STRETCH), np.empty((STRETCH, LANES))
    _see_other_practices(leading, world, chart, p.authority, heard)
    for first in range(0, len(world.seats), STRETCH):
        last = min(first + STRETCH, len(world.seats))
        hear_standing(first, world.traits, world, chart, weights, heard)
        for i in range(first, last):
            weight, total = _contacts(i, weights[i - first], row_of(heard, i - first), world, chart, p.authority)
            exposure = 0.0
            if weight > 0.0:
                mean = total / weight
                _take_over(i, mean, rates, world, p.stubbornness)
                exposure = min(1.0, numbers_of(mean)[USE])
            else:
                write_row(world.traits_next, i, row_of(world.traits, i))
            if leading != NEVER:
                world.ladders[leading, i].exposure = exposure
    for i in range(len(world.seats)):
        write_row(world.traits, i, row_of(world.traits_next, i))


@kernel
def _see_other_practices(leading: int, world: World, chart: Chart, authority: float, heard: Array) -> None:
    """See who uses practices other than the leading one, whose use is seen with the traits: three at a time."""
    first, second, third, seen = NEVER, NEVER, NEVER, 0
    for m in range(len(world.rollouts)):
        if world.rollouts[m].begun and m != leading:
            first, second, third = m, first if seen > 0 else m, second if seen > 1 else m
            seen += 1
            if seen == AT_A_TIME:
                _see_them_used(first, second, third, world, chart, authority, heard)
                seen = 0
    if seen > 0:
        _see_them_used(first, second, third, world, chart, authority, heard)


@step
def _see_them_used(
    first: int, second: int, third: int, world: World, chart: Chart, authority: float, heard: Array
) -> None:
    """Write how much of what everybody listens to uses each of three practices, of which some may be the same."""
    for i in range(len(world.seats)):
        used = world.ladders[first, i].use, world.ladders[second, i].use, world.ladders[third, i].use
        write_row(world.traits_next, i, four_of(1.0, used[0], used[1], used[2]))
    for begin in range(0, len(world.seats), STRETCH):
        end = min(begin + STRETCH, len(world.seats))
        see_standing(begin, world.traits_next, world, chart, heard)
        for i in range(begin, end):
            around = _use_around(i, row_of(heard, i - begin), world, chart, authority)
            weight, one, two, three = numbers_of(around)
            world.ladders[first, i].exposure = min(1.0, one / weight) if weight > 0.0 else 0.0
            world.ladders[second, i].exposure = min(1.0, two / weight) if weight > 0.0 else 0.0
            world.ladders[third, i].exposure = min(1.0, three / weight) if weight > 0.0 else 0.0


@kernel
def _use_around(i: int, seen: Four, world: World, chart: Chart, authority: float) -> Four:
    """Return the sum of weights, and of those of who uses each of three practices; ``traits_next`` says who does."""
    uses, openness = world.traits_next, 1.0 * world.traits[i, TRUST]
    if _has_formed(i, world):
        for slot in range(FORMED_TIES):
            w = world.formed_strength[i, slot] * openness
            seen += w * row_of(uses, world.formed_target[i, slot])
    if chart.manager[i] != NOBODY:
        seen += authority * row_of(uses, chart.manager[i])
    return seen


@kernel
def _contacts(i: int, weight: float, heard: Four, world: World, chart: Chart, authority: float) -> tuple[float, Four]:
    formed = _sum_formed(i, 1.0 * world.traits[i, TRUST], world)
    manager = chart.manager[i]
    boss = authority if manager != NOBODY else 0.0
    told = boss * row_of(world.traits, manager if manager != NOBODY else i)
    return weight + formed[0] + boss, heard + formed[1] + told


@kernel
def _sum_formed(i: int, factor: float, world: World) -> tuple[float, Four]:
    weight, heard = 0.0, four_of(0.0, 0.0, 0.0, 0.0)
    if not _has_formed(i, world):
        return weight, heard
    for slot in range(FORMED_TIES):
        w = world.formed_strength[i, slot] * factor
        weight += w
        heard += w * row_of(world.traits, world.formed_target[i, slot])
    return weight, heard


@kernel
def _has_formed(i: int, world: World) -> bool:
    """Return whether there is anything to add: reading four ties of no strength takes as long as four others."""
    strength = world.formed_strength[i, 0]
    for slot in range(1, FORMED_TIES):
        strength += world.formed_strength[i, slot]
    return strength > 0.0


@kernel
def _take_over(i: int, mean: Four, rates: Four, world: World, stubbornness: float) -> None:
    anchor = row_of(world.stances, i)
    own = row_of(world.traits, i)
    write_row(world.traits_next, i, own + rates * ((1.0 - stubbornness) * mean + stubbornness * anchor - own))
