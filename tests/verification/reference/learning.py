"""A practice is learned by using it with support, and skill that is not used fades."""

from sim.processes.learning import Learning
from sim.state import NO_PROJECT, PROCESS
from tests.verification.reference.effects import both
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.workload import uses


def novice_dip(seat: Record, place: Place) -> float:
    """Return the factor on productivity of somebody who uses the practice or not."""
    return 1.0 - place.scenario.learning.dip * (1.0 - seat.proficiency) if uses(seat) else 1.0


def weekly_gain(proficiency: float, support: float, process: float, p: Learning) -> float:
    """Return the proficiency gained in a week of use."""
    speed = p.rate * (p.alone + (1.0 - p.alone) * support) * (1.0 - p.process_drag * process)
    return speed * (1.0 - proficiency)


def learn_and_forget(place: Place) -> None:
    """Let users learn and everybody else forget; collaboration skill fades outside of projects."""
    p = place.scenario.learning
    for i, seat in enumerate(place.seats):
        if uses(seat):
            help_now = both(place.units[place.chart.unit[i]].support, place.effects.self_help)
            seat.proficiency += weekly_gain(seat.proficiency, help_now, place.traits[i][PROCESS], p)
        elif p.active:
            seat.proficiency *= 0.5 ** (1.0 / p.half_life)
        if p.active and seat.project == NO_PROJECT:
            seat.collaboration_skill *= 0.5 ** (1.0 / p.half_life)
