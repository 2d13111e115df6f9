"""Departments that improve their processes."""

from sim.interventions.lean import Lean
from sim.state import SILO
from tests.verification.reference.effects import MEASURES, acting, claim_of_users, running
from tests.verification.reference.ladders import mastered
from tests.verification.reference.plain import Place, mean


def improve(place: Place) -> None:
    """Let every department come a part of the way to what it can save."""
    p = place.scenario.intervention.lean
    claim_of_users("lean", running("lean", place) * p.board_hours / place.scenario.workload.week_hours, place)
    for d, department in enumerate(place.departments):
        seats = place.seats_of(d)
        silo = mean(place.traits[i][SILO] for i in seats)
        practised = mean(mastered(MEASURES.index("lean"), i, place) for i in seats)
        department.saved += p.pace * (saving(acting("lean", place), practised, silo, p) - department.saved)


def saving(acts: float, practised: float, silo: float, p: Lean) -> float:
    """Return the share of service demand that a department can save."""
    through_a_wall = 1.0 - p.silo_drag * silo
    return acts * p.gain * through_a_wall * through_a_wall * practised
