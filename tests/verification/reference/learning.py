"""A practice is learned by using it with support, and skill that is not used fades."""

from sim.processes.learning import Learning
from sim.state import NO_PROJECT, PROCESS
from tests.verification.reference.effects import both
from tests.verification.reference.ladders import uses
from tests.verification.reference.plain import Place


def novice_dip(m: int, i: int, place: Place) -> float:
    """Return the factor on productivity of somebody who uses a practice or not."""
    return 1.0 - place.measures[m].dip * (1.0 - place.ladders[m][i].proficiency) if uses(m, i, place) else 1.0


def weekly_gain(proficiency: float, support: float, process: float, p: Learning) -> float:
    """Return the proficiency gained in a week of use."""
    speed = p.rate * (p.alone + (1.0 - p.alone) * support) * (1.0 - p.process_drag * process)
    return speed * (1.0 - proficiency)


def learn_and_forget(place: Place) -> None:
    """Let users learn and everybody else forget; collaboration skill fades outside of projects."""
    p = place.scenario.learning
    kept = 0.5 ** (1.0 / p.half_life) if p.active else 1.0
    for seat in place.seats:
        if seat.project == NO_PROJECT:
            seat.collaboration_skill *= kept
    for m, state in enumerate(place.rollouts):
        for i, ladder in enumerate(place.ladders[m] if state.begun else ()):
            if uses(m, i, place):
                help_now = both(place.unit_of(m, i).support, place.measures[m].self_help)
                ladder.proficiency += weekly_gain(ladder.proficiency, help_now, place.traits[i][PROCESS], p)
            else:
                ladder.proficiency *= kept
