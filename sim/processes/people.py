"""People: who sits in a seat, drawn anew for every replicate and whenever somebody leaves.

Rule    silo, trust and process orientation are normal around the department's climate, cut to [0, 1]; the mean silo
        follows the density ratio of the network, ln(ratio) / ln(100): 10 gives 0.5.
        The threshold is its mean times a uniform number from 1 - threshold_spread to 1 + threshold_spread. A newcomer
        starts at medium satisfaction and influence, without formed ties, and takes over the place in a running project.
Source  Spread and climate are assumptions; the two kinds of departments are Amsterdam's.
"""

from sim.bounded import cut
from sim.compiler import kernel, step
from sim.elementary import log
from sim.parameters import FITTED, Grade, Parameters, declare
from sim.processes.ladders import start_unaware
from sim.state import NO_PROJECT, PROCESS, SILO, TRUST, Array, Chart, World
from sim.streams import DEPARTMENT_CLIMATE, TENURE, TRAITS, exponential, four_uniforms, normal


class People(Parameters):
    """Where traits start."""

    trust: float = declare("mean trust at the start", default=0.5, bounds=(0, 1))
    process_oriented: float = declare(
        "mean process orientation in a process-oriented department", default=0.65, bounds=(0, 1)
    )
    process_change: float = declare(
        "mean process orientation in a change-oriented department",
        default=0.25,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Amsterdam: the new department had only change to deal with",
    )
    readiness: float = declare(
        "mean readiness for a second change",
        default=0.74,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Gartner: 74 % support two changes (vendor figure)",
    )
    spread: float = declare("sd of a trait between people of one department", default=0.15, bounds=(0, 0.5))
    climate: float = declare("sd of a trait's mean between departments", default=0.05, bounds=(0, 0.5))
    silo: float = declare("mean silo at the start; negative: from the density ratio", default=-1.0, bounds=(-1, 1))
    threshold: float = declare(
        "mean share of contacts needed before others convince",
        default=0.25,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Centola et al. 2018: minority of 25 % (10-40 %)",
    )
    threshold_spread: float = declare(
        "half the range of thresholds between people, as a share of their mean",
        default=0.65,
        bounds=(0, 1),
        source=FITTED,
    )


def mean_silo(silo_ratio: float) -> float:
    """Return the mean silo trait in [0, 1] that goes with a within/across density ratio."""
    return min(1.0, max(0.0, log(silo_ratio) / log(100.0))) if silo_ratio > 0 else 0.0


@kernel
def take_seat(i: int, week: int, world: World, chart: Chart, p: People, silo: float, luck: Array) -> None:
    """Put a new person into seat ``i``.

    Traits, readiness, threshold and tenure, keyed by the seat's count of people.
    """
    seat = world.seats[i]
    department = chart.department[i]
    climate = four_uniforms(luck, DEPARTMENT_CLIMATE, 0, department, 0)
    person = four_uniforms(luck, TRAITS, seat.people, i, 0)
    more = four_uniforms(luck, TRAITS, seat.people, i, 1)
    process = p.process_change if chart.change_oriented[department] else p.process_oriented
    world.traits[i, SILO] = cut(silo + p.climate * normal(climate[0]) + p.spread * normal(person[0]))
    world.traits[i, TRUST] = cut(p.trust + p.climate * normal(climate[1]) + p.spread * normal(person[1]))
    world.traits[i, PROCESS] = cut(process + p.climate * normal(climate[2]) + p.spread * normal(person[2]))
    if seat.people == 0:
        _keep_known_traits(i, world, chart)
    seat.readiness = cut(p.readiness + p.spread * normal(person[3]))
    world.stances[i].threshold = cut(p.threshold * (1.0 + p.threshold_spread * (2.0 * more[0] - 1.0)))
    seat.service_load = normal(more[1])
    seat.transfer_bar = more[2]
    _start_fresh(i, week, world, luck)


@kernel
def _keep_known_traits(i: int, world: World, chart: Chart) -> None:
    for k in range(3):
        known = chart.traits[i, k]
        if known == known:  # noqa: PLR0124 - not a number where the data do not tell
            world.traits[i, k] = known


@kernel
def _start_fresh(i: int, week: int, world: World, luck: Array) -> None:
    seat = world.seats[i]
    stance = world.stances[i]
    stance.silo_anchor = world.traits[i, SILO]
    stance.trust_anchor = world.traits[i, TRUST]
    stance.process_anchor = world.traits[i, PROCESS]
    seat.collaboration_skill = 0.0
    seat.away_until = 0
    seat.known = 1.0
    seat.job_satisfaction = 0.5
    seat.sense_of_influence = 0.5
    seat.workload = 1.0
    seat.claimed = 0.0
    seat.sessions = 0
    seat.tenure_clock = 0.0
    seat.tenure_patience = exponential(four_uniforms(luck, TENURE, seat.people, i, 0)[0])
    seat.people += 1
    start_unaware(i, week, world, luck)
    for k in range(world.formed_strength.shape[1]):
        world.formed_strength[i, k] = 0.0


@step
def fill_seats(world: World, chart: Chart, p: People, silo: float, luck: Array) -> None:
    """Draw the first person of every seat."""
    for i in range(len(world.seats)):
        world.seats[i].project = NO_PROJECT
        world.seats[i].people = 0
        take_seat(i, 0, world, chart, p, silo, luck)
