"""The agenda of a week: what all interventions take and do together, whichever there are in the catalogue.

Rule    Attention is the sum of strength * attention of all that run, of what reaches units times the share of people
        whose units are being taken on as the week begins; a practice is done as fully, and pushed as hard, as the
        strongest one. Then
        every intervention acts, in the order of the catalogue: it adds what it does this week to the effects, which
        mechanisms read, and does to people what it does at once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from sys import modules
from typing import TYPE_CHECKING, Any

from sim.compiler import kernel, step
from sim.interventions.catalogue import Interventions
from sim.interventions.intervention import Practice, UnitIntervention, pay, pushed, running
from sim.rollout import people_taken_on
from sim.state import NEUTRAL_WEEK, THIS_WEEK, Array, Chart, World

if TYPE_CHECKING:
    from sim.scenario import Scenario

Weekly = Callable[[int, World, Chart, "Scenario", Array], None]


def _attending(name: str, section: type) -> Weekly:
    """Return what opens the week of one intervention.

    ``name`` is its section, which compiled code reads as a constant.
    """
    reaches_units, is_practice = issubclass(section, UnitIntervention), issubclass(section, Practice)

    @kernel
    def attend(week: int, world: World, _chart: Chart, p: Any, _luck: Array) -> None:  # noqa: ANN401 - a record read by name
        own = p.intervention[name]
        strength = running(week, own)
        effects = world.effects[THIS_WEEK]
        pay(own, strength, world)
        if reaches_units:
            effects.attention += strength * own.attention * effects.onboarding
            effects.attention_units += strength * own.attention
            effects.reaches_units = max(effects.reaches_units, strength)
        else:
            effects.attention += strength * own.attention
            effects.attention_everywhere += strength * own.attention
        if is_practice:
            effects.practice = max(effects.practice, strength)
            effects.push = max(effects.push, pushed(strength, own))

    return attend


def _one_after_another(parts: list[Weekly]) -> Weekly:
    first = parts[0]
    if len(parts) == 1:
        return first
    rest = _one_after_another(parts[1:])

    @kernel
    def both(week: int, world: World, chart: Chart, p: Scenario, luck: Array) -> None:
        first(week, world, chart, p, luck)
        rest(week, world, chart, p, luck)

    return both


def _sections() -> list[tuple[str, type]]:
    return [(item.name, type(item.default)) for item in fields(Interventions)]


_attend_all = _one_after_another([_attending(name, section) for name, section in _sections()])
_act_all = _one_after_another([modules[section.__module__].act for _, section in _sections()])


@step
def open_agenda(week: int, world: World, chart: Chart, p: Scenario, luck: Array) -> None:
    """Clear last week's effects, and say what the interventions take together this week."""
    world.effects[THIS_WEEK] = world.effects[NEUTRAL_WEEK]
    world.effects[THIS_WEEK].onboarding = people_taken_on(week, world, chart, p.rollout) / len(world.seats)
    _attend_all(week, world, chart, p, luck)


@step
def intervene(week: int, world: World, chart: Chart, p: Scenario, luck: Array) -> None:
    """Let every intervention do what it does this week."""
    for i in range(len(world.seats)):
        world.seats[i].claimed = 0.0
    _act_all(week, world, chart, p, luck)


def actions_of_interventions() -> list[tuple[str, str]]:
    """Return (intervention, what it does in a week), in the order in which they act."""
    return [
        (name, (inspect.getdoc(modules[section.__module__].act) or "").splitlines()[0]) for name, section in _sections()
    ]
