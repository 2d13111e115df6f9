"""OKR cadence: teams set goals together every quarter, check in weekly, and make progress visible.

Rule    Everything is proportional to ``strength``, and works only in people who use the practice, as far as they master it:
        focus    productivity + goal_share * (low + (high - low) * commitment)
        clarity  failed exchanges between two users * (1 - clarity)
        clarity counts what both of them master, the smaller of the two
        goals    at the end of every cycle, counted from ``start_week`` for everybody, process orientation and silo and
                 what they return to fall by ``shift`` of what is there; without partners by a third of it
        visible  errors and status are seen earlier by ``transparency`` where somebody uses it, mastered or not
        meetings (check-ins + events / cycle + planning twice where the cycle does not fit the legal one) / hours a week
Source  Quarterly cadence, partners, coaches, legal planning cycle: Amsterdam. Goals with committed top +56 %, without
        +6 %: Rodgers & Hunter 1991. Monitoring goals d = 0.40: Harkin et al. 2016. Size of the other effects: assumption.
"""

from sim.compiled import compiled, kernel, step
from sim.parameters import Grade, Parameters, Role, declare
from sim.state import PROCESS, SILO, USE, World

AMSTERDAM = "Amsterdam OKR (seed 001)"
RODGERS = "Rodgers & Hunter 1991"
ALONE = 1.0 / 3.0


class OkrCadence(Parameters):
    """Objectives and key results in a fixed cadence."""

    strength: float = declare("how fully the practice is done; 0 changes nothing", default=0.0, bounds=(0, 1), role=Role.LEVER)
    start_week: int = declare("week in which it begins", default=0, unit="weeks", bounds=(0, 2600), role=Role.LEVER)
    cycle: int = declare("weeks of a cycle", default=13, unit="weeks", bounds=(2, 52), role=Role.LEVER, grade=Grade.SEED, source=AMSTERDAM)
    commitment: float = declare(
        "commitment of top management", default=0.7, bounds=(0, 1), role=Role.LEVER, grade=Grade.LITERATURE, source=RODGERS
    )
    partners: bool = declare(
        "goals are set together with the business partners", default=True, role=Role.LEVER, grade=Grade.SEED, source=AMSTERDAM
    )
    alignment: float = declare(
        "fit of the cycle to the legal planning-and-control cycle",
        default=0.5,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=AMSTERDAM,
    )
    transparency: float = declare("how much earlier errors and status are visible", default=0.5, bounds=(0, 2), role=Role.LEVER)
    push_factor: float = declare("how hard a unit that is taken on is pushed to try", default=1.0, bounds=(0, 5), role=Role.LEVER)
    checkin_hours: float = declare("check-in meetings", default=0.5, unit="hours a week", bounds=(0, 10), role=Role.LEVER)
    event_hours: float = declare("goal setting and review in a cycle", default=6.0, unit="hours a cycle", bounds=(0, 80), role=Role.LEVER)
    planning_hours: float = declare("planning twice where the cycles do not fit", default=0.5, unit="hours a week", bounds=(0, 10))
    week_hours: float = declare("working hours of a week", default=36.0, unit="hours", bounds=(10, 60), role=Role.CONSTANT)
    goal_share: float = declare("share of project work that the goals are about", default=0.3, bounds=(0, 1))
    low: float = declare("gain in goal output without commitment", default=0.06, bounds=(0, 1), grade=Grade.LITERATURE, source=RODGERS)
    high: float = declare("gain in goal output with full commitment", default=0.56, bounds=(0, 2), grade=Grade.LITERATURE, source=RODGERS)
    clarity: float = declare("failed exchanges avoided between two masters of the practice", default=0.4, bounds=(0, 1))
    shift: float = declare(
        "share of process orientation and silo lost in a cycle with partners", default=0.08, unit="per cycle", bounds=(0, 1)
    )


@compiled
def practice_strength(week: int, p: OkrCadence) -> float:
    """Return how fully the practice is done in a week (0 before it begins)."""
    return p.strength if week >= p.start_week else 0.0


@compiled
def focus(use: float, proficiency: float, p: OkrCadence) -> float:
    """Return the relative gain in productivity of somebody who uses (1) or does not use (0) the practice."""
    return p.strength * use * proficiency * p.goal_share * (p.low + (p.high - p.low) * p.commitment)


@compiled
def clarity(both: float, p: OkrCadence) -> float:
    """Return the share of failed exchanges that two people avoid who both master the practice by ``both``."""
    return p.strength * p.clarity * both


@compiled
def visibility(use: float, p: OkrCadence) -> float:
    """Return by how much earlier errors and status are seen where somebody uses the practice."""
    return p.strength * p.transparency * use


@compiled
def meeting_share(p: OkrCadence) -> float:
    """Return the share of a week that a user of the practice spends in its meetings."""
    hours = p.checkin_hours + p.event_hours / p.cycle + p.planning_hours * (1.0 - p.alignment)
    return p.strength * hours / p.week_hours


@step
def end_cycles(week: int, world: World, p: OkrCadence) -> None:
    """Where a cycle ends this week, let users' process orientation and silo fall with what they reached together."""
    age = week - p.start_week
    if p.strength <= 0.0 or age <= 0 or age % p.cycle != 0:
        return
    shift = p.strength * p.shift * (1.0 if p.partners else ALONE)
    for i in range(len(world.seats)):
        if world.traits[i, USE] > 0.0:
            _think_in_outcomes(i, shift * world.seats[i].proficiency, world)


@kernel
def _think_in_outcomes(i: int, share: float, world: World) -> None:
    seat = world.seats[i]
    world.traits[i, PROCESS] *= 1.0 - share
    world.traits[i, SILO] *= 1.0 - share
    seat.process_anchor *= 1.0 - share
    seat.silo_anchor *= 1.0 - share
