"""Who sits in a seat: normal around the department's climate, drawn anew whenever somebody leaves."""

from sim.state import NO_PROJECT, PROCESS, SILO, TRUST
from sim.streams import DEPARTMENT_CLIMATE, TENURE, TRAITS
from tests.verification.reference.ladders import start_unaware
from tests.verification.reference.numbers import cut, exponential, normal, uniforms
from tests.verification.reference.plain import Place


def take_seat(i: int, place: Place) -> None:
    """Put a new person into a seat."""
    p, seat, traits = place.scenario.people, place.seats[i], place.traits[i]
    department = place.chart.department[i]
    climate = uniforms(place.luck, DEPARTMENT_CLIMATE, 0, department)
    person = uniforms(place.luck, TRAITS, seat.people, i, 0)
    more = uniforms(place.luck, TRAITS, seat.people, i, 1)
    process = p.process_change if place.chart.change_oriented[department] else p.process_oriented
    for trait, mean in ((SILO, place.silo), (TRUST, p.trust), (PROCESS, process)):
        known = place.chart.traits[i][trait]
        drawn = cut(mean + p.climate * normal(climate[trait]) + p.spread * normal(person[trait]))
        traits[trait] = known if seat.people == 0 and known == known else drawn  # noqa: PLR0124 - not a number: unknown
    seat.readiness = cut(p.readiness + p.spread * normal(person[3]))
    place.stances[i].threshold = cut(p.threshold * (1.0 + p.threshold_spread * (2.0 * more[0] - 1.0)))
    seat.service_load = normal(more[1])
    seat.transfer_bar = more[2]
    start_fresh(i, place)


def start_fresh(i: int, place: Place) -> None:
    """Forget whatever the seat knew of its last person."""
    stance, seat, traits = place.stances[i], place.seats[i], place.traits[i]
    stance.silo_anchor, stance.trust_anchor, stance.process_anchor = traits[SILO], traits[TRUST], traits[PROCESS]
    seat.collaboration_skill = seat.tenure_clock = 0.0
    seat.job_satisfaction = seat.sense_of_influence = 0.5
    seat.workload = 1.0
    seat.claimed, seat.sessions, seat.away_until, seat.known = 0.0, 0, 0, 1.0
    seat.tenure_patience = exponential(uniforms(place.luck, TENURE, seat.people, i)[0])
    seat.people += 1
    start_unaware(i, place)
    for f in range(len(place.formed_strength[i])):
        place.formed_strength[i][f] = 0.0


def fill_seats(place: Place) -> None:
    """Draw the first person of every seat."""
    for i, seat in enumerate(place.seats):
        seat.project, seat.people = NO_PROJECT, 0
        take_seat(i, place)
