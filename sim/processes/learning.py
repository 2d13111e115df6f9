"""Learning and forgetting: a practice is learned by using it with support, and skill that is not used fades.

Rule    proficiency += rate * (alone + (1 - alone) help) * (1 - process_drag * process orientation) * (1 - proficiency)
        while it is used, help = support and playbook, each making up for a share of what the other lacks; otherwise it
        halves every ``half_life`` weeks, as does the collaboration skill of anybody who is on no project. Whoever uses
        it as a novice works slower, by dip * (1 - proficiency).
Source  Half-life of unused skill 6.5 to 13 months: Tatel & Ackerman 2025; worse before better: Repenning & Sterman.
"""

from sim.compiler import compiled, step
from sim.parameters import Grade, Parameters, declare
from sim.state import NO_PROJECT, PROCESS, USE, Array, World


class Learning(Parameters):
    """How skill comes and goes."""

    active: bool = declare("switch of forgetting", default=True, without="nothing had been forgotten")
    rate: float = declare(
        "share of missing proficiency gained in a week with full support", default=0.11, unit="per week", bounds=(0, 1)
    )
    alone: float = declare("part of that rate somebody reaches without any support", default=0.25, bounds=(0, 1))
    process_drag: float = declare(
        "how much full process orientation slows learning",
        default=0.6,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Amsterdam: process-oriented staff found it hard (direction)",
    )
    dip: float = declare("productivity lost by a complete novice", default=0.25, bounds=(0, 0.9))
    half_life: float = declare(
        "time in which unused skill halves",
        default=41.0,
        unit="weeks",
        bounds=(4, 520),
        grade=Grade.LITERATURE,
        source="Tatel & Ackerman 2025: 6.5-13 months",
    )


@compiled
def novice_dip(use: float, proficiency: float, p: Learning) -> float:
    """Return the factor on productivity of somebody who uses (1) or does not use (0) a practice, in (0, 1]."""
    return 1.0 - p.dip * use * (1.0 - proficiency)


@compiled
def weekly_gain(proficiency: float, support: float, process: float, p: Learning) -> float:
    """Return the proficiency gained in a week of use; all arguments in [0, 1]."""
    speed = p.rate * (p.alone + (1.0 - p.alone) * support) * (1.0 - p.process_drag * process)
    return speed * (1.0 - proficiency)


@step
def learn_and_forget(world: World, unit: Array, self_help: float, p: Learning) -> None:
    """Let everybody who uses the practice learn and everybody else forget for a week."""
    kept = 0.5 ** (1.0 / p.half_life) if p.active else 1.0
    for i in range(len(world.seats)):
        seat = world.seats[i]
        if world.traits[i, USE] > 0.0:
            support = world.units[unit[i]].support
            help_now = support + self_help - support * self_help
            seat.proficiency += weekly_gain(seat.proficiency, help_now, world.traits[i, PROCESS], p)
        else:
            seat.proficiency *= kept
        if seat.project == NO_PROJECT:
            seat.collaboration_skill *= kept
