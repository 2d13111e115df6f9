"""Training in collaboration across departments, spaced over months, which spreads down the reporting line and fades.

Rule    In the units that were taken on, managers (or all) have ``sessions`` spread evenly over ``span_weeks``, the
        first when their unit joined; presence is keyed by person and session.
        Whoever is present gains ``gain`` of the missing collaboration skill, and loses ``opening`` of silo and of
        mistrust, both times what acts of ``strength`` and times
        spacing = 1 - massed_loss * exp(-(span_weeks / sessions) / 2). A manager who was trained hands on ``spread``
        (times what acts) of what somebody of the own people lacks against the own skill, a week, managers of lower
        seats first. Skill that is not used on a project is forgotten like any other (learning).
        With ``together`` somebody of another department who has the same training is met there: a tie to each other
        grows as in so many weeks of working together. Who that is is keyed by person and session.
        A trained person applies what was learned while the skill is at least a keyed personal bar, uniform on (0, 1).
Source  Six months, four trainings a manager, presence and commitment high: Sweden (seed 002). Spaced sessions work
        better: Lacerenza et al. 2017. Applied by 62 / 44 / 34 % at 0 / 6 / 12 months: Saks & Belcourt 2006. People
        of several services trained together: Antwerp (seed 000); what people do together forms ties: Feld 1981. Sizes:
        assumption.
"""

from enum import Enum

from sim.compiler import compiled, kernel, step
from sim.elementary import exp
from sim.interventions.intervention import Turn, UnitIntervention, claim
from sim.organization.chart import NOBODY
from sim.parameters import Grade, Role, declare
from sim.processes.experience import shift_silo, shift_trust
from sim.processes.ties import strengthen
from sim.state import NEVER, SILO, TRUST, Chart, World
from sim.streams import PRESENCE, four_uniforms

SWEDEN = "Sweden: management training (seed 002)"


class Who(Enum):
    """Who is trained."""

    MANAGERS = "managers"
    ALL = "all"


ALL = list(Who).index(Who.ALL)


class Training(UnitIntervention):
    """A programme of training sessions."""

    who: Who = declare("who is trained", default=Who.MANAGERS, role=Role.LEVER, grade=Grade.SEED, source=SWEDEN)
    attention: float = declare("changes it counts as for those it reaches", default=0.3, unit="changes", bounds=(0, 10))
    sessions: int = declare(
        "sessions for each",
        default=4,
        unit="sessions",
        bounds=(1, 52),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=SWEDEN,
    )
    span_weeks: int = declare(
        "weeks from the first session to the end",
        default=26,
        unit="weeks",
        bounds=(1, 208),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=SWEDEN,
    )
    session_hours: float = declare("length of a session", default=8.0, unit="hours", bounds=(0, 36), role=Role.LEVER)
    presence: float = declare(
        "chance to be present",
        default=0.9,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=f"{SWEDEN}: presence high",
    )
    session_fee: float = declare("fee for a person and session", default=250.0, unit="EUR", bounds=(0, 10_000))
    gain: float = declare("share of missing collaboration skill gained in a session", default=0.2941, bounds=(0, 1))
    opening: float = declare("share of silo and of mistrust lost in a session", default=0.08, bounds=(0, 1))
    massed_loss: float = declare(
        "loss of effect when sessions follow without a pause",
        default=0.4,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Lacerenza et al. 2017 (direction)",
    )
    spread: float = declare(
        "share of the gap to the own manager's skill that is closed in a week", default=0.02, bounds=(0, 1)
    )
    together: float = declare(
        "weeks of working together that a session counts as, for a tie to somebody of another department; 0: none",
        default=0.0,
        unit="weeks",
        bounds=(0, 6),
        source="Antwerp: several services are trained together (seed 000); Feld 1981 (direction)",
    )


@compiled
def spacing(span_weeks: float, sessions: int, massed_loss: float) -> float:
    """Return the factor on what a session gives, in (0, 1], for sessions spread evenly over ``span_weeks``."""
    return 1.0 - massed_loss * exp(-span_weeks / sessions / 2.0)


@compiled
def sessions_before(age: int, span_weeks: int, sessions: int) -> int:
    """Return how many sessions are held before week ``age`` of somebody's programme; all of them within the span."""
    return -((-max(0, min(age, span_weeks)) * sessions) // span_weeks)


@step
def act(turn: Turn, own: Training, world: World, chart: Chart) -> None:
    """Hold the training sessions of this week, and let managers hand on what they learned."""
    factor = turn.acts * spacing(own.span_weeks, own.sessions, own.massed_loss)
    for u in range(world.units.shape[1]):
        joined = world.units[turn.measure, u].joined
        if joined == NEVER:
            continue
        age = turn.week - joined
        first, after = (
            sessions_before(age, own.span_weeks, own.sessions),
            sessions_before(age + 1, own.span_weeks, own.sessions),
        )
        for session in range(first, after):
            _hold(session, u, factor, turn, own, world, chart)
    _hand_on(turn.acts * own.spread, world, chart)


@kernel
def _hold(session: int, u: int, factor: float, turn: Turn, own: Training, world: World, chart: Chart) -> None:
    for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
        if own.who == ALL or chart.leads[i]:  # type: ignore[comparison-overlap]  # the record holds a number
            _attend(i, session, factor, turn, own, world, chart)


@kernel
def _attend(i: int, session: int, factor: float, turn: Turn, own: Training, world: World, chart: Chart) -> None:
    draws = four_uniforms(turn.luck, PRESENCE, world.seats[i].people, i, session)
    if draws[0] >= own.presence:
        return
    if own.together > 0.0 and turn.ties.active:
        _meet(i, draws[1], turn, own, world, chart)
    claim(i, turn.strength * own.session_hours / turn.week_hours, world)
    world.portfolio[0].money += turn.strength * own.session_fee
    seat = world.seats[i]
    seat.sessions = min(100, seat.sessions + 1)
    seat.collaboration_skill += min(1.0, factor * own.gain) * (1.0 - seat.collaboration_skill)
    shift_silo(i, -min(1.0, factor * own.opening) * world.traits[i, SILO], world, turn.experience)
    shift_trust(i, min(1.0, factor * own.opening) * (1.0 - world.traits[i, TRUST]), world, turn.experience)


@kernel
def _meet(i: int, u: float, turn: Turn, own: Training, world: World, chart: Chart) -> None:
    """Let somebody meet the next person from a drawn one on who has the training, too, in another department."""
    growth = min(1.0, turn.strength * own.together * turn.ties.growth)
    for further in range(len(world.seats)):
        j = (int(u * len(world.seats)) + further) % len(world.seats)
        trained = own.who == ALL or chart.leads[j]  # type: ignore[comparison-overlap]  # the record holds a number
        on_board = world.units[turn.measure, chart.unit[j]].joined != NEVER
        if trained and on_board and chart.department[j] != chart.department[i]:
            strengthen(i, j, growth, world)
            strengthen(j, i, growth, world)
            return


@kernel
def _hand_on(share: float, world: World, chart: Chart) -> None:
    for i in range(len(world.seats)):
        manager = chart.manager[i]
        if manager != NOBODY and world.seats[manager].sessions > 0:
            gap = 1.0 * world.seats[manager].collaboration_skill - world.seats[i].collaboration_skill
            world.seats[i].collaboration_skill += share * max(0.0, gap)
