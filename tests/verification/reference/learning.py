"""A practice is learned by using it with support, and skill that is not used fades."""

from sim.processes.learning import Learning
from sim.state import NO_PROJECT, PROCESS
from tests.verification.reference.effects import both
from tests.verification.reference.ladders import mastered, uses
from tests.verification.reference.plain import Place, mean


def novice_dip(m: int, i: int, place: Place) -> float:
    """Return the factor on productivity of somebody who uses a practice or not."""
    return 1.0 - place.measures[m].dip * (1.0 - place.ladders[m][i].proficiency) if uses(m, i, place) else 1.0


def weekly_gain(proficiency: float, support: float, process: float, p: Learning) -> float:
    """Return the proficiency gained in a week of use."""
    speed = p.rate * (p.alone + (1.0 - p.alone) * support) * (1.0 - p.process_drag * process)
    return speed * (1.0 - proficiency)


def team_mastery(m: int, u: int, place: Place) -> float:
    """Return how far a team practises a practice."""
    return mean(mastered(m, i, place) for i in range(place.chart.unit_start[u], place.chart.unit_start[u + 1]))


def learn_and_forget(place: Place) -> None:
    """Let users learn and everybody else forget; collaboration skill fades outside of projects."""
    p = place.scenario.learning
    kept = 0.5 ** (1.0 / p.half_life) if p.active else 1.0
    for seat in place.seats:
        if seat.project == NO_PROJECT:
            seat.collaboration_skill *= kept
    for m, state in enumerate(place.rollouts):
        if not state.begun:
            continue
        known = [team_mastery(m, u, place) for u in range(len(place.units[m]))]
        for i, ladder in enumerate(place.ladders[m]):
            if uses(m, i, place):
                help_now = both(place.unit_of(m, i).support, place.measures[m].self_help)
                help_now = both(help_now, p.peers * known[place.chart.unit[i]])
                ladder.proficiency += weekly_gain(ladder.proficiency, help_now, place.traits[i][PROCESS], p)
            else:
                ladder.proficiency *= kept
