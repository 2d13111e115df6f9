"""Which units are being taken on, and how many people sit in them."""

from sim.state import NEVER
from tests.verification.reference.plain import Place, Record


def is_taken_on(unit: Record, place: Place) -> bool:
    """Return whether a unit is being taken on."""
    return bool(unit.joined != NEVER and place.week - unit.joined < place.scenario.rollout.support_weeks)


def people_taken_on(place: Place) -> int:
    """Return how many people sit in units that are being taken on."""
    starts = place.chart.unit_start
    return sum(starts[u + 1] - starts[u] for u, unit in enumerate(place.units) if is_taken_on(unit, place))
