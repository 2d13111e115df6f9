"""The world changes under a project while it lasts."""

from sim.streams import PROJECT_WEEK
from tests.verification.reference.numbers import exponential, uniforms
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.tracking import refused


def let_in(project: Record, place: Place) -> float:
    """Return the share of a requirement change that gets in."""
    return float(
        (1.0 - project.concise)
        * (1.0 - project.agility)
        * (1.0 - place.effects.scope_control)
        * (1.0 - refused(project, place))
    )


def meet_the_world(project: Record, place: Place) -> None:
    """Let one week pass over a running project."""
    p = place.scenario.exposure
    change, amount, sponsor, follows = uniforms(place.luck, PROJECT_WEEK, place.week, project.key, 1)
    if not p.active:
        return
    if change < p.change_chance:
        added = exponential(amount) * p.change_size * project.effort * let_in(project, place)
        project.scope += added
        project.added_scope += added
    voted = (place.week - place.portfolio.election) % p.election_cycle == 0
    loss = p.sponsor_hazard + (p.election_loss if voted else 0.0) + place.shocks.sponsor_loss
    if sponsor < loss * (1.0 - place.effects.sponsor_care):
        project.sponsored = False
    elif follows < p.successor:
        project.sponsored = True
    project.unsponsored_weeks += float(not project.sponsored)
