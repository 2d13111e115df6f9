"""Unaware, aware, trying, adopted, relapsed: the ladder of every practice."""

from math import exp

from sim.processes.adoption import Adoption
from sim.state import ADOPTED, AWARE, NO_PROJECT, RELAPSED, TRUST, TRYING, UNAWARE
from tests.verification.reference.effects import willing_changes
from tests.verification.reference.experience import shift_trust
from tests.verification.reference.ladders import draws_of_stage, enter_stage
from tests.verification.reference.numbers import cut, normal
from tests.verification.reference.plain import Place
from tests.verification.reference.rollout import attention


def adopt(place: Place) -> None:
    """Move everybody through the stages of every practice for one week."""
    if place.scenario.adoption.active:
        for m in place.practised:
            climb(m, place)


def climb(m: int, place: Place) -> None:
    """Move everybody through the stages of one practice."""
    hazard = {
        UNAWARE: hazard_of_hearing,
        AWARE: hazard_of_trying,
        RELAPSED: hazard_of_retrying,
        ADOPTED: hazard_of_relapse,
    }
    for i, ladder in enumerate(place.ladders[m]):
        if ladder.stage == TRYING:
            decide(m, i, place)
            continue
        ladder.clock += hazard[ladder.stage](m, i, place)
        if ladder.clock > ladder.patience:
            if ladder.stage == ADOPTED:
                give_up(m, i, place)
            else:
                enter_stage(m, i, AWARE if ladder.stage == UNAWARE else TRYING, place)


def give_up(m: int, i: int, place: Place) -> None:
    """Let somebody relapse and grow cynical."""
    p = place.scenario.adoption
    place.seats[i].readiness *= 1.0 - p.cynicism
    place.traits[i][TRUST] *= 1.0 - p.disappointment
    place.stances[i].trust_anchor *= 1.0 - p.disappointment * p.lasting_harm
    enter_stage(m, i, RELAPSED, place)


def hazard_of_hearing(m: int, i: int, place: Place) -> float:
    """Return the hazard of becoming aware."""
    joined = place.unit_of(m, i).joined >= 0
    hazard = place.scenario.adoption.awareness * (place.ladders[m][i].exposure + float(joined))
    return float(place.measures[m].practice * hazard)


def hazard_of_trying(m: int, i: int, place: Place) -> float:
    """Return the hazard of starting to try."""
    unit, measure = place.unit_of(m, i), place.measures[m]
    push = measure.push * attention(m, place) if unit.joined >= 0 else 0.0
    exposure, threshold = place.ladders[m][i].exposure, place.stances[i].threshold
    p = place.scenario.adoption
    return trying_hazard(willingness(i, place), push, unit.support, exposure, threshold, measure.practice, p)


def hazard_of_retrying(m: int, i: int, place: Place) -> float:
    """Return the hazard of trying again after a relapse."""
    return place.scenario.adoption.retry * hazard_of_trying(m, i, place)


def contagion_excess(exposure: float, threshold: float) -> float:
    """Return how far exposure exceeds the threshold, as a share of what is above it."""
    return max(0.0, exposure - threshold) / (1.0 - threshold) if threshold < 1.0 else 0.0


def trying_hazard(
    willing: float, push: float, support: float, exposure: float, threshold: float, strength: float, p: Adoption
) -> float:
    """Return the hazard of starting to try; ``push`` is 0 outside a joined unit."""
    pushed = p.push * push * (1.0 / 3.0 + 2.0 / 3.0 * support)
    return willing * (pushed + strength * p.contagion * contagion_excess(exposure, threshold))


def hazard_of_relapse(m: int, i: int, place: Place) -> float:
    """Return the hazard that an adopter gives up."""
    ladder = place.ladders[m][i]
    return relapse_hazard(ladder.exposure, ladder.proficiency, place.scenario.adoption)


def relapse_hazard(exposure: float, proficiency: float, p: Adoption) -> float:
    """Return the hazard that an adopter with such contacts and such skill gives up."""
    return p.relapse * (1.0 - exposure) * (1.0 - proficiency)


def experience_quality(proficiency: float, exposure: float, workload: float, border: float, p: Adoption) -> float:
    """Return how good the trial was, before luck."""
    return proficiency - border * (1.0 - exposure) - p.strain * max(0.0, workload - 1.0)


def decide(m: int, i: int, place: Place) -> None:
    """Let somebody who has tried long enough adopt or relapse."""
    p, ladder, measure = place.scenario.adoption, place.ladders[m][i], place.measures[m]
    if place.week - ladder.stage_week < measure.trial:
        return
    draws = draws_of_stage(m, i, place)
    border = measure.border * (1.0 - measure.partnering)
    quality = experience_quality(ladder.proficiency, ladder.exposure, place.seats[i].workload, border, p)
    quality += p.wins * place.departments[place.chart.department[i]].mood
    if quality + p.noise * normal(draws[1]) >= measure.bar:
        enter_stage(m, i, ADOPTED, place)
        seat = place.seats[i]
        seat.readiness = cut(seat.readiness + p.encouragement * (1.0 - seat.readiness))
        shift_trust(i, p.credit * (1.0 - place.traits[i][TRUST]), place)
    elif place.unit_of(m, i).joined >= 0 and draws[2] < p.compliance * measure.commitment:
        enter_stage(m, i, TRYING, place)
    else:
        give_up(m, i, place)


def willingness(i: int, place: Place) -> float:
    """Return how willing somebody is to take part in one more change."""
    p, seat = place.scenario.saturation, place.seats[i]
    if not p.active:
        return float(seat.readiness)
    department = place.chart.department[i]
    changes = place.effects.attention_everywhere + float(seat.project != NO_PROJECT)
    changes += willing_changes(place.chart.unit[i], place)
    changes += p.noise * place.departments[department].projects / (len(place.seats_of(department)) / 10.0)
    return float(seat.readiness) * exp(-p.fatigue * changes)
