"""Rollout: who starts when with each measure, and how much support there is for those who start.

Rule    Every measure comes to the units it is meant for by its own rollout. Every quarter ``speed`` of them are taken
        on (the pilot first), ``growth`` times as many as in the quarter before: the units of ``first_departments``
        first, then in an order, which holds inside these departments, too; a unit counts as being taken on for
        ``support_weeks``. Behind a ``gate`` a wave waits, at most ``gate_patience`` weeks, until that
        share of the people on board have adopted. A unit where too few use the practice after ``catch_up_weeks`` is
        taken on again. Both only where there is a practice to adopt.
        Coaches are one pool for all practices (what is no practice, such as a training, needs none): support =
        capacity / people being taken on, counted once for each practice, at most 1; afterwards ``aftercare``. They
        cost their time, times the strength of the strongest practice they bring, while anybody is being taken on.
        The attention of a programme, and with it the push to try, halves every ``attention_half_life`` weeks.
        Waves by speed and attention count from ``start_week``, or from the week in which the measure begins where that
        is later.
        Volunteers come in the order of a keyed race that a ready unit wins more often.
        Neither too fast nor too slow is coded: support and attention are all that speed acts through.
Source  Coaches, playbook and waves: Amsterdam. Coach capacity and attention are assumptions.
"""

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sim.elementary import power
from sim.errors import ScenarioError
from sim.parameters import Grade, Parameters, Role, declare

QUARTER = 13


class Order(Enum):
    """Which units come first."""

    RANDOM = "random"
    READINESS = "readiness"
    CENTRAL = "central"
    HIERARCHY = "hierarchy"
    CHART = "chart"
    VOLUNTEERS = "volunteers"


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
    first_departments: tuple[float, ...] = declare(
        "numbers of the departments whose units come first, one department after another, counted from 0",
        default=(),
        bounds=(0, 1_000_000),
        role=Role.LEVER,
    )
    departments: tuple[float, ...] = declare(
        "numbers of the departments it is meant for, counted from 0; empty: all",
        default=(),
        bounds=(0, 1_000_000),
        role=Role.LEVER,
    )
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


def units_on_board(p: Rollout, units: int, weeks: int, section: str = "rollout") -> NDArray[np.int32]:
    """Return how many units should be on board in each week, int32 (weeks).

    Raise ScenarioError on impossible waves, which are those of ``section``.
    """
    if p.wave_weeks or p.wave_units:
        return _explicit_waves(p, units, weeks, section)
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
    return float(wave) if growth == 1.0 else (power(growth, wave) - 1.0) / (growth - 1.0)


def _explicit_waves(p: Rollout, units: int, weeks: int, section: str) -> NDArray[np.int32]:
    if len(p.wave_weeks) != len(p.wave_units):
        raise ScenarioError(
            f"{section}.wave_weeks has {len(p.wave_weeks)} entries and {section}.wave_units {len(p.wave_units)}; give "
            "every wave both"
        )
    if list(p.wave_weeks) != sorted(set(p.wave_weeks)) or list(p.wave_units) != sorted(p.wave_units):
        raise ScenarioError(f"{section}.wave_weeks and {section}.wave_units must rise from wave to wave")
    if p.wave_units[-1] > units:
        raise ScenarioError(f"{section}.wave_units ends at {p.wave_units[-1]:g} units, but it is for only {units}")
    on_board = np.zeros(weeks, np.int32)
    for week, count in zip(p.wave_weeks, p.wave_units, strict=True):
        on_board[int(week) :] = int(count)
    return on_board
