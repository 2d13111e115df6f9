"""What interventions have in common: how strongly one acts, what it takes from people, and the effects of a week."""

from math import exp
from typing import Any

from sim.interventions.strategic_doing import Way
from sim.state import AWARE, NEVER, UNAWARE
from tests.verification.reference.budget import pauses
from tests.verification.reference.ladders import enter_stage
from tests.verification.reference.onboarding import is_taken_on, people_taken_on
from tests.verification.reference.order import rank_units
from tests.verification.reference.plain import Place

ORDER = ("okr", "training", "strategic_doing", "lean", "benefits_governance", "microprojects")
MEASURES = ("okr", "training", "strategic_doing", "lean")
EVERYWHERE = ("benefits_governance", "microprojects")
PRACTICES = ("okr", "strategic_doing", "lean")


def running(name: str, place: Place) -> float:
    """Return how fully an intervention is done this week."""
    own: Any = getattr(place.scenario.intervention, name)
    return 0.0 if name not in PRACTICES and pauses(own, place) else planned(own, place.week)


def planned(own: Any, week: int) -> float:  # noqa: ANN401 - the section of any intervention
    """Return how fully an intervention is planned to be done in a week."""
    if own.strength <= 0.0 or week < own.start_week or 0 < own.end_week <= week:
        return 0.0
    reached = [strength for at, strength in zip(own.later_weeks, own.later_strengths, strict=True) if at <= week]
    return float(reached[-1] if reached else own.strength)


def attention_of(names: tuple[str, ...], place: Place) -> float:
    """Return how many changes some interventions count as together."""
    return float(sum(running(name, place) * getattr(place.scenario.intervention, name).attention for name in names))


def competition(names: tuple[str, ...], place: Place) -> float:
    """Return how many changes some interventions compete as: what reaches units only where it is brought to them."""
    return sum(
        attention_of((name,), place) * (place.measures[MEASURES.index(name)].taken_on if name in MEASURES else 1.0)
        for name in names
    )


def acting(name: str, place: Place) -> float:
    """Return how strongly an intervention acts: with delay, and less where others take attention too."""
    own: Any = getattr(place.scenario.intervention, name)
    if place.week < own.start_week + own.delay:
        return 0.0
    strength = planned(own, place.week)
    p = place.scenario.saturation
    others = competition(tuple(other for other in ORDER if other != name), place)
    return strength * exp(-(p.fatigue if p.active else 0.0) * others)


def both(one: float, other: float) -> float:
    """Return the share avoided by two measures, each of which avoids a share of what the other leaves."""
    return one + (1.0 - one) * other


def claim(i: int, share: float, place: Place) -> None:
    """Take a share of somebody's week and book it."""
    place.seats[i].claimed += share
    place.portfolio.claimed_effort += share


def claim_of_users(name: str, share: float, place: Place) -> None:
    """Take a share of the week of everybody who uses a practice."""
    for i, ladder in enumerate(place.ladders[MEASURES.index(name)]):
        if ladder.use == 1.0:
            claim(i, share, place)


def open_week(place: Place) -> None:
    """Forget last week's effects, pay this week's fees, say what interventions take together, begin what begins."""
    for record in (place.effects, *place.measures):
        for name in record.values:
            setattr(record, name, 0.0)
    for m, name in enumerate(MEASURES):
        place.measures[m].taken_on = people_taken_on(m, place) / len(place.seats)
        attend(m, name, place)
    place.effects.attention = competition(ORDER, place)
    place.effects.attention_everywhere = attention_of(EVERYWHERE, place)
    for name in ORDER:
        fee = 0.0 if place.portfolio.stopped else getattr(place.scenario.intervention, name).fee
        place.portfolio.money += running(name, place) * fee * len(place.seats) / 1000.0
    place.practised = [m for m, measure in enumerate(place.measures) if measure.practice > 0.0]
    place.portfolio.practices = len(place.practised)
    for m in range(len(MEASURES)):
        begin_or_end(m, place)


def attend(m: int, name: str, place: Place) -> None:
    """Write what a measure is this week, before it does anything."""
    own, measure, strength = getattr(place.scenario.intervention, name), place.measures[m], running(name, place)
    if name == "strategic_doing" and own.way is Way.PROJECTS:
        measure.by_project, strength = (own.share if strength > 0.0 else 0.0), 0.0
    measure.strength, measure.attention = strength, strength * own.attention
    if name in PRACTICES:
        measure.practice, measure.push = strength, strength * own.push_factor * (0.3 + own.commitment)
        measure.commitment = strength * own.commitment
        measure.dip, measure.trial, measure.bar, measure.border = own.dip, own.trial, own.bar, own.border


def begin_or_end(m: int, place: Place) -> None:
    """Put everybody on the ladder of a practice that begins; let nobody use one that has ended; rank the units."""
    state, measure = place.rollouts[m], place.measures[m]
    if measure.practice > 0.0 and not state.begun:
        state.begun = True
        if place.portfolio.leading == NEVER:
            place.portfolio.leading = m
        for i in range(len(place.seats)):
            enter_stage(m, i, UNAWARE, place)
    if measure.practice == 0.0 and state.begun:
        for i, ladder in enumerate(place.ladders[m]):
            if ladder.use == 1.0:
                enter_stage(m, i, AWARE, place)
    if measure.strength > 0.0 and not state.ranked:
        state.ranked = True
        rank_units(m, place)


def willing_changes(u: int, place: Place) -> float:
    """Return how many changes a unit is being taken on for."""
    return float(sum(place.measures[m].attention for m in range(len(MEASURES)) if is_taken_on(m, u, place)))
