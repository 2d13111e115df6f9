"""Working with other departments changes ties, silo and trust."""

from sim.state import SILO, TRUST
from tests.verification.reference.exchanges import partners, sit_apart
from tests.verification.reference.ladders import uses
from tests.verification.reference.numbers import cut
from tests.verification.reference.plain import Place
from tests.verification.reference.ties import strengthen


def live_together(place: Place) -> None:
    """Let members of running projects work with this week's partner."""
    for k in place.running:
        project = place.projects[k]
        for i, j in partners(project, place):
            if sit_apart(i, j, place):
                networked = sum(
                    place.measures[m].bridging for m in place.practised if uses(m, i, place) and uses(m, j, place)
                )
                networked += place.measures[project.run_by].bridging if project.run_by >= 0 else 0.0
                strengthen(i, j, min(1.0, place.scenario.ties.growth * (1.0 + networked)), place)
                if place.scenario.experience.active:
                    work_together(i, project.failures_now, place)


def work_together(i: int, failed: float, place: Place) -> None:
    """Lower somebody's silo by contact and trust by failures."""
    p, traits = place.scenario.experience, place.traits[i]
    shift_silo(i, -p.contact * traits[SILO], place)
    shift_trust(i, -p.friction * min(1.0, failed) * traits[TRUST], place)
    shift_trust(i, p.liking * (1.0 - min(1.0, failed)) * (1.0 - traits[TRUST]), place)


def shift_silo(i: int, change: float, place: Place) -> None:
    """Change somebody's silo, and part of that for good."""
    stance, lasting = place.stances[i], place.scenario.experience.lasting
    place.traits[i][SILO] += change
    stance.silo_anchor = cut(stance.silo_anchor + lasting * change)


def shift_trust(i: int, change: float, place: Place) -> None:
    """Change somebody's trust, and part of that for good."""
    stance, lasting = place.stances[i], place.scenario.experience.lasting
    place.traits[i][TRUST] += change
    stance.trust_anchor = cut(stance.trust_anchor + lasting * change)
