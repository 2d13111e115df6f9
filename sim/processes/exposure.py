"""Exposure: the longer a project lasts, the more often the world changes under it.

Rule    Each week requirements change with a chance; a change adds an exponential amount of scope, in
        shares of the estimated effort. Sponsors lose interest with a constant chance a week, to which an election
        (every four years, at a keyed phase) adds another. A concise scope, short turns, scope management and tracking
        each keep a share of a change out; stakeholder engagement keeps sponsors. Whoever has none finds a successor
        with a constant chance a week.
Source  Public IT: +4.2 percentage points of cost risk a year (Budzier & Flyvbjerg 2012). The mean change is larger than
        that implies (0.02 * 52 * 0.074 = 7.7 %), because those that suffer most are cancelled and drop out of what is
        counted.
"""

from sim.compiler import kernel
from sim.parameters import FITTED, Grade, Parameters, declare
from sim.state import Array, World
from sim.streams import ELECTIONS, exponential, four_uniforms

BUDZIER = "Budzier & Flyvbjerg 2012: +4.2 pp a year"


class Exposure(Parameters):
    """What time does to a project."""

    active: bool = declare("switch of the mechanism", default=True, without="requirements and sponsors had not changed")
    change_chance: float = declare(
        "chance of a requirement change",
        default=0.02,
        unit="per week",
        bounds=(0, 0.5),
        grade=Grade.LITERATURE,
        source=BUDZIER,
    )
    change_size: float = declare(
        "mean scope a change adds, as a share of the estimate",
        default=0.07414,
        bounds=(0, 0.5),
        grade=Grade.LITERATURE,
        source=BUDZIER,
    )
    sponsor_hazard: float = declare(
        "hazard that the sponsor loses interest", default=0.00201, unit="per week", bounds=(0, 0.1), source=FITTED
    )
    election_loss: float = declare(
        "chance that an election takes the sponsor away", default=0.253, bounds=(0, 1), source=FITTED
    )
    successor: float = declare(
        "chance that a project without a sponsor finds a new one",
        default=0.0385,
        off=0.0,
        unit="per week",
        bounds=(0, 1),
    )
    election_cycle: int = declare("weeks between elections", default=208, unit="weeks", bounds=(52, 520))


@kernel
def draw_election(world: World, p: Exposure, luck: Array) -> None:
    """Draw the week of the first election of this replicate."""
    world.portfolio[0].election = int(four_uniforms(luck, ELECTIONS, 0, 0, 0)[0] * p.election_cycle)


@kernel
def meet_the_world(
    project: Array,
    week: int,
    election: int,
    draws: tuple[float, float, float, float],
    absorbed: float,
    cared: float,
    shock: float,
    p: Exposure,
) -> None:
    """Let one week pass over a running project.

    ``draws`` are this week's uniforms; ``absorbed`` of every change does not get in, ``cared`` of the risk of losing
    the sponsor is avoided, both in [0, 1]; ``shock`` is the risk that a new direction adds.
    """
    if not p.active:
        return
    if draws[0] < p.change_chance:
        added = p.change_size * project.effort * exponential(draws[1]) * (1.0 - absorbed)
        project.scope += added
        project.added_scope += added
    at_election = week >= election and (week - election) % p.election_cycle == 0
    loss = p.sponsor_hazard + (p.election_loss if at_election else 0.0) + shock
    if draws[2] < loss * (1.0 - cared):
        project.sponsored = False
    elif not project.sponsored and draws[3] < p.successor:
        project.sponsored = True
    project.unsponsored_weeks += 0.0 if project.sponsored else 1.0
