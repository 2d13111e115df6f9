"""OKR cadence: teams set goals together every quarter, check in weekly, and make progress visible.

Rule    Everything is proportional to what acts of ``strength``, and works only in people who use the practice, as far
        as they master it:
        focus    productivity + goal_share * (low + (high - low) * commitment)
        clarity  failed exchanges between two users * (1 - clarity), by the smaller of what the two master
        goals    at the end of every cycle, counted from ``start_week`` for everybody, process orientation and silo and
                 what they return to fall by ``shift`` of what is there; without partners by a third of it
        partners from ``partners_week`` on, what a trial loses at the border with non-users * (1 - partner_reach)
        care     as far as everybody masters it, partners at the table avoid ``partner_care`` of refusals, lost sponsors
                 and changed requirements in any project
        visible  errors and status are seen earlier by ``transparency`` where somebody uses it, mastered or not
        playbook learning alone goes as well as learning with ``playbook`` * half of a coach's support
        classes  the people of a unit that is taken on this week sit in a masterclass and gain ``class_gain`` of the
                 missing proficiency for each of its hours, at most all of it
        meetings (check-ins + events / cycle + planning twice where the cycle does not fit the legal one) / hours a week
Source  Quarterly cadence, partners, coaches, playbook, masterclasses, legal planning cycle: Amsterdam. Goals with
        committed top +56 %, without +6 %: Rodgers & Hunter 1991. Monitoring goals d = 0.40: Harkin et al. 2016. Other
        sizes: assumption.
"""

from sim.bounded import combined
from sim.compiler import compiled, kernel, step
from sim.interventions.intervention import Practice, Turn, claim, claim_of_users
from sim.parameters import Grade, Role, declare
from sim.processes.practising import mean_mastery
from sim.state import PROCESS, SILO, THIS_WEEK, Chart, World

AMSTERDAM = "Amsterdam OKR (seed 001)"
RODGERS = "Rodgers & Hunter 1991"
ALONE = 1.0 / 3.0


class OkrCadence(Practice):
    """Objectives and key results in a fixed cadence."""

    cycle: int = declare(
        "weeks of a cycle",
        default=13,
        unit="weeks",
        bounds=(2, 52),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=AMSTERDAM,
    )
    commitment: float = declare(
        "commitment of top management",
        default=0.7,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.LITERATURE,
        source=RODGERS,
    )
    dip: float = declare(
        "productivity lost by a complete novice",
        default=0.1,
        bounds=(0, 0.9),
        source="worse before better: Repenning & Sterman 2001 (form)",
    )
    trial: int = declare(
        "weeks of trying before somebody decides",
        default=13,
        unit="weeks",
        bounds=(1, 104),
        grade=Grade.SEED,
        source=f"{AMSTERDAM}: the first quarter",
    )
    border: float = declare(
        "quality of a trial lost when no contact uses it",
        default=0.4,
        bounds=(0, 1),
        grade=Grade.SEED,
        source=f"{AMSTERDAM}: dependence on departments that do not work this way (direction)",
    )
    partners: bool = declare(
        "goals are set together with the business partners",
        default=True,
        role=Role.LEVER,
        grade=Grade.SEED,
        source=AMSTERDAM,
    )
    partners_week: int = declare(
        "week from which the business partners take part",
        default=0,
        unit="weeks",
        bounds=(0, 2600),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=f"{AMSTERDAM}: from the second year",
    )
    partner_reach: float = declare(
        "loss of a trial at the border with non-users that partners avoid", default=0.5, bounds=(0, 1)
    )
    partner_care: float = declare(
        "refusals, lost sponsors and changed requirements avoided by partners at the table, where all master it",
        default=0.4,
        off=0.0,
        bounds=(0, 1),
        source=f"{AMSTERDAM}, Fernandez & Rainey 2006 (direction)",
    )
    alignment: float = declare(
        "fit of the cycle to the legal planning-and-control cycle",
        default=0.5,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=AMSTERDAM,
    )
    transparency: float = declare(
        "how much earlier errors and status are visible", default=0.5, bounds=(0, 2), role=Role.LEVER
    )
    playbook: float = declare(
        "how good the playbook is",
        default=0.5,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=f"{AMSTERDAM} (advice)",
    )
    masterclass_hours: float = declare(
        "masterclass for whoever is taken on",
        default=4.0,
        unit="hours",
        bounds=(0, 36),
        role=Role.LEVER,
        source=f"{AMSTERDAM} (advice)",
    )
    class_gain: float = declare(
        "missing proficiency gained in an hour of masterclass", default=0.02, unit="per hour", bounds=(0, 0.1)
    )
    checkin_hours: float = declare(
        "check-in meetings", default=0.5, unit="hours a week", bounds=(0, 10), role=Role.LEVER
    )
    event_hours: float = declare(
        "goal setting and review in a cycle", default=6.0, unit="hours a cycle", bounds=(0, 80), role=Role.LEVER
    )
    planning_hours: float = declare(
        "planning twice where the cycles do not fit", default=0.5, unit="hours a week", bounds=(0, 10)
    )
    goal_share: float = declare("share of project work that the goals are about", default=0.3, bounds=(0, 1))
    low: float = declare(
        "gain in goal output without commitment", default=0.06, bounds=(0, 1), grade=Grade.LITERATURE, source=RODGERS
    )
    high: float = declare(
        "gain in goal output with full commitment", default=0.56, bounds=(0, 2), grade=Grade.LITERATURE, source=RODGERS
    )
    clarity: float = declare("failed exchanges avoided between two masters of the practice", default=0.4, bounds=(0, 1))
    shift: float = declare(
        "share of process orientation and silo lost in a cycle with partners",
        default=0.08,
        unit="per cycle",
        bounds=(0, 1),
    )
    fee: float = declare(
        "tools and advice from outside", default=400.0, unit="EUR a week per 1,000 people", bounds=(0, 1e6)
    )


@compiled
def goal_focus(commitment: float, p: OkrCadence) -> float:
    """Return the relative gain in productivity of somebody who masters the practice; ``commitment`` in [0, 1]."""
    return p.goal_share * (p.low + (p.high - p.low) * commitment)


@compiled
def meeting_hours(p: OkrCadence) -> float:
    """Return the hours a week that a user of the practice spends in its meetings at full strength."""
    return p.checkin_hours + p.event_hours / p.cycle + p.planning_hours * (1.0 - p.alignment)


@step
def act(turn: Turn, own: OkrCadence, world: World, chart: Chart) -> None:
    """Hold check-ins, end cycles where one ends, and give masterclasses to whoever is taken on."""
    effects, acts = world.measures[THIS_WEEK, turn.measure], turn.acts
    claim_of_users(turn.measure, turn.strength * (meeting_hours(own) / turn.week_hours), world)
    effects.focus += acts * goal_focus(own.commitment, own)
    effects.clarity = combined(effects.clarity, acts * own.clarity)
    effects.visibility += acts * own.transparency
    effects.self_help = combined(effects.self_help, 0.5 * acts * own.playbook)
    _give_masterclasses(turn, own, world, chart)
    with_partners = own.partners and turn.week >= own.partners_week
    effects.partnering = combined(effects.partnering, acts * own.partner_reach if with_partners else 0.0)
    if with_partners and own.partner_care > 0.0:
        _care(acts * own.partner_care * mean_mastery(turn.measure, world), world)
    age = turn.week - own.start_week
    if age > 0 and age % own.cycle == 0:
        _end_cycle(turn.measure, acts * own.shift * (1.0 if with_partners else ALONE), world)


@kernel
def _care(share: float, world: World) -> None:
    effects = world.effects[THIS_WEEK]
    effects.user_care = combined(effects.user_care, share)
    effects.sponsor_care = combined(effects.sponsor_care, share)
    effects.scope_control = combined(effects.scope_control, share)


@kernel
def _give_masterclasses(turn: Turn, own: OkrCadence, world: World, chart: Chart) -> None:
    for u in range(world.units.shape[1]):
        if world.units[turn.measure, u].joined != turn.week:
            continue
        for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
            claim(i, turn.strength * own.masterclass_hours / turn.week_hours, world)
            gain = min(1.0, turn.acts * own.class_gain * own.masterclass_hours)
            ladder = world.ladders[turn.measure, i]
            ladder.proficiency += gain * (1.0 - ladder.proficiency)


@kernel
def _end_cycle(m: int, shift: float, world: World) -> None:
    for i in range(len(world.seats)):
        if world.ladders[m, i].use > 0.0:
            _think_in_outcomes(i, shift * world.ladders[m, i].proficiency, world)


@kernel
def _think_in_outcomes(i: int, share: float, world: World) -> None:
    stance = world.stances[i]
    world.traits[i, PROCESS] *= 1.0 - share
    world.traits[i, SILO] *= 1.0 - share
    stance.process_anchor *= 1.0 - share
    stance.silo_anchor *= 1.0 - share
