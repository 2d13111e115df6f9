"""Taking on: the week in which the rollout of a measure comes to its units, and how the coaches are shared.

Rule    See ``sim.rollout``, whose plan is lived here.
Source  As there.
"""

import numpy as np

from sim.compiler import allocates, compiled, kernel, step
from sim.elementary import power
from sim.organization.tie_blocks import ACROSS, COUNT, INSIDE
from sim.rollout import Order, Rollout
from sim.state import ADOPTED, NEVER, THIS_WEEK, Array, Chart, Schedule, World
from sim.streams import UNIT_ORDER, exponential, four_uniforms

READINESS, CENTRAL, HIERARCHY, CHART, VOLUNTEERS = (
    list(Order).index(order)
    for order in (Order.READINESS, Order.CENTRAL, Order.HIERARCHY, Order.CHART, Order.VOLUNTEERS)
)
CATCH_UP_BELOW = 0.5
OUTSIDE = 1e100  # after everybody whom a measure is meant for
EAGERNESS = 8.0  # a unit a tenth readier than another volunteers more than twice as soon


@compiled
def attention(week: int, start: int, p: Rollout) -> float:
    """Return how much attention a programme that began in week ``start`` still has, 1 at its start."""
    return power(0.5, max(0, week - start) / p.attention_half_life)


@compiled
def shared_support(taken_on: int, people: int, p: Rollout) -> float:
    """Return the support for units of ``taken_on`` people together in an organization of ``people``, in [0, COUNT]."""
    if not p.scarce or taken_on == 0:
        return 1.0
    return min(1.0, p.coaches * people / 1000.0 * p.people_per_coach / taken_on)


@allocates
@kernel
def sorted_places(keys: Array) -> Array:
    """Return the places that sort ``keys`` ascending (Shell sort: short to compile; the keys have no ties)."""
    places = np.arange(len(keys))
    gap = len(keys) // 2
    while gap > 0:
        for i in range(gap, len(keys)):
            moving, j = places[i], i
            while j >= gap and keys[places[j - gap]] > keys[moving]:
                places[j] = places[j - gap]
                j -= gap
            places[j] = moving
        gap //= 2
    return places


@kernel
def nobody_on_board(world: World) -> None:
    """Let no measure have taken on a unit."""
    for m in range(world.units.shape[0]):
        for u in range(world.units.shape[1]):
            unit = world.units[m, u]
            unit.rank = u
            unit.joined = NEVER
            unit.support = 0.0


@allocates
@step
def rank_units(m: int, world: World, chart: Chart, schedule: Schedule, luck: Array) -> None:
    """Give every unit its place in the rollout of measure ``m``; those it is not meant for come last."""
    units = world.units.shape[1]
    order = schedule.rollouts[m].order
    keys = np.empty(units)
    for u in range(units):
        draws = four_uniforms(luck, UNIT_ORDER, 0, u, 0)
        within = _key(u, order, draws[1], world, chart) + 1e-9 * draws[0]
        keys[u] = within if schedule.reached[m, u] else OUTSIDE * (1.0 + u)
    places = sorted_places(keys)
    rank, turn = 0, 0
    while rank < units:
        for place in range(units):
            unit = places[place]
            if schedule.turns[m, unit] == turn:
                world.units[m, unit].rank = rank
                rank += 1
        turn += 1


@kernel
def _key(u: int, order: int, luck: float, world: World, chart: Chart) -> float:
    first, last = chart.unit_start[u], chart.unit_start[u + 1]
    if order in (READINESS, VOLUNTEERS):
        ready = 0.0
        for i in range(first, last):
            ready += world.seats[i].readiness / (last - first)
        return -ready if order == READINESS else exponential(luck) / power(max(ready, 1e-6), EAGERNESS)
    if order == CENTRAL:
        ties = 0
        for i in range(first, last):
            ties += chart.tie_list[i, INSIDE, COUNT] + chart.tie_list[i, ACROSS, COUNT]
        return -ties / (last - first)
    if order == HIERARCHY:
        lowest = chart.level[first]
        for i in range(first, last):
            lowest = min(lowest, chart.level[i])
        return float(lowest)
    return float(u) if order == CHART else 0.0


@kernel
def is_taken_on(m: int, u: int, week: int, world: World, schedule: Schedule) -> bool:
    """Return whether a measure is being brought to a unit: it joined less than ``support_weeks`` ago."""
    joined = world.units[m, u].joined
    return joined != NEVER and week - joined < schedule.rollouts[m].support_weeks


@kernel
def people_taken_on(m: int, week: int, world: World, chart: Chart, schedule: Schedule) -> int:
    """Return how many people are in units that a measure is being brought to."""
    people = 0
    for u in range(world.units.shape[1]):
        if is_taken_on(m, u, week, world, schedule):
            people += chart.unit_start[u + 1] - chart.unit_start[u]
    return people


@step
def take_on_units(week: int, schedule: Schedule, world: World, chart: Chart, p: Rollout) -> None:
    """Let the units whose turn it is join, and share the coaches among those that are being taken on."""
    for m in range(len(world.rollouts)):
        if schedule.again[m, week]:
            _begin_anew(m, week, world)
        if world.portfolio[0].stopped:
            world.rollouts[m].postponed += 1 if week >= world.rollouts[m].start else 0
        elif world.measures[THIS_WEEK, m].strength > 0.0:
            _take_on(m, week, schedule, world, chart)
    _share_coaches(week, schedule, world, chart, p)


@kernel
def _begin_anew(m: int, week: int, world: World) -> None:
    rollout = world.rollouts[m]
    rollout.start = week
    rollout.postponed = 0
    rollout.waited = 0
    for u in range(world.units.shape[1]):
        world.units[m, u].joined = NEVER


@kernel
def _take_on(m: int, week: int, schedule: Schedule, world: World, chart: Chart) -> None:
    due = _due(m, week, schedule, world, chart)
    for u in range(world.units.shape[1]):
        if _joins(m, u, week, due, schedule, world, chart):
            world.units[m, u].joined = week


@kernel
def _share_coaches(week: int, schedule: Schedule, world: World, chart: Chart, p: Rollout) -> None:
    people, strongest = 0, 0.0
    for m in range(len(world.rollouts)):
        practice = world.measures[THIS_WEEK, m].practice
        taken_on = people_taken_on(m, week, world, chart, schedule) if practice > 0.0 else 0
        people += taken_on
        strongest = max(strongest, practice if taken_on > 0 else 0.0)
    stopped = world.portfolio[0].stopped
    support = p.aftercare if stopped else shared_support(people, len(world.seats), p)
    for m in range(len(world.rollouts)):
        if world.measures[THIS_WEEK, m].practice > 0.0:
            _support(m, support, week, schedule, world, p)
    world.portfolio[0].coaching_effort += 0.0 if stopped else strongest * p.coaches * len(world.seats) / 1000.0


@kernel
def _support(m: int, support: float, week: int, schedule: Schedule, world: World, p: Rollout) -> None:
    for u in range(world.units.shape[1]):
        if world.units[m, u].joined != NEVER:
            world.units[m, u].support = support if is_taken_on(m, u, week, world, schedule) else p.aftercare


@kernel
def _joins(m: int, u: int, week: int, due: int, schedule: Schedule, world: World, chart: Chart) -> bool:
    unit, own = world.units[m, u], schedule.rollouts[m]
    if unit.joined == NEVER:
        return unit.rank < due
    asked = own.catch_up_weeks > 0 and world.measures[THIS_WEEK, m].practice > 0.0
    return asked and week - unit.joined == own.catch_up_weeks and _lags_behind(m, u, world, chart)


@kernel
def _due(m: int, week: int, schedule: Schedule, world: World, chart: Chart) -> int:
    """Return how many units are due this week; a wave at a closed gate waits, and with it all that follow."""
    state, own = world.rollouts[m], schedule.rollouts[m]
    planned = week - state.postponed
    before = schedule.on_board[m, planned - 1] if planned > 0 else 0
    now = schedule.on_board[m, planned]
    if own.gate <= 0.0 or world.measures[THIS_WEEK, m].practice <= 0.0 or now <= before or before == 0:
        return now
    if state.waited < own.gate_patience and _adopted_on_board(m, world, chart) < own.gate:
        state.postponed += 1
        state.waited += 1
        return before
    state.waited = 0
    return now


@kernel
def _adopted_on_board(m: int, world: World, chart: Chart) -> float:
    people, adopted = 0, 0
    for u in range(world.units.shape[1]):
        if world.units[m, u].joined != NEVER:
            for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
                people += 1
                adopted += 1 if world.ladders[m, i].stage == ADOPTED else 0
    return adopted / people if people > 0 else 0.0


@kernel
def _lags_behind(m: int, u: int, world: World, chart: Chart) -> bool:
    use = 0.0
    for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
        use += world.ladders[m, i].use
    return use < CATCH_UP_BELOW * (chart.unit_start[u + 1] - chart.unit_start[u])
