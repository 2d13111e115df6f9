"""Working with other departments changes ties, silo and trust."""

from sim.state import SILO, TRUST
from tests.verification.reference.exchanges import partners
from tests.verification.reference.numbers import cut
from tests.verification.reference.plain import Place
from tests.verification.reference.ties import strengthen


def live_together(place: Place) -> None:
    """Let members of running projects work with this week's partner."""
    for k in place.running:
        project = place.projects[k]
        for i, j in partners(k, project, place):
            if place.chart.department[i] != place.chart.department[j]:
                strengthen(i, j, place)
                if place.scenario.experience.active:
                    work_together(i, project.failures_now, place)


def work_together(i: int, failed: float, place: Place) -> None:
    """Lower somebody's silo by contact and trust by failures, and part of it for good."""
    p = place.scenario.experience
    seat, traits = place.seats[i], place.traits[i]
    silo = p.contact * traits[SILO]
    trust = p.friction * min(1.0, failed) * traits[TRUST]
    traits[SILO] -= silo
    traits[TRUST] -= trust
    seat.silo_anchor = cut(seat.silo_anchor - p.lasting * silo)
    seat.trust_anchor = cut(seat.trust_anchor - p.lasting * trust)
