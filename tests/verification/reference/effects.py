"""What interventions have in common: how strongly one acts, what it takes from people, and the effects of a week."""

from math import exp
from typing import Any

from sim.state import USE
from tests.verification.reference.onboarding import people_taken_on
from tests.verification.reference.plain import Place

ORDER = ("okr", "training", "strategic_doing", "lean", "benefits_governance", "microprojects")
REACHES_UNITS = ("okr", "training", "strategic_doing", "lean")
EVERYWHERE = ("benefits_governance", "microprojects")
PRACTICES = ("okr", "strategic_doing", "lean")


def running(name: str, place: Place) -> float:
    """Return how fully an intervention is done this week."""
    own: Any = getattr(place.scenario.intervention, name)
    return float(own.strength) if place.week >= own.start_week else 0.0


def attention_of(names: tuple[str, ...], place: Place) -> float:
    """Return how many changes some interventions count as together."""
    return float(sum(running(name, place) * getattr(place.scenario.intervention, name).attention for name in names))


def competition(names: tuple[str, ...], place: Place) -> float:
    """Return how many changes some interventions compete as: what reaches units only where these are being taken on."""
    return sum(
        attention_of((name,), place) * (place.effects.onboarding if name in REACHES_UNITS else 1.0) for name in names
    )


def acting(name: str, place: Place) -> float:
    """Return how strongly an intervention acts: with delay, and less where others take attention too."""
    own: Any = getattr(place.scenario.intervention, name)
    if place.week < own.start_week + own.delay:
        return 0.0
    p = place.scenario.saturation
    others = competition(tuple(other for other in ORDER if other != name), place)
    return float(own.strength) * exp(-(p.fatigue if p.active else 0.0) * others)


def strength_in_units(place: Place) -> float:
    """Return how fully the strongest intervention that reaches units is done."""
    return max(running(name, place) for name in REACHES_UNITS)


def practice_strength(place: Place) -> float:
    """Return how fully the strongest practice is done."""
    return max(running(name, place) for name in PRACTICES)


def push_of_practices(place: Place) -> float:
    """Return how hard the practice that is pushed hardest is pushed."""
    sections: Any = place.scenario.intervention
    pushed = [getattr(sections, name).push_factor * (0.3 + getattr(sections, name).commitment) for name in PRACTICES]
    return float(max(running(name, place) * push for name, push in zip(PRACTICES, pushed, strict=True)))


def both(one: float, other: float) -> float:
    """Return the share avoided by two measures, each of which avoids a share of what the other leaves."""
    return one + (1.0 - one) * other


def claim(i: int, share: float, place: Place) -> None:
    """Take a share of somebody's week and book it."""
    place.seats[i].claimed += share
    place.portfolio.claimed_effort += share


def claim_of_users(share: float, place: Place) -> None:
    """Take a share of the week of everybody who uses the practice."""
    for i, traits in enumerate(place.traits):
        if traits[USE] == 1.0:
            claim(i, share, place)


def open_week(place: Place) -> None:
    """Forget last week's effects, pay this week's fees and say what all interventions take together."""
    effects = place.effects
    for name in effects.values:
        setattr(effects, name, 0.0)
    effects.onboarding = people_taken_on(place) / len(place.seats)
    effects.attention = competition(ORDER, place)
    effects.attention_units = attention_of(REACHES_UNITS, place)
    effects.attention_everywhere = attention_of(EVERYWHERE, place)
    effects.reaches_units = strength_in_units(place)
    effects.practice = practice_strength(place)
    effects.push = push_of_practices(place)
    for name in ORDER:
        fee = getattr(place.scenario.intervention, name).fee
        place.portfolio.money += running(name, place) * fee * len(place.seats) / 1000.0
