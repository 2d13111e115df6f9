"""Unaware, aware, trying, adopted, relapsed."""

from math import exp

from sim.processes.adoption import Adoption
from sim.state import ADOPTED, AWARE, NO_PROJECT, RELAPSED, TRUST, TRYING, UNAWARE, USE
from sim.streams import ADOPTION_CLOCK
from tests.verification.reference.effects import (
    EVERYWHERE,
    REACHES_UNITS,
    attention_of,
    practice_strength,
    push_of_practices,
)
from tests.verification.reference.numbers import exponential, normal, uniforms
from tests.verification.reference.onboarding import is_taken_on
from tests.verification.reference.plain import Place
from tests.verification.reference.rollout import attention


def adopt(place: Place) -> None:
    """Move everybody through the stages for one week."""
    if not place.scenario.adoption.active or practice_strength(place) <= 0.0:
        return
    for i, seat in enumerate(place.seats):
        if seat.stage == TRYING:
            decide(i, place)
            continue
        hazard = {
            UNAWARE: hazard_of_hearing,
            AWARE: hazard_of_trying,
            RELAPSED: hazard_of_retrying,
            ADOPTED: hazard_of_relapse,
        }
        seat.clock += hazard[seat.stage](i, place)
        if seat.clock > seat.patience:
            if seat.stage == ADOPTED:
                give_up(i, place)
            else:
                enter_stage(i, AWARE if seat.stage == UNAWARE else TRYING, place)


def enter_stage(i: int, stage: int, place: Place) -> None:
    """Move somebody to a stage and draw the patience for it."""
    seat = place.seats[i]
    seat.stage_entries += 1
    seat.stage, seat.stage_week, seat.clock = stage, place.week, 0.0
    seat.patience = exponential(uniforms(place.luck, ADOPTION_CLOCK, seat.people, i, seat.stage_entries)[0])
    place.traits[i][USE] = float(stage in {TRYING, ADOPTED})


def give_up(i: int, place: Place) -> None:
    """Let somebody relapse and grow cynical."""
    p = place.scenario.adoption
    place.seats[i].readiness *= 1.0 - p.cynicism
    place.traits[i][TRUST] *= 1.0 - p.disappointment
    place.stances[i].trust_anchor *= 1.0 - p.disappointment
    enter_stage(i, RELAPSED, place)


def hazard_of_hearing(i: int, place: Place) -> float:
    """Return the hazard of becoming aware."""
    joined = place.units[place.chart.unit[i]].joined >= 0
    hazard = place.scenario.adoption.awareness * (place.stances[i].exposure + float(joined))
    return float(practice_strength(place) * hazard)


def hazard_of_trying(i: int, place: Place) -> float:
    """Return the hazard of starting to try."""
    stance, unit = place.stances[i], place.units[place.chart.unit[i]]
    strength = practice_strength(place)
    push = push_of_practices(place) * attention(place) if unit.joined >= 0 else 0.0
    p = place.scenario.adoption
    return trying_hazard(willingness(i, place), push, unit.support, stance.exposure, stance.threshold, strength, p)


def hazard_of_retrying(i: int, place: Place) -> float:
    """Return the hazard of trying again after a relapse."""
    return place.scenario.adoption.retry * hazard_of_trying(i, place)


def contagion_excess(exposure: float, threshold: float) -> float:
    """Return how far exposure exceeds the threshold, as a share of what is above it."""
    return max(0.0, exposure - threshold) / (1.0 - threshold) if threshold < 1.0 else 0.0


def trying_hazard(
    willing: float, push: float, support: float, exposure: float, threshold: float, strength: float, p: Adoption
) -> float:
    """Return the hazard of starting to try; ``push`` is 0 outside a joined unit."""
    pushed = p.push * push * (1.0 / 3.0 + 2.0 / 3.0 * support)
    return willing * (pushed + strength * p.contagion * contagion_excess(exposure, threshold))


def hazard_of_relapse(i: int, place: Place) -> float:
    """Return the hazard that an adopter gives up."""
    return relapse_hazard(place.stances[i].exposure, place.seats[i].proficiency, place.scenario.adoption)


def relapse_hazard(exposure: float, proficiency: float, p: Adoption) -> float:
    """Return the hazard that an adopter with such contacts and such skill gives up."""
    return p.relapse * (1.0 - exposure) * (1.0 - proficiency)


def experience_quality(proficiency: float, exposure: float, workload: float, partnering: float, p: Adoption) -> float:
    """Return how good the trial was, before luck."""
    return proficiency - p.border * (1.0 - partnering) * (1.0 - exposure) - p.strain * max(0.0, workload - 1.0)


def decide(i: int, place: Place) -> None:
    """Let somebody who has tried long enough adopt or relapse."""
    p, seat = place.scenario.adoption, place.seats[i]
    if place.week - seat.stage_week < p.trial:
        return
    z = normal(uniforms(place.luck, ADOPTION_CLOCK, seat.people, i, seat.stage_entries)[1])
    quality = experience_quality(
        seat.proficiency, place.stances[i].exposure, seat.workload, place.effects.partnering, p
    )
    if quality + p.noise * z >= p.bar:
        enter_stage(i, ADOPTED, place)
    else:
        give_up(i, place)


def willingness(i: int, place: Place) -> float:
    """Return how willing somebody is to take part in one more change."""
    p, seat = place.scenario.saturation, place.seats[i]
    if not p.active:
        return float(seat.readiness)
    department = place.chart.department[i]
    changes = attention_of(EVERYWHERE, place) + float(seat.project != NO_PROJECT)
    if is_taken_on(place.units[place.chart.unit[i]], place):
        changes += attention_of(REACHES_UNITS, place)
    changes += p.noise * place.departments[department].projects / (len(place.seats_of(department)) / 10.0)
    return float(seat.readiness) * exp(-p.fatigue * changes)
