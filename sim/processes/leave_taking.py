"""Leave-taking: people who go take their ties along, and those who turned to them feel that they are gone.

Rule    Whoever leaves takes ``ties_taken`` of the strength of every tie along: of the ties that people came with, the
        successor has only the rest, for as long as he or she stays; ties that others formed to the leaver at work lose
        as much. Whoever the leaver turned to loses ``missed`` of job satisfaction and of trust, times the share of the
        own contacts that is gone. Both are off without a word: no source says how strong they are.
Source  Ties are those of persons, not of seats, and what is lost with them is more than a head: Shaw, Duffy, Johnson &
        Lockhart 2005. Those who stay react to who has left: Krackhardt & Porter 1985, 1986 (direction).
"""

from sim.compiler import kernel
from sim.organization.tie_blocks import ACROSS, COUNT, FIRST, INSIDE
from sim.parameters import Parameters, declare
from sim.processes.experience import Experience, shift_trust
from sim.state import FORMED_TIES, TRUST, Chart, World

SHAW = "Shaw et al. 2005 (direction)"
KRACKHARDT = "Krackhardt & Porter 1985 (direction)"


class LeaveTaking(Parameters):
    """How much goes with those who leave."""

    ties_taken: float = declare(
        "share of the strength of their ties that leavers take along", default=0.0, bounds=(0, 1), source=SHAW
    )
    missed: float = declare(
        "share of satisfaction and of trust that somebody loses whose contacts all go",
        default=0.0,
        bounds=(0, 1),
        source=KRACKHARDT,
    )


@kernel
def take_ties_along(i: int, p: LeaveTaking, world: World) -> None:
    """Leave the successor in seat ``i`` with what remains of the ties to and from it."""
    if p.ties_taken <= 0.0:
        return
    kept = 1.0 - p.ties_taken
    world.seats[i].known = kept
    for j in range(len(world.seats)):
        for slot in range(FORMED_TIES):
            if world.formed_target[j, slot] == i:
                world.formed_strength[j, slot] *= kept


@kernel
def be_missed(i: int, p: LeaveTaking, world: World, chart: Chart, experience: Experience) -> None:
    """Let those whom the person in seat ``i`` turned to feel that he or she is gone."""
    if p.missed <= 0.0:
        return
    for side in (INSIDE, ACROSS):
        first = chart.tie_list[i, side, FIRST]
        for tie in range(first, first + chart.tie_list[i, side, COUNT]):
            j = chart.tie_target[tie]
            contacts = chart.tie_list[j, INSIDE, COUNT] + chart.tie_list[j, ACROSS, COUNT]
            lost = p.missed / max(1, contacts)
            world.seats[j].job_satisfaction *= 1.0 - lost
            shift_trust(j, -lost * world.traits[j, TRUST], world, experience)
