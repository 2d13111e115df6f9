"""What the OKR cadence does to those who use it, in proportion to its strength and to how far they master it."""

from sim.interventions.okr import OkrCadence
from sim.state import PROCESS, SILO, USE
from tests.verification.reference.plain import Place


def practice_strength(place: Place) -> float:
    """Return how fully the practice is done this week."""
    p = place.scenario.intervention.okr
    return p.strength if place.week >= p.start_week else 0.0


def meeting_share(place: Place) -> float:
    """Return the share of a week that a user spends in meetings."""
    p = place.scenario.intervention.okr
    hours = p.checkin_hours + p.event_hours / p.cycle + p.planning_hours * (1.0 - p.alignment)
    return practice_strength(place) * hours / p.week_hours


def focus(use: float, proficiency: float, p: OkrCadence) -> float:
    """Return the relative gain in productivity."""
    return p.strength * use * proficiency * p.goal_share * (p.low + (p.high - p.low) * p.commitment)


def clarity(both: float, p: OkrCadence) -> float:
    """Return the share of failed exchanges that two masters of the practice avoid."""
    return p.strength * p.clarity * both


def visibility(use: float, p: OkrCadence) -> float:
    """Return by how much earlier errors and status are seen."""
    return p.strength * p.transparency * use


def end_cycles(place: Place) -> None:
    """Let users' process orientation and silo fall where a cycle ends."""
    p = place.scenario.intervention.okr
    lived = place.week - p.start_week
    if lived <= 0 or lived % p.cycle != 0:
        return
    shift = p.strength * p.shift * (1.0 if p.partners else 1.0 / 3.0)
    for i, seat in enumerate(place.seats):
        kept = 1.0 - shift * seat.proficiency * place.traits[i][USE]
        place.traits[i][SILO] *= kept
        place.traits[i][PROCESS] *= kept
        seat.silo_anchor *= kept
        seat.process_anchor *= kept
