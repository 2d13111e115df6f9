"""The agenda of a week: what all interventions take and do together, whichever there are in the catalogue.

Rule    Attention is the sum of strength * attention of all that run, of what reaches units times the share of people
        whose units are being taken on as the week begins; a practice is done as fully, and pushed as hard, as the
        strongest one. Then every intervention that is done has its turn, in the order of the catalogue: it adds what
        it does this week to the effects, which mechanisms read, and does to people what it does at once. How strongly
        it acts, less what fatigue takes, is found here, so that no intervention can forget it.
"""

import inspect
from collections.abc import Callable
from dataclasses import fields
from sys import modules
from typing import Any

from sim.compiler import kernel, step
from sim.interventions.catalogue import Interventions
from sim.interventions.intervention import Practice, Turn, UnitIntervention, acting, pay, pushed, running
from sim.processes.experience import Experience
from sim.processes.saturation import Saturation
from sim.rollout import Rollout, people_taken_on
from sim.state import NEUTRAL_WEEK, THIS_WEEK, Array, Chart, World

Attend = Callable[[int, World, Any], None]
Act = Callable[[int, World, Chart, Any, Saturation, Experience, float, Array], None]


def _attending(name: str, section: type) -> Attend:
    """Return what opens the week of one intervention.

    ``name`` is its section, which compiled code reads as a constant.
    """
    reaches_units, is_practice = issubclass(section, UnitIntervention), issubclass(section, Practice)

    @kernel
    def attend(week: int, world: World, p: Any) -> None:  # noqa: ANN401 - a record read by name
        own = p[name]
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


def _acting(name: str, section: type) -> Act:
    """Return what gives one intervention its turn, where it is done at all."""
    act, reaches_units = modules[section.__module__].act, issubclass(section, UnitIntervention)

    @kernel
    def take_turn(
        week: int,
        world: World,
        chart: Chart,
        p: Any,  # noqa: ANN401 - a record read by name
        saturation: Saturation,
        experience: Experience,
        week_hours: float,
        luck: Array,
    ) -> None:
        own = p[name]
        strength = running(week, own)
        if strength > 0.0:
            effects = world.effects[THIS_WEEK]
            busy = effects.onboarding if reaches_units else 1.0
            acts = acting(week, own, effects.attention, busy, saturation)
            act(Turn(week, strength, acts, week_hours, experience, luck), own, world, chart)

    return take_turn


def _one_after_another(parts: list[Callable[..., None]]) -> Callable[..., None]:
    first = parts[0]
    if len(parts) == 1:
        return first
    rest = _one_after_another(parts[1:])

    @kernel
    def both(*arguments: Any) -> None:  # noqa: ANN401 - whatever the parts take
        first(*arguments)
        rest(*arguments)

    return both


def _sections() -> list[tuple[str, type]]:
    return [(item.name, type(item.default)) for item in fields(Interventions)]


_attend_all = _one_after_another([_attending(name, section) for name, section in _sections()])
_act_all = _one_after_another([_acting(name, section) for name, section in _sections()])


@step
def open_agenda(week: int, world: World, chart: Chart, p: Interventions, rollout: Rollout) -> None:
    """Clear last week's effects, and say what the interventions take together this week."""
    world.effects[THIS_WEEK] = world.effects[NEUTRAL_WEEK]
    world.effects[THIS_WEEK].onboarding = people_taken_on(week, world, chart, rollout) / len(world.seats)
    _attend_all(week, world, p)


@step
def intervene(
    week: int,
    world: World,
    chart: Chart,
    p: Interventions,
    saturation: Saturation,
    experience: Experience,
    week_hours: float,
    luck: Array,
) -> None:
    """Let every intervention do what it does this week."""
    for i in range(len(world.seats)):
        world.seats[i].claimed = 0.0
    _act_all(week, world, chart, p, saturation, experience, week_hours, luck)


def actions_of_interventions() -> list[tuple[str, str]]:
    """Return (intervention, what it does in a week), in the order in which they act."""
    return [
        (name, (inspect.getdoc(modules[section.__module__].act) or "").splitlines()[0]) for name, section in _sections()
    ]
