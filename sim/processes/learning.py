"""Learning and forgetting: a practice is learned by using it with support, and skill that is not used fades.

Rule    proficiency += rate * (alone + (1 - alone) help) * (1 - process_drag * process orientation) * (1 - proficiency)
        while it is used, help = support, playbook and peers * what the own team masters, each making up for a share of
        what the others lack; otherwise it
        halves every ``half_life`` weeks, as does the collaboration skill of anybody who is on no project. Whoever uses
        it as a novice works slower, by the practice's dip * (1 - proficiency).
Source  Half-life of unused skill 6.5 to 13 months: Tatel & Ackerman 2025; worse before better: Repenning & Sterman.
"""

import numpy as np

from sim.bounded import combined
from sim.compiler import allocates, compiled, kernel, step
from sim.compiler.simd import number_in
from sim.elementary import power
from sim.parameters import Grade, Parameters, declare
from sim.state import NO_PROJECT, PROCESS, THIS_WEEK, Array, Chart, World


class Learning(Parameters):
    """How skill comes and goes."""

    active: bool = declare("switch of forgetting", default=True, without="nothing had been forgotten")
    rate: float = declare(
        "share of missing proficiency gained in a week with full support", default=0.11, unit="per week", bounds=(0, 1)
    )
    alone: float = declare("part of that rate somebody reaches without any support", default=0.25, bounds=(0, 1))
    peers: float = declare(
        "what colleagues who have mastered the practice make up for of missing support",
        default=0.3,
        off=0.0,
        bounds=(0, 1),
        source="transfer of training and support of peers: Hughes et al. 2020 (direction)",
    )
    process_drag: float = declare(
        "how much full process orientation slows learning",
        default=0.6,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Amsterdam: process-oriented staff found it hard (direction)",
    )
    half_life: float = declare(
        "time in which unused skill halves",
        default=41.0,
        unit="weeks",
        bounds=(4, 520),
        grade=Grade.LITERATURE,
        source="Tatel & Ackerman 2025: 6.5-13 months",
    )


@compiled
def novice_dip(use: float, proficiency: float, dip: float) -> float:
    """Return the factor on productivity of somebody who uses (1) or does not use (0) a practice, in (0, 1]."""
    return 1.0 - dip * use * (1.0 - proficiency)


@compiled
def weekly_gain(proficiency: float, support: float, process: float, p: Learning) -> float:
    """Return the proficiency gained in a week of use; all arguments in [0, 1]."""
    speed = p.rate * (p.alone + (1.0 - p.alone) * support) * (1.0 - p.process_drag * process)
    return speed * (1.0 - proficiency)


@allocates
@step
def learn_and_forget(world: World, chart: Chart, p: Learning) -> None:
    """Let everybody who uses a practice learn it and everybody else forget for a week."""
    kept = power(0.5, 1.0 / p.half_life) if p.active else 1.0
    for i in range(len(world.seats)):
        world.seats[i].collaboration_skill *= kept if world.seats[i].project == NO_PROJECT else 1.0
    helped = np.empty(world.units.shape[1])
    for m in range(len(world.rollouts)):
        if world.rollouts[m].begun:
            _find_help(m, helped, world, chart, p)
            for i in range(len(world.seats)):
                _learn_or_forget(m, i, helped[chart.unit[i]], kept, world, p)


@kernel
def _find_help(m: int, helped: Array, world: World, chart: Chart, p: Learning) -> None:
    """Write how much every team is helped to learn a practice."""
    self_help = world.measures[THIS_WEEK, m].self_help
    for u in range(world.units.shape[1]):
        support = world.units[m, u].support
        helped[u] = support + self_help - support * self_help
        if p.peers > 0.0:
            helped[u] = combined(helped[u], p.peers * _mastered_in(u, m, world, chart))


@kernel
def _learn_or_forget(m: int, i: int, helped: float, kept: float, world: World, p: Learning) -> None:
    ladder = world.ladders[m, i]
    process = number_in(world.traits, i, PROCESS)
    learned = ladder.proficiency + weekly_gain(ladder.proficiency, helped, process, p)
    ladder.proficiency = learned if ladder.use > 0.0 else ladder.proficiency * kept


@kernel
def _mastered_in(u: int, m: int, world: World, chart: Chart) -> float:
    """Return how far a team practises a practice, the mean of use * proficiency."""
    total = 0.0
    for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
        total += world.ladders[m, i].use * world.ladders[m, i].proficiency
    return total / (chart.unit_start[u + 1] - chart.unit_start[u])
