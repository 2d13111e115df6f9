"""The agenda of a week: what all interventions take and do together, whichever there are in the catalogue.

Rule    Attention is the sum of strength * attention of all that run, of what reaches units times the share of people
        whose units it is being brought to as the week begins. A practice that is done for the first time begins its
        ladder. Then every intervention that is done has its turn, in the order of the catalogue: it adds what it does
        this week to the effects, which mechanisms read, and does to people what it does at once. How strongly it acts,
        less what fatigue takes, is found here, so that no intervention can forget it.
"""

import inspect
from collections.abc import Callable
from dataclasses import fields
from sys import modules
from typing import Any

from sim.compiler import kernel, step
from sim.interventions.catalogue import INTERVENTIONS, MEASURES, Interventions
from sim.interventions.intervention import (
    Practice,
    Turn,
    UnitIntervention,
    acting,
    brought_to_everybody,
    brought_to_no_project,
    done_this_week,
    pay,
    pushed,
)
from sim.processes.budget import Budget
from sim.processes.experience import Experience
from sim.processes.ladders import climb_or_lay_down, list_practices
from sim.processes.saturation import Saturation
from sim.processes.ties import Ties
from sim.state import NEUTRAL_WEEK, THIS_WEEK, Array, Chart, Schedule, World
from sim.taking_on import people_taken_on, rank_units

Attend = Callable[[int, Schedule, World, Any, Any], None]
Act = Callable[[int, Schedule, World, Chart, Any, Any, Saturation, Experience, Ties, float, Array], None]
NO_MEASURE = -1


def _attending(name: str, section: type) -> Attend:
    """Return what opens the week of one intervention.

    ``name`` is its section, which compiled code reads as a constant.
    """
    if not issubclass(section, UnitIntervention):
        return _attending_everywhere(name)
    n, m, is_practice = INTERVENTIONS.index(name), MEASURES.index(name), issubclass(section, Practice)
    module = modules[section.__module__]
    as_habit = getattr(module, "as_habit", brought_to_everybody)
    by_project = getattr(module, "by_project", brought_to_no_project)

    @kernel
    def attend(week: int, schedule: Schedule, world: World, p: Any, budget: Any) -> None:  # noqa: ANN401 - records
        own = p[name]
        strength = done_this_week(schedule.strengths[n, week], own, is_practice, budget, world)
        measure = world.measures[THIS_WEEK, m]
        pay(own, strength, world)
        measure.strength = as_habit(own, strength)
        measure.by_project = by_project(own, strength)
        measure.attention = measure.strength * own.attention
        world.effects[THIS_WEEK].attention += measure.attention * measure.taken_on
        if is_practice:
            _practise(measure, measure.strength, own)

    return attend


def _attending_everywhere(name: str) -> Attend:
    n = INTERVENTIONS.index(name)

    @kernel
    def attend(week: int, schedule: Schedule, world: World, p: Any, budget: Any) -> None:  # noqa: ANN401 - records
        own = p[name]
        strength = done_this_week(schedule.strengths[n, week], own, False, budget, world)
        pay(own, strength, world)
        world.effects[THIS_WEEK].attention += strength * own.attention
        world.effects[THIS_WEEK].attention_everywhere += strength * own.attention

    return attend


@kernel
def _practise(measure: Array, strength: float, own: Practice) -> None:
    measure.practice = strength
    measure.push = pushed(strength, own)
    measure.commitment = strength * own.commitment
    measure.dip = own.dip
    measure.trial = own.trial
    measure.bar = own.bar
    measure.border = own.border


def _acting(name: str, section: type) -> Act:
    """Return what gives one intervention its turn, where it is done at all."""
    act, reaches_units = modules[section.__module__].act, issubclass(section, UnitIntervention)
    is_practice = issubclass(section, Practice)
    n, m = INTERVENTIONS.index(name), MEASURES.index(name) if reaches_units else NO_MEASURE

    @kernel
    def take_turn(
        week: int,
        schedule: Schedule,
        world: World,
        chart: Chart,
        p: Any,  # noqa: ANN401 - a record read by name
        budget: Any,  # noqa: ANN401 - the same
        saturation: Saturation,
        experience: Experience,
        ties: Ties,
        week_hours: float,
        luck: Array,
    ) -> None:
        own = p[name]
        strength = done_this_week(schedule.strengths[n, week], own, is_practice, budget, world)
        if strength > 0.0:
            busy = world.measures[THIS_WEEK, m].taken_on if reaches_units else 1.0
            acts = acting(week, own, strength, world.effects[THIS_WEEK].attention, busy, saturation)
            act(Turn(week, strength, acts, week_hours, experience, ties, luck, m), own, world, chart)

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
def open_agenda(
    week: int, schedule: Schedule, world: World, chart: Chart, p: Interventions, budget: Budget, luck: Array
) -> None:
    """Clear last week's effects, say what the interventions take together this week, and begin what begins."""
    world.effects[THIS_WEEK] = world.effects[NEUTRAL_WEEK]
    for m in range(len(MEASURES)):
        world.measures[THIS_WEEK, m] = world.measures[NEUTRAL_WEEK, m]
        taken_on = people_taken_on(m, week, world, chart, schedule)
        world.measures[THIS_WEEK, m].taken_on = taken_on / len(world.seats)
    _attend_all(week, schedule, world, p, budget)
    list_practices(world)
    for m in range(len(MEASURES)):
        climb_or_lay_down(m, week, world, luck)
        if world.measures[THIS_WEEK, m].strength > 0.0 and not world.rollouts[m].ranked:
            rank_units(m, world, chart, schedule, luck)
            world.rollouts[m].ranked = True


@step
def intervene(
    week: int,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: Interventions,
    budget: Budget,
    saturation: Saturation,
    experience: Experience,
    ties: Ties,
    week_hours: float,
    luck: Array,
) -> None:
    """Let every intervention do what it does this week."""
    for i in range(len(world.seats)):
        world.seats[i].claimed = 0.0
    _act_all(week, schedule, world, chart, p, budget, saturation, experience, ties, week_hours, luck)


def actions_of_interventions() -> list[tuple[str, str]]:
    """Return (intervention, what it does in a week), in the order in which they act."""
    return [
        (name, (inspect.getdoc(modules[section.__module__].act) or "").splitlines()[0]) for name, section in _sections()
    ]
