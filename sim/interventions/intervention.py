"""What every intervention has in common: strength, start, delay, and the attention it takes.

Rule    An intervention runs from ``start_week`` until ``end_week`` and acts from ``delay`` weeks after its start; from
        each of ``later_weeks`` on it has another strength (``sim.interventions.times``). All that run compete: with A
        the attention of the others (strength * attention each, and of what reaches units only the share of people it
        is being brought to), what acts is strength * exp(-fatigue * A); without saturation A counts as 0.
        A practice is pushed by push_factor * (0.3 + commitment), and brings its own ladder: what a novice loses
        (``dip``), how long people try it (``trial``), what they lose where no contact uses it (``border``) and how good
        it must be to go on (``bar``). Where it ends nobody uses it any longer.
        At strength 0 it takes no attention, costs nothing and changes nothing, bit for bit.
Source  Change saturation: Gartner (vendor figure), see ``sim.processes.saturation``. Delays and attention are
        assumptions.
"""

from typing import NamedTuple

from sim.compiler import compiled, kernel
from sim.elementary import exp
from sim.parameters import FITTED, Parameters, Role, declare
from sim.processes.budget import Budget
from sim.processes.experience import Experience
from sim.processes.saturation import Saturation
from sim.processes.ties import Ties
from sim.repeated_sum import added_often
from sim.state import Array, World


class Intervention(Parameters):
    """Something that is tried in the whole organization at once."""

    strength: float = declare("how fully it is done; 0 changes nothing", default=0.0, bounds=(0, 1), role=Role.LEVER)
    start_week: int = declare("week in which it begins", default=0, unit="weeks", bounds=(0, 2600), role=Role.LEVER)
    end_week: int = declare(
        "week in which it ends; 0: it goes on", default=0, unit="weeks", bounds=(0, 2600), role=Role.LEVER
    )
    delay: int = declare("weeks from its beginning until it acts", default=0, unit="weeks", bounds=(0, 520))
    attention: float = declare("changes it counts as for those it reaches", default=1.0, unit="changes", bounds=(0, 10))
    later_weeks: tuple[float, ...] = declare(
        "weeks in which its strength changes after it has begun",
        default=(),
        unit="weeks",
        bounds=(1, 2600),
        role=Role.LEVER,
    )
    later_strengths: tuple[float, ...] = declare(
        "strength from each of these weeks on; 0: it pauses, and what reaches units is brought to them anew afterwards",
        default=(),
        bounds=(0, 1),
        role=Role.LEVER,
    )
    fee: float = declare(
        "money that goes outside while it runs", default=0.0, unit="EUR a week per 1,000 people", bounds=(0, 1e6)
    )


class UnitIntervention(Intervention):
    """Something that reaches people when their unit is taken on by its rollout."""


class Practice(UnitIntervention):
    """A way of working that people take up, or not, once it reaches them."""

    push_factor: float = declare(
        "how hard a unit that is taken on is pushed to try", default=1.0, bounds=(0, 5), role=Role.LEVER
    )
    commitment: float = declare("commitment of top management to it", default=0.7, bounds=(0, 1), role=Role.LEVER)
    dip: float = declare(
        "productivity lost by a complete novice",
        default=0.25,
        bounds=(0, 0.9),
        source="worse before better: Repenning & Sterman 2001 (form)",
    )
    trial: int = declare("weeks of trying before somebody decides", default=13, unit="weeks", bounds=(1, 104))
    bar: float = declare("quality of a trial needed to go on", default=0.4, bounds=(-1, 1), source=FITTED)
    border: float = declare("quality of a trial lost when no contact uses it", default=0.4, bounds=(0, 1))


class Turn(NamedTuple):
    """The turn of one intervention in a week in which it is done; it has none where its strength is 0.

    Attributes:
        week: the week, counted from 0.
        strength: how fully it is done, in (0, 1]: what it costs is in proportion to it.
        acts: how strongly it acts, in [0, strength]: less while it is delayed or others compete for attention.
        week_hours: working hours of a week.
        experience: how far what people live through lasts.
        ties: how ties form.
        luck: key of the draws.
        measure: its place among the measures that are brought to units; of no meaning for others.

    """

    week: int
    strength: float
    acts: float
    week_hours: float
    experience: Experience
    ties: Ties
    luck: Array
    measure: int


@compiled
def brought_to_everybody(_p: UnitIntervention, strength: float) -> float:
    """Return how fully something is brought to the people of units: as fully as it is done."""
    return strength


@compiled
def brought_to_no_project(_p: UnitIntervention, _strength: float) -> float:
    """Return the share of starting projects that are run by it: none."""
    return 0.0


@compiled
def pushed(strength: float, p: Practice) -> float:
    """Return how hard people are pushed to try a practice.

    Without any commitment less than a quarter as hard as with full.
    """
    return strength * p.push_factor * (0.3 + p.commitment)


@compiled
def acting(week: int, p: Intervention, strength: float, attention: float, busy: float, saturation: Saturation) -> float:
    """Return how strongly what is done with ``strength`` acts in a week, in [0, strength].

    ``attention`` is what all interventions take together, ``busy`` the share of people whom this one keeps busy now.
    """
    if week < p.start_week + p.delay:
        return 0.0
    others = max(0.0, attention - strength * p.attention * busy) if saturation.active else 0.0
    return strength * exp(-saturation.fatigue * others)


@kernel
def claim(i: int, share: float, world: World) -> None:
    """Take a share of somebody's week for an intervention and book it, in person-weeks."""
    world.seats[i].claimed += share
    world.portfolio[0].claimed_effort += share


@kernel
def claim_of_users(measure: int, share: float, world: World) -> None:
    """Take a share of the week of everybody who uses a practice."""
    users = 0
    for i in range(len(world.seats)):
        uses = world.ladders[measure, i].use > 0.0
        world.seats[i].claimed += share if uses else 0.0
        users += 1 if uses else 0
    world.portfolio[0].claimed_effort = added_often(world.portfolio[0].claimed_effort, share, users)


@kernel
def pay(p: Intervention, strength: float, world: World) -> None:
    """Book a week's fee, in EUR, where there is money for it."""
    if not world.portfolio[0].stopped:
        world.portfolio[0].money += strength * p.fee * len(world.seats) / 1000.0


@kernel
def done_this_week(planned: float, p: Intervention, is_practice: bool, budget: Budget, world: World) -> float:
    """Return how fully an intervention is done this week that is ``planned`` to be done so fully.

    What is no practice pauses while the budget is used up, if it costs something.
    """
    costs = p.fee > 0.0 or budget.time_week > 0.0
    return 0.0 if world.portfolio[0].stopped and costs and not is_practice else planned
