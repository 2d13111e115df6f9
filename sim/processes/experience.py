"""Experience: working with other departments changes ties, silo and trust.

Rule    Colleagues of other departments who work together this week strengthen their tie and lower each other's silo;
        failed exchanges (as a share of the week's) lower their trust, the others raise it by ``liking`` of what is
        missing; ties grow from each member to the partner of the
        week, also where this mechanism is off (``ties.active``). ``lasting`` of every change also moves the anchor a
        trait returns to.
Source  Contact across groups works: Pettigrew & Tropp 2006 (515 studies); the rates are assumptions.
"""

import numpy as np

from sim.bounded import cut
from sim.compiler import allocates, kernel, step
from sim.parameters import Grade, Parameters, declare
from sim.processes.ties import Ties, sit_apart, strengthen
from sim.processes.work import around, partner_offset
from sim.state import NEVER, SILO, THIS_WEEK, TRUST, Array, Chart, Schedule, World
from sim.streams import PROJECT_WEEK, four_uniforms


class Experience(Parameters):
    """How strongly experience works."""

    active: bool = declare("switch of the mechanism", default=True, without="working together had changed nobody")
    contact: float = declare(
        "share of silo lost in a week of work with another department",
        default=0.01,
        unit="per week",
        bounds=(0, 0.5),
        grade=Grade.LITERATURE,
        source="Pettigrew & Tropp 2006 (direction)",
    )
    friction: float = declare(
        "share of trust lost if every exchange of a week failed", default=0.05, unit="per week", bounds=(0, 1)
    )
    liking: float = declare(
        "share of missing trust won in a week of work with another department in which nothing failed",
        default=0.002,
        off=0.0,
        unit="per week",
        bounds=(0, 0.5),
        source="Pettigrew & Tropp 2006 (direction)",
    )
    lasting: float = declare("share of a change that also moves what somebody returns to", default=0.5, bounds=(0, 1))


@allocates
@step
def live_together(
    week: int, schedule: Schedule, world: World, chart: Chart, p: Experience, ties: Ties, luck: Array
) -> None:
    """Let members of running projects work with this week's partner."""
    turned = np.empty(world.portfolio[0].running)
    _draw_turns(week, turned, world, luck)
    for r in range(len(turned)):
        project = world.projects[world.running[r]]
        offset = partner_offset(project.team, turned[r])
        for m in range(project.team):
            i = world.members[project.team_start + m]
            j = world.members[project.team_start + around(m + offset, project.team)]
            if sit_apart(i, j, world, chart, schedule):
                _work_across(i, j, project, world, p, ties)


@allocates
@kernel
def _draw_turns(week: int, turned: Array, world: World, luck: Array) -> None:
    """Write the luck of who works with whom in every running project, drawn for several of them at once."""
    keys = np.empty(len(turned), np.int64)
    for r in range(len(turned)):
        keys[r] = world.projects[world.running[r]].key
    for r in range(len(turned)):
        turned[r] = four_uniforms(luck, PROJECT_WEEK, week, keys[r], 0)[0]


@kernel
def _work_across(i: int, j: int, project: Array, world: World, p: Experience, ties: Ties) -> None:
    if ties.active:
        strengthen(i, j, min(1.0, ties.growth * (1.0 + _bridging(project, i, j, world))), world)
    if p.active:
        shift_silo(i, -p.contact * world.traits[i, SILO], world, p)
        failed = min(1.0, project.failures_now)
        shift_trust(i, -p.friction * failed * world.traits[i, TRUST], world, p)
        if p.liking > 0.0:
            shift_trust(i, p.liking * (1.0 - failed) * (1.0 - world.traits[i, TRUST]), world, p)


@kernel
def _bridging(project: Array, i: int, j: int, world: World) -> float:
    """Return how much faster the tie of two people grows who use the same practice."""
    faster = 0.0 if project.run_by == NEVER else 1.0 * world.measures[THIS_WEEK, project.run_by].bridging
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        faster += world.measures[THIS_WEEK, m].bridging * world.ladders[m, i].use * world.ladders[m, j].use
    return faster


@kernel
def shift_silo(i: int, change: float, world: World, p: Experience) -> None:
    """Change somebody's silo, and by ``lasting`` of it what it returns to."""
    world.traits[i, SILO] = cut(world.traits[i, SILO] + change)
    world.stances[i].silo_anchor = cut(world.stances[i].silo_anchor + p.lasting * change)


@kernel
def shift_trust(i: int, change: float, world: World, p: Experience) -> None:
    """Change somebody's trust, and by ``lasting`` of it what it returns to."""
    world.traits[i, TRUST] = cut(world.traits[i, TRUST] + change)
    world.stances[i].trust_anchor = cut(world.stances[i].trust_anchor + p.lasting * change)
