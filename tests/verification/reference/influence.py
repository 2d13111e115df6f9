"""Traits move toward those of the people one listens to (Friedkin-Johnsen)."""

from sim.organization.chart import NOBODY
from sim.state import PROCESS, SILO, TRUST
from tests.verification.reference.ladders import uses
from tests.verification.reference.plain import Place
from tests.verification.reference.ties import standing_ties


def voices(i: int, place: Place) -> list[tuple[int, float]]:
    """Return whom somebody listens to, and how much."""
    chart, trust = place.chart, place.traits[i][TRUST]
    heard = []
    for target, weight in standing_ties(i, place):
        across = chart.department[target] != chart.department[i]
        heard.append((target, weight * (trust if across else 1.0)))
    for target, strength in zip(place.formed_target[i], place.formed_strength[i], strict=True):
        if strength > 0.0:
            heard.append((target, strength * trust))
    if chart.manager[i] != NOBODY:
        heard.append((chart.manager[i], place.scenario.influence.authority))
    return heard


def listen(place: Place) -> None:
    """Update everybody's traits and exposure at once from last week's traits; who hears nobody stays as they are."""
    before = [list(traits) for traits in place.traits]
    heard = [voices(i, place) for i in range(len(place.seats))]
    for i in range(len(place.seats)):
        see_who_uses_what(i, heard[i], place)
        total = sum(weight for _, weight in heard[i])
        if total > 0.0:
            means = [
                sum(weight * before[j][trait] for j, weight in heard[i]) / total for trait in (SILO, TRUST, PROCESS)
            ]
            take_over(i, means, place)


def see_who_uses_what(i: int, heard: list[tuple[int, float]], place: Place) -> None:
    """Update how many of somebody's contacts use each practice."""
    total = sum(weight for _, weight in heard)
    for m, state in enumerate(place.rollouts):
        if state.begun:
            using = sum(weight for j, weight in heard if uses(m, j, place))
            place.ladders[m][i].exposure = using / total if total > 0.0 else 0.0


def take_over(i: int, means: list[float], place: Place) -> None:
    """Move somebody's traits toward those of others and back to what they brought along."""
    p, stance, traits = place.scenario.influence, place.stances[i], place.traits[i]
    if p.active:
        for trait, anchor in (
            (SILO, stance.silo_anchor),
            (TRUST, stance.trust_anchor),
            (PROCESS, stance.process_anchor),
        ):
            traits[trait] += p.rate * ((1.0 - p.stubbornness) * means[trait] + p.stubbornness * anchor - traits[trait])
