"""Wellbeing: satisfaction and the sense of influence follow trust, workload, participation and practice.

Rule    satisfaction -> middle + trusting * (trust - 1/2) + influencing * (influence - 1/2) - strain * overload;
        influence -> middle + trusting * (trust - 1/2) + taking_part if on a project (more where it uses talents) +
        practising * proficiency in use (practices combined) + skilled * collaboration skill;
        both move by ``rate`` a week, influence first.
Source  Sweden: satisfaction and the sense of influence rose with better cross-department work (direction only).
"""

import numpy as np

from sim.bounded import cut
from sim.compiler import allocates, compiled, kernel, step
from sim.compiler.simd import number_in
from sim.parameters import Parameters, declare
from sim.processes.practising import practised_by, practised_by_one
from sim.state import TRUST, Array, World


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


@allocates
@step
def feel(world: World, p: Wellbeing) -> None:
    """Let everybody's job satisfaction and sense of influence move for a week."""
    if not p.active:
        return
    parts = np.zeros(len(world.seats))
    _tell_parts(parts, world)
    practices, first = world.portfolio[0].practices, world.practised[0]
    if practices > 1:
        for i in range(len(world.seats)):
            _feel(i, parts[i], practised_by(i, practices, first, world), world, p)
    else:
        for i in range(len(world.seats)):
            _feel(i, parts[i], practised_by_one(i, practices, first, world), world, p)


@kernel
def _tell_parts(parts: Array, world: World) -> None:
    """Tell everybody who works on a project what part that is to them; the others have none."""
    for r in range(world.portfolio[0].running):
        project = world.projects[world.running[r]]
        first, part = project.team_start, 1.0 + project.talent
        for place in range(first, first + project.team):
            parts[world.members[place]] = part


@kernel
def _feel(i: int, part: float, practice: float, world: World, p: Wellbeing) -> None:
    seat, trust = world.seats[i], number_in(world.traits, i, TRUST)
    influence = influence_target(trust, part, practice, seat.collaboration_skill, p)
    seat.sense_of_influence += p.rate * (influence - seat.sense_of_influence)
    satisfaction = satisfaction_target(trust, seat.sense_of_influence, seat.workload, p)
    seat.job_satisfaction += p.rate * (satisfaction - seat.job_satisfaction)
