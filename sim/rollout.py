"""Rollout: who starts when, and how much support there is for those who start.

Rule    Every quarter ``speed`` of all units are taken on (the pilot first), ``growth`` times as many as in the quarter
        before, in an order; a unit counts as being taken on for ``support_weeks``. Behind a ``gate`` a wave waits, at
        most ``gate_patience`` weeks, until that share of the people on board have adopted. A unit where too few use the
        practice after ``catch_up_weeks`` is taken on again. Both only where there is a practice to adopt.
        Coaches are shared: support = capacity / people being taken on, at most 1; afterwards ``aftercare``. They cost
        their time, times the strength of what they bring, while anybody is being taken on.
        The attention of the programme, and with it the push to try, halves every ``attention_half_life`` weeks.
        Waves by speed and attention count from ``start_week``, or from the first intervention that reaches units where
        that begins later.
        Volunteers come in the order of a keyed race that a ready unit wins more often.
        Neither too fast nor too slow is coded: support and attention are all that speed acts through.
Source  Coaches, playbook and waves: Amsterdam. Coach capacity and attention are assumptions.
"""

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sim.compiler import allocates, compiled, kernel, step
from sim.errors import ScenarioError
from sim.parameters import Grade, Parameters, Role, declare
from sim.state import ADOPTED, NEVER, THIS_WEEK, USE, Array, Chart, World
from sim.streams import UNIT_ORDER, exponential, four_uniforms

QUARTER = 13


class Order(Enum):
    """Which units come first."""

    RANDOM = "random"
    READINESS = "readiness"
    CENTRAL = "central"
    HIERARCHY = "hierarchy"
    CHART = "chart"
    VOLUNTEERS = "volunteers"


READINESS, CENTRAL, HIERARCHY, CHART, VOLUNTEERS = (
    list(Order).index(order)
    for order in (Order.READINESS, Order.CENTRAL, Order.HIERARCHY, Order.CHART, Order.VOLUNTEERS)
)
CATCH_UP_BELOW = 0.5
EAGERNESS = 8.0  # a unit a tenth readier than another volunteers more than twice as soon


class Rollout(Parameters):
    """How a practice is brought to the units."""

    speed: float = declare(
        "how many of all units are taken on (1: big bang)",
        default=0.25,
        unit="share of units per quarter",
        bounds=(0.001, 1),
        role=Role.LEVER,
    )
    growth: float = declare(
        "units of a wave over those of the wave before", default=1.0, bounds=(0.2, 5), role=Role.LEVER
    )
    start_week: int = declare("week of the first wave", default=0, unit="weeks", bounds=(0, 2600), role=Role.LEVER)
    pilot_units: int = declare(
        "units of a pilot one quarter ahead of the first wave",
        default=0,
        unit="units",
        bounds=(0, 10_000),
        role=Role.LEVER,
    )
    wave_weeks: tuple[float, ...] = declare(
        "weeks of explicit waves; empty: by speed", default=(), unit="weeks", bounds=(0, 2600), role=Role.LEVER
    )
    wave_units: tuple[float, ...] = declare(
        "units on board after each explicit wave", default=(), unit="units", bounds=(1, 1_000_000), role=Role.LEVER
    )
    order: Order = declare("which units come first", default=Order.RANDOM, role=Role.LEVER)
    gate: float = declare(
        "share of the people on board who must have adopted before the next wave; 0: no gate",
        default=0.0,
        bounds=(0, 1),
        role=Role.LEVER,
    )
    gate_patience: int = declare(
        "longest wait of a wave at the gate", default=52, unit="weeks", bounds=(0, 520), role=Role.LEVER
    )
    catch_up_weeks: int = declare(
        "weeks after which a unit where fewer than half use the practice is taken on again; 0: never",
        default=0,
        unit="weeks",
        bounds=(0, 520),
        role=Role.LEVER,
    )
    scarce: bool = declare("whether coaches are scarce; off: full support for everybody", default=True)
    coaches: float = declare(
        "coaches for a thousand people", default=5.0, unit="per 1,000 people", bounds=(0, 200), role=Role.LEVER
    )
    people_per_coach: float = declare(
        "people in units being taken on whom one coach supports fully", default=48.0, unit="people", bounds=(1, 1000)
    )
    support_weeks: int = declare("weeks in which a unit is supported", default=26, unit="weeks", bounds=(1, 208))
    aftercare: float = declare("support that stays afterwards", default=0.15, bounds=(0, 1))
    attention_half_life: float = declare(
        "time in which the attention for the programme halves",
        default=78.0,
        unit="weeks",
        bounds=(4, 2600),
        grade=Grade.LITERATURE,
        source="two thirds lose momentum within three quarters (vendor figure, low value)",
    )


def units_on_board(p: Rollout, units: int, weeks: int) -> NDArray[np.int32]:
    """Return how many units should be on board in each week, int32 (weeks); raise ScenarioError on impossible waves."""
    if p.wave_weeks or p.wave_units:
        return _explicit_waves(p, units, weeks)
    on_board = np.zeros(weeks, np.int32)
    start = p.start_week
    if p.pilot_units > 0:
        on_board[start:] = min(units, p.pilot_units)
        start += QUARTER
    for wave, week in enumerate(range(start, weeks, QUARTER), 1):
        on_board[week:] = min(units, p.pilot_units + math.ceil(p.speed * units * _waves_so_far(wave, p.growth) - 1e-9))
    return on_board


def _waves_so_far(wave: int, growth: float) -> float:
    """Return how many first waves the waves so far amount to, when each is ``growth`` times the one before."""
    return float(wave) if growth == 1.0 else (growth**wave - 1.0) / (growth - 1.0)


def _explicit_waves(p: Rollout, units: int, weeks: int) -> NDArray[np.int32]:
    if len(p.wave_weeks) != len(p.wave_units):
        raise ScenarioError(
            f"rollout.wave_weeks has {len(p.wave_weeks)} entries and rollout.wave_units {len(p.wave_units)}; give "
            "every wave both"
        )
    if list(p.wave_weeks) != sorted(set(p.wave_weeks)) or list(p.wave_units) != sorted(p.wave_units):
        raise ScenarioError("rollout.wave_weeks and rollout.wave_units must rise from wave to wave")
    if p.wave_units[-1] > units:
        raise ScenarioError(
            f"rollout.wave_units ends at {p.wave_units[-1]:g} units, but the organization has only {units}"
        )
    on_board = np.zeros(weeks, np.int32)
    for week, count in zip(p.wave_weeks, p.wave_units, strict=True):
        on_board[int(week) :] = int(count)
    return on_board


@compiled
def attention(week: int, start: int, p: Rollout) -> float:
    """Return how much attention a programme that began in week ``start`` still has, 1 at its start."""
    return 0.5 ** (max(0, week - start) / p.attention_half_life)


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


@allocates
@step
def rank_units(world: World, chart: Chart, order: int, luck: Array) -> None:
    """Give every unit its place in the rollout."""
    units = len(world.units)
    keys = np.empty(units)
    for u in range(units):
        draws = four_uniforms(luck, UNIT_ORDER, 0, u, 0)
        keys[u] = _key(u, order, draws[1], world, chart) + 1e-9 * draws[0]
    places = sorted_places(keys)
    for place in range(units):
        world.units[places[place]].rank = place
        world.units[places[place]].joined = NEVER
        world.units[places[place]].support = 0.0


@kernel
def _key(u: int, order: int, luck: float, world: World, chart: Chart) -> float:
    first, last = chart.unit_start[u], chart.unit_start[u + 1]
    if order in (READINESS, VOLUNTEERS):
        ready = 0.0
        for i in range(first, last):
            ready += world.seats[i].readiness / (last - first)
        return -ready if order == READINESS else exponential(luck) / max(ready, 1e-6) ** EAGERNESS
    if order == CENTRAL:
        return -(chart.tie_start[last] - chart.tie_start[first]) / (last - first)
    if order == HIERARCHY:
        lowest = chart.level[first]
        for i in range(first, last):
            lowest = min(lowest, chart.level[i])
        return float(lowest)
    return float(u) if order == CHART else 0.0


@step
def take_on_units(week: int, on_board: Array, world: World, chart: Chart, p: Rollout) -> None:
    """Let the units whose turn it is join, and share the coaches among those that are being taken on."""
    if world.effects[THIS_WEEK].reaches_units <= 0.0:
        return
    due = _due(week, on_board, world, chart, p)
    for u in range(len(world.units)):
        if _joins(u, week, due, world, chart, p):
            world.units[u].joined = week
    taken_on = people_taken_on(week, world, chart, p)
    support = shared_support(taken_on, len(world.seats), p)
    for u in range(len(world.units)):
        unit = world.units[u]
        if unit.joined != NEVER:
            unit.support = support if week - unit.joined < p.support_weeks else p.aftercare
    if taken_on > 0:
        world.portfolio[0].coaching_effort += (
            world.effects[THIS_WEEK].reaches_units * p.coaches * len(world.seats) / 1000.0
        )


@kernel
def people_taken_on(week: int, world: World, chart: Chart, p: Rollout) -> int:
    """Return how many people are in units that joined less than ``support_weeks`` ago."""
    people = 0
    for u in range(len(world.units)):
        if world.units[u].joined != NEVER and week - world.units[u].joined < p.support_weeks:
            people += chart.unit_start[u + 1] - chart.unit_start[u]
    return people


@kernel
def _joins(u: int, week: int, due: int, world: World, chart: Chart, p: Rollout) -> bool:
    unit = world.units[u]
    if unit.joined == NEVER:
        return unit.rank < due
    asked = p.catch_up_weeks > 0 and world.effects[THIS_WEEK].practice > 0.0
    return asked and week - unit.joined == p.catch_up_weeks and _lags_behind(u, world, chart)


@kernel
def _due(week: int, on_board: Array, world: World, chart: Chart, p: Rollout) -> int:
    """Return how many units are due this week; a wave at a closed gate waits, and with it all that follow."""
    portfolio = world.portfolio[0]
    planned = week - portfolio.postponed
    before = on_board[planned - 1] if planned > 0 else 0
    wave = on_board[planned] > before
    if p.gate <= 0.0 or world.effects[THIS_WEEK].practice <= 0.0 or not wave or before == 0:
        return on_board[planned]
    if portfolio.waited < p.gate_patience and _adopted_on_board(world, chart) < p.gate:
        portfolio.postponed += 1
        portfolio.waited += 1
        return before
    portfolio.waited = 0
    return on_board[planned]


@kernel
def _adopted_on_board(world: World, chart: Chart) -> float:
    people, adopted = 0, 0
    for u in range(len(world.units)):
        if world.units[u].joined != NEVER:
            for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
                people += 1
                adopted += 1 if world.seats[i].stage == ADOPTED else 0
    return adopted / people if people > 0 else 0.0


@kernel
def _lags_behind(u: int, world: World, chart: Chart) -> bool:
    use = 0.0
    for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
        use += world.traits[i, USE]
    return use < CATCH_UP_BELOW * (chart.unit_start[u + 1] - chart.unit_start[u])


@compiled
def shared_support(taken_on: int, people: int, p: Rollout) -> float:
    """Return the support for units of ``taken_on`` people together in an organization of ``people``, in [0, 1]."""
    if not p.scarce or taken_on == 0:
        return 1.0
    return min(1.0, p.coaches * people / 1000.0 * p.people_per_coach / taken_on)
