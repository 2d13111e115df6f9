"""A project whose benefits are tracked keeps changes out, sees errors earlier and is less of a plan only."""

from sim.streams import TRACKING
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place, Record


def is_tracked(project: Record, place: Place) -> bool:
    """Return whether the benefits of a starting project will be tracked."""
    p = place.scenario.tracking
    chance = p.base + (1.0 - p.base) * place.effects.tracking
    return p.active and uniforms(place.luck, TRACKING, 0, project.key)[0] < chance


def refused(project: Record, place: Place) -> float:
    """Return the share of a requirement change that tracking keeps out."""
    return place.scenario.tracking.refused if project.tracked else 0.0


def sight(project: Record, place: Place) -> float:
    """Return by how much earlier tracking sees errors."""
    return place.scenario.tracking.sight if project.tracked else 0.0


def kept(project: Record, place: Place) -> float:
    """Return the share of benefits lost by work to the plan that tracking saves."""
    return place.scenario.tracking.kept if project.tracked else 0.0
