"""Job satisfaction and the sense of influence."""

from sim.state import NO_PROJECT, TRUST
from tests.verification.reference.numbers import cut
from tests.verification.reference.plain import Place
from tests.verification.reference.practising import practised_by


def feel(place: Place) -> None:
    """Let everybody's job satisfaction and sense of influence move."""
    p = place.scenario.wellbeing
    if not p.active:
        return
    for i, seat in enumerate(place.seats):
        base = p.middle + p.trusting * (place.traits[i][TRUST] - 0.5)
        strain = p.strain * max(0.0, seat.workload - 1.0)
        part = p.taking_part * (1.0 + place.projects[seat.project].talent) if seat.project != NO_PROJECT else 0.0
        practice = p.practising * practised_by(i, place)
        influence = cut(base + part + practice + p.skilled * seat.collaboration_skill)
        seat.sense_of_influence += p.rate * (influence - seat.sense_of_influence)
        satisfaction = cut(base + p.influencing * (seat.sense_of_influence - 0.5) - strain)
        seat.job_satisfaction += p.rate * (satisfaction - seat.job_satisfaction)
