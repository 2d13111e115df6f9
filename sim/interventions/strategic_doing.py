"""Strategic Doing: seven factors of loosely joined work, each of which can be left out.

Rule    What acts of ``strength`` times a factor's own strength works as far as the people concerned use and master the
        practice; ties, sight and trust only ask that they use it:
        assets         start-up and integration of a project * (1 - reuse)
        network        ties across departments grow (1 + bridging) as fast, failed exchanges * (1 - linking)
        iterative      changed requirements are absorbed by ``agility``, errors and status are seen earlier by ``sight``
        decentralized  coordination needed, exchanges and the time for them and for managing, * (1 - independence)
        goals          work built on wrong work that is wrong too * (1 - modularity)
        metrics        errors and status are seen earlier by ``sight``, benefits lost by work to the plan * (1 -
                       adjusting)
        trust          at the end of every cycle trust and readiness rise by ``warmth`` of what is missing
        Cycles of ``cycle_weeks`` count from ``start_week``; each costs ``cycle_hours`` for a person who practises it.
        As a habit it is brought to units and climbed like any practice; as a way of running projects it is brought to
        no unit, and ``share`` of the starting projects are run by it: those in them work so, without a ladder, and
        theirs are the trust and the meetings.
Source  Strategic Doing (seed 003): seven factors seen in more than 100 communities, the more the better; the research
        base is a survey of 108 people, correlational (Hutcheson 2013). How strongly each factor works is an assumption.
"""

from enum import Enum

from sim.bounded import combined, cut
from sim.compiler import compiled, kernel, step
from sim.interventions.intervention import Practice, Turn, claim, claim_of_users
from sim.parameters import Grade, Role, declare
from sim.processes.experience import Experience, shift_trust
from sim.state import THIS_WEEK, TRUST, Chart, World

DOING = "Strategic Doing (seed 003)"


class Way(Enum):
    """To whom Strategic Doing is brought."""

    HABIT = "habit"
    PROJECTS = "projects"


PROJECTS = list(Way).index(Way.PROJECTS)


class StrategicDoing(Practice):
    """Seven factors and the cycle in which they are lived."""

    way: Way = declare(
        "a habit of everybody whom it is brought to, or a way of running projects",
        default=Way.HABIT,
        role=Role.LEVER,
        grade=Grade.SEED,
        source=f"{DOING}: a core team works so",
    )
    share: float = declare(
        "starting projects that are run by it, as a way of running projects",
        default=1.0,
        bounds=(0, 1),
        role=Role.LEVER,
    )

    assets: float = declare(
        "build on existing assets", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    network: float = declare(
        "a network organization", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    iterative: float = declare(
        "plan and do in short turns", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    decentralized: float = declare(
        "responsibility is decentralized", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    goals: float = declare(
        "a progression of shorter-term goals",
        default=1.0,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=DOING,
    )
    metrics: float = declare(
        "metrics to learn and adjust", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    trust: float = declare(
        "work on trust and readiness", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=DOING
    )
    cycle_weeks: int = declare(
        "weeks of a turn",
        default=4,
        unit="weeks",
        bounds=(1, 52),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=f"{DOING}: 30 days",
    )
    cycle_hours: float = declare(
        "meeting at the end of a turn", default=1.0, unit="hours", bounds=(0, 36), role=Role.LEVER
    )
    dip: float = declare(
        "productivity lost by a complete novice",
        default=0.0,
        bounds=(0, 0.9),
        grade=Grade.SEED,
        source=f"{DOING}: links assets without added overhead",
    )
    reuse: float = declare("fixed work saved by existing assets", default=0.4, bounds=(0, 1))
    bridging: float = declare("growth of ties across departments, above the usual", default=1.0, bounds=(0, 5))
    linking: float = declare("failed exchanges avoided by a network", default=0.15, bounds=(0, 1))
    agility: float = declare("changed requirements absorbed by short turns", default=0.3, bounds=(0, 1))
    sight: float = declare(
        "how much earlier errors and status are seen, by turns and by metrics each", default=0.3, bounds=(0, 2)
    )
    independence: float = declare("exchanges saved by decentralized responsibility", default=0.2, bounds=(0, 1))
    modularity: float = declare("chain reactions avoided by short goals", default=0.3, bounds=(0, 1))
    adjusting: float = declare("benefits lost by work to the plan that metrics save", default=0.3, bounds=(0, 1))
    warmth: float = declare("share of missing trust and readiness won in a turn", default=0.01, bounds=(0, 1))
    fee: float = declare(
        "facilitation from outside", default=300.0, unit="EUR a week per 1,000 people", bounds=(0, 1e6)
    )


@compiled
def as_habit(p: StrategicDoing, strength: float) -> float:
    """Return how fully it is brought to the people of units."""
    return 0.0 if p.way == PROJECTS else strength  # type: ignore[comparison-overlap]  # the record holds a number


@compiled
def by_project(p: StrategicDoing, strength: float) -> float:
    """Return the share of starting projects that are run by it."""
    return p.share if p.way == PROJECTS and strength > 0.0 else 0.0  # type: ignore[comparison-overlap]  # the same


@step
def act(turn: Turn, own: StrategicDoing, world: World, _chart: Chart) -> None:
    """Work by the seven factors, and meet at the end of every cycle."""
    effects, acts = world.measures[THIS_WEEK, turn.measure], turn.acts
    effects.reuse = combined(effects.reuse, acts * own.assets * own.reuse)
    effects.bridging += acts * own.network * own.bridging
    effects.clarity = combined(effects.clarity, acts * own.network * own.linking)
    effects.agility = combined(effects.agility, acts * own.iterative * own.agility)
    effects.visibility += acts * (own.iterative + own.metrics) * own.sight
    effects.independence = combined(effects.independence, acts * own.decentralized * own.independence)
    effects.modularity = combined(effects.modularity, acts * own.goals * own.modularity)
    effects.outcome_focus = combined(effects.outcome_focus, acts * own.metrics * own.adjusting)
    age = turn.week - own.start_week
    if age > 0 and age % own.cycle_weeks == 0:
        claim_of_users(turn.measure, turn.strength * own.cycle_hours / turn.week_hours, world)
        _build_trust(turn.measure, acts * own.trust * own.warmth, world, turn.experience)
        _meet_in_projects(turn, own, world)


@kernel
def _build_trust(m: int, share: float, world: World, experience: Experience) -> None:
    for i in range(len(world.seats)):
        if world.ladders[m, i].use > 0.0:
            _win(i, share, world, experience)


@kernel
def _win(i: int, share: float, world: World, experience: Experience) -> None:
    shift_trust(i, share * (1.0 - world.traits[i, TRUST]), world, experience)
    world.seats[i].readiness = cut(world.seats[i].readiness + share * (1.0 - world.seats[i].readiness))


@kernel
def _meet_in_projects(turn: Turn, own: StrategicDoing, world: World) -> None:
    for r in range(world.portfolio[0].running):
        project = world.projects[world.running[r]]
        if project.run_by == turn.measure:
            for place in range(project.team):
                i = world.members[project.team_start + place]
                claim(i, turn.strength * own.cycle_hours / turn.week_hours, world)
                _win(i, turn.acts * own.trust * own.warmth, world, turn.experience)
