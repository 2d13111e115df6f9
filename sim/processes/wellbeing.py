"""Wellbeing: satisfaction and the sense of influence follow trust, workload, participation and practice.

Rule    satisfaction -> middle + trusting * (trust - 1/2) + influencing * (influence - 1/2) - strain * overload;
        influence -> middle + trusting * (trust - 1/2) + taking_part if on a project (more where it uses talents) +
        practising * proficiency in use (practices combined) + skilled * collaboration skill;
        both move by ``rate`` a week, influence first.
Source  Sweden: satisfaction and the sense of influence rose with better cross-department work (direction only).
"""

from sim.bounded import cut
from sim.compiler import compiled, step
from sim.parameters import Parameters, declare
from sim.processes.practising import practised_by
from sim.state import NO_PROJECT, TRUST, World


class Wellbeing(Parameters):
    """What makes people content."""

    active: bool = declare("switch of the mechanism", default=True, without="job satisfaction had not moved")
    rate: float = declare("share of the gap closed in a week", default=0.05, unit="per week", bounds=(0, 1))
    middle: float = declare("level at medium trust and no overload", default=0.55, bounds=(0, 1))
    trusting: float = declare("effect of trust", default=0.5, bounds=(0, 2))
    influencing: float = declare("effect of the sense of influence on satisfaction", default=0.4, bounds=(0, 2))
    strain: float = declare("effect of a workload of 100 % above capacity", default=1.5, bounds=(0, 5))
    taking_part: float = declare("effect of being on a project", default=0.15, bounds=(0, 1))
    practising: float = declare("effect of using the practice well", default=0.20, bounds=(0, 1))
    skilled: float = declare("effect of collaboration skill on the sense of influence", default=0.15, bounds=(0, 1))


@compiled
def satisfaction_target(trust: float, influence: float, workload: float, p: Wellbeing) -> float:
    """Return the job satisfaction somebody moves toward, in [0, 1]."""
    return cut(
        p.middle + p.trusting * (trust - 0.5) + p.influencing * (influence - 0.5) - p.strain * max(0.0, workload - 1.0)
    )


@compiled
def influence_target(trust: float, part: float, practice: float, skill: float, p: Wellbeing) -> float:
    """Return the sense of influence somebody moves toward, in [0, 1].

    ``part`` is 0 outside a project, else 1 + its use of talent.
    """
    return cut(
        p.middle + p.trusting * (trust - 0.5) + p.taking_part * part + p.practising * practice + p.skilled * skill
    )


@step
def feel(world: World, p: Wellbeing) -> None:
    """Let everybody's job satisfaction and sense of influence move for a week."""
    if not p.active:
        return
    practices, first = world.portfolio[0].practices, world.practised[0]
    for i in range(len(world.seats)):
        seat = world.seats[i]
        trust = world.traits[i, TRUST]
        practice = practised_by(i, practices, first, world)
        part = 1.0 + world.projects[seat.project].talent if seat.project != NO_PROJECT else 0.0
        influence = influence_target(trust, part, practice, seat.collaboration_skill, p)
        seat.sense_of_influence += p.rate * (influence - seat.sense_of_influence)
        satisfaction = satisfaction_target(trust, seat.sense_of_influence, seat.workload, p)
        seat.job_satisfaction += p.rate * (satisfaction - seat.job_satisfaction)
