"""The world changes under a project while it lasts."""

from tests.verification.reference.numbers import exponential
from tests.verification.reference.plain import Place, Record


def meet_the_world(project: Record, place: Place, change: float, amount: float, sponsor: float) -> None:
    """Let one week pass over a running project."""
    p = place.scenario.exposure
    if not p.active:
        return
    if change < p.change_chance:
        added = exponential(amount) * p.change_size * project.effort
        project.scope += added
        project.added_scope += added
    voted = (place.week - place.portfolio.election) % p.election_cycle == 0
    if sponsor < p.sponsor_hazard + (p.election_loss if voted else 0.0):
        project.sponsored = False
