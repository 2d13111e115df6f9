"""Rollout: who starts when, and how much support there is for those who start.

Rule    Every quarter ``speed`` of all units are taken on (the pilot first), in an order; a unit counts as being taken on for
        ``support_weeks``. Coaches are shared: support = capacity / people being taken on, at most 1; afterwards ``aftercare``.
        The attention of the programme, and with it the push to try, halves every ``attention_half_life`` weeks.
        Attention counts from ``start_week``, the week of the pilot if there is one, else of the first wave.
        Neither too fast nor too slow is coded: support and attention are all that speed acts through.
Source  Coaches, playbook and waves: Amsterdam. Coach capacity and attention are assumptions.
"""

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, kernel, step
from sim.errors import ScenarioError
from sim.parameters import Grade, Parameters, Role, declare
from sim.state import NEVER, Array, Chart, World
from sim.streams import UNIT_ORDER, four_uniforms

QUARTER = 13


class Order(Enum):
    """Which units come first."""

    RANDOM = "random"
    READINESS = "readiness"
    CENTRAL = "central"
    HIERARCHY = "hierarchy"
    CHART = "chart"


READINESS, CENTRAL, HIERARCHY, CHART = (
    list(Order).index(order) for order in (Order.READINESS, Order.CENTRAL, Order.HIERARCHY, Order.CHART)
)


class Rollout(Parameters):
    """How a practice is brought to the units."""

    speed: float = declare(
        "how many of all units are taken on (1: big bang)",
        default=0.25,
        unit="share of units per quarter",
        bounds=(0.001, 1),
        role=Role.LEVER,
    )
    start_week: int = declare("week of the first wave", default=0, unit="weeks", bounds=(0, 2600), role=Role.LEVER)
    pilot_units: int = declare(
        "units of a pilot one quarter ahead of the first wave", default=0, unit="units", bounds=(0, 10_000), role=Role.LEVER
    )
    wave_weeks: tuple[float, ...] = declare(
        "weeks of explicit waves; empty: by speed", default=(), unit="weeks", bounds=(0, 2600), role=Role.LEVER
    )
    wave_units: tuple[float, ...] = declare(
        "units on board after each explicit wave", default=(), unit="units", bounds=(1, 1_000_000), role=Role.LEVER
    )
    order: Order = declare("which units come first", default=Order.RANDOM, role=Role.LEVER)
    scarce: bool = declare("whether coaches are scarce; off: full support for everybody", default=True)
    coaches: float = declare("coaches for a thousand people", default=5.0, unit="per 1,000 people", bounds=(0, 200), role=Role.LEVER)
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
        on_board[week:] = min(units, p.pilot_units + math.ceil(p.speed * units * wave - 1e-9))
    return on_board


def _explicit_waves(p: Rollout, units: int, weeks: int) -> NDArray[np.int32]:
    if len(p.wave_weeks) != len(p.wave_units):
        raise ScenarioError(
            f"rollout.wave_weeks has {len(p.wave_weeks)} entries and rollout.wave_units {len(p.wave_units)}; give every wave both"
        )
    if list(p.wave_weeks) != sorted(set(p.wave_weeks)) or list(p.wave_units) != sorted(p.wave_units):
        raise ScenarioError("rollout.wave_weeks and rollout.wave_units must rise from wave to wave")
    if p.wave_units[-1] > units:
        raise ScenarioError(f"rollout.wave_units ends at {p.wave_units[-1]:g} units, but the organization has only {units}")
    on_board = np.zeros(weeks, np.int32)
    for week, count in zip(p.wave_weeks, p.wave_units, strict=True):
        on_board[int(week) :] = int(count)
    return on_board


@compiled
def attention(week: int, p: Rollout) -> float:
    """Return how much attention the programme still has, 1 at its start."""
    return 0.5 ** (max(0, week - p.start_week) / p.attention_half_life)


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


@step
def rank_units(world: World, chart: Chart, order: int, luck: Array) -> None:
    """Give every unit its place in the rollout."""
    units = len(world.units)
    keys = np.empty(units)
    for u in range(units):
        keys[u] = _key(u, order, world, chart) + 1e-9 * four_uniforms(luck, UNIT_ORDER, 0, u, 0)[0]
    places = sorted_places(keys)
    for place in range(units):
        world.units[places[place]].rank = place
        world.units[places[place]].joined = NEVER
        world.units[places[place]].support = 0.0


@kernel
def _key(u: int, order: int, world: World, chart: Chart) -> float:
    first, last = chart.unit_start[u], chart.unit_start[u + 1]
    if order == READINESS:
        total = 0.0
        for i in range(first, last):
            total -= world.seats[i].readiness
        return total / (last - first)
    if order == CENTRAL:
        return -(chart.tie_start[last] - chart.tie_start[first]) / (last - first)
    if order == HIERARCHY:
        lowest = chart.level[first]
        for i in range(first, last):
            lowest = min(lowest, chart.level[i])
        return float(lowest)
    return float(u) if order == CHART else 0.0


@step
def take_on_units(week: int, on_board: int, world: World, unit_start: Array, p: Rollout, strength: float) -> None:
    """Let the units whose turn it is join, and share the coaches among those that are being taken on."""
    if strength <= 0.0:
        return
    taken_on = 0
    for u in range(len(world.units)):
        unit = world.units[u]
        if unit.joined == NEVER and unit.rank < on_board:
            unit.joined = week
        if unit.joined != NEVER and week - unit.joined < p.support_weeks:
            taken_on += unit_start[u + 1] - unit_start[u]
    support = shared_support(taken_on, len(world.seats), p)
    for u in range(len(world.units)):
        unit = world.units[u]
        if unit.joined != NEVER:
            unit.support = support if week - unit.joined < p.support_weeks else p.aftercare


@compiled
def shared_support(taken_on: int, people: int, p: Rollout) -> float:
    """Return the support for units of ``taken_on`` people together in an organization of ``people``, in [0, 1]."""
    if not p.scarce or taken_on == 0:
        return 1.0
    return min(1.0, p.coaches * people / 1000.0 * p.people_per_coach / taken_on)
