"""Who starts when, and how much support there is."""

from sim.state import ADOPTED, NEVER, USE
from tests.verification.reference.effects import practice_strength, strength_in_units
from tests.verification.reference.onboarding import is_taken_on, people_taken_on
from tests.verification.reference.plain import Place


def attention(place: Place) -> float:
    """Return how much attention the programme still has."""
    weeks = max(0, place.week - place.portfolio.rollout_start)
    return float(0.5 ** (weeks / place.scenario.rollout.attention_half_life))


def take_on_units(place: Place) -> None:
    """Let units join, or join again, and share the coaches."""
    strength = strength_in_units(place)
    if strength <= 0.0:
        return
    due = units_due(place)
    for u, unit in enumerate(place.units):
        if (unit.joined == NEVER and unit.rank < due) or lags_behind(u, place):
            unit.joined = place.week
    support = shared_support(people_taken_on(place), place)
    for unit in place.units:
        if unit.joined != NEVER:
            unit.support = support if is_taken_on(unit, place) else place.scenario.rollout.aftercare
    if people_taken_on(place) > 0:
        place.portfolio.coaching_effort += strength * place.scenario.rollout.coaches * len(place.seats) / 1000.0


def units_due(place: Place) -> int:
    """Return how many units are due; what has waited at the gate, if anything is to adopt, puts the plan off."""
    p, portfolio = place.scenario.rollout, place.portfolio
    planned = place.week - int(portfolio.postponed)
    before = place.on_board[planned - 1] if planned > 0 else 0
    gated = p.gate > 0.0 and practice_strength(place) > 0.0
    if before == 0 or place.on_board[planned] == before or not gated:
        return place.on_board[planned]
    if portfolio.waited >= p.gate_patience or adopted_on_board(place) >= p.gate:
        portfolio.waited = 0
        return place.on_board[planned]
    portfolio.waited += 1
    portfolio.postponed += 1
    return before


def adopted_on_board(place: Place) -> float:
    """Return the share of the people on board who have adopted."""
    stages = [seat.stage for i, seat in enumerate(place.seats) if place.units[place.chart.unit[i]].joined != NEVER]
    return stages.count(ADOPTED) / len(stages) if stages else 0.0


def lags_behind(u: int, place: Place) -> bool:
    """Return whether a unit is due to be looked at, and fewer than half of it use a practice that there is."""
    weeks, joined = place.scenario.rollout.catch_up_weeks, place.units[u].joined
    seats = range(place.chart.unit_start[u], place.chart.unit_start[u + 1])
    due = weeks > 0 and joined != NEVER and place.week == joined + weeks and practice_strength(place) > 0.0
    return due and sum(place.traits[i][USE] for i in seats) < len(seats) / 2.0


def shared_support(taken_on: int, place: Place) -> float:
    """Return the support for units of so many people together."""
    p = place.scenario.rollout
    if not p.scarce or taken_on == 0:
        return 1.0
    capacity = p.coaches * len(place.seats) / 1000.0 * p.people_per_coach
    return float(min(1.0, capacity / taken_on))
