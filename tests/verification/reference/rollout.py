"""Who starts when, and how much support there is."""

from sim.state import NEVER, USE
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.practice import meeting_share, practice_strength


def attention(place: Place) -> float:
    """Return how much attention the programme still has."""
    p = place.scenario.rollout
    return float(0.5 ** (max(0, place.week - p.start_week) / p.attention_half_life))


def is_taken_on(unit: Record, place: Place) -> bool:
    """Return whether a unit is being taken on."""
    return bool(unit.joined != NEVER and place.week - unit.joined < place.scenario.rollout.support_weeks)


def take_on_units(place: Place) -> None:
    """Let units join, and share the coaches."""
    p = place.scenario.rollout
    for unit in place.units:
        if practice_strength(place) > 0.0 and unit.joined == NEVER and unit.rank < place.on_board:
            unit.joined = place.week
    support = shared_support(people_taken_on(place), place)
    for unit in place.units:
        if is_taken_on(unit, place):
            unit.support = support
        else:
            unit.support = p.aftercare if unit.joined != NEVER else 0.0


def people_taken_on(place: Place) -> int:
    """Return how many people sit in units that are being taken on."""
    starts = place.chart.unit_start
    return sum(starts[u + 1] - starts[u] for u, unit in enumerate(place.units) if is_taken_on(unit, place))


def shared_support(taken_on: int, place: Place) -> float:
    """Return the support for units of so many people together."""
    p = place.scenario.rollout
    if not p.scarce or taken_on == 0:
        return 1.0
    capacity = p.coaches * len(place.seats) / 1000.0 * p.people_per_coach
    return float(min(1.0, capacity / taken_on))


def book_practice(place: Place) -> None:
    """Book this week's meetings of users, and all coaches while there is anybody to be taken on."""
    if practice_strength(place) > 0.0:
        users = sum(traits[USE] for traits in place.traits)
        busy = any(is_taken_on(unit, place) for unit in place.units)
        coaches = place.scenario.rollout.coaches * len(place.seats) / 1000.0 if busy else 0.0
        place.portfolio.practice_effort += users * meeting_share(place) + coaches
