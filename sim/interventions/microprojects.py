"""Microprojects: wanted change is cut into concise pieces that executives define and employees take up and carry out.

Rule    From ``delay`` weeks after ``start_week`` until ``end_week``, ``strength`` of the wanted work, in whole pieces
        (all of it at 1), is cut into pieces of ``cap`` (or of the size of other projects, where that is smaller). In a
        portfolio that is listed, those of at most ``cap`` that are wanted then are microprojects, at any strength.
        Executives and employees must both take part: what follows is proportional to executives * uptake. Other
        interventions do not weaken it.
        concise   changed requirements * (1 - concise); spread of complexity * (1 - concise / 2): a small scope has few
                  parts
        audience  a good result is also felt everywhere, ``audience`` as strongly as if all departments had been
                  involved
        talent    taking part raises the sense of influence (1 + talent) as much as in any other project
        A project costs the highest person of its first department ``definition_hours`` in the week after its start, and
        every member ``presentation_hours`` in the week after its end.
Source  Antwerp (seed 000): defined by executives, carried out by employees, tied to a target group and a service,
        presented to all levels, people innovate their own processes. Sizes of the effects are assumptions.
"""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compiler import kernel, step
from sim.interventions.intervention import Intervention, Turn, claim
from sim.parameters import Grade, Role, declare
from sim.processes.portfolio import ProjectPlan, Stream
from sim.state import Chart, World

ANTWERP = "Antwerp (seed 000)"
FIRST_KEY = 1 << 24


class Microprojects(Intervention):
    """How work is cut into small pieces and who takes part."""

    cap: float = declare(
        "largest microproject",
        default=8.0,
        unit="person-weeks",
        bounds=(1, 200),
        role=Role.LEVER,
        source=f"{ANTWERP} (direction)",
    )
    executives: float = declare(
        "how far executives take part", default=0.8, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=ANTWERP
    )
    uptake: float = declare(
        "how far employees take part", default=0.8, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=ANTWERP
    )
    concise: float = declare(
        "how far the scope is tied to a target group and a service",
        default=0.6,
        bounds=(0, 1),
        role=Role.LEVER,
        source=ANTWERP,
    )
    audience: float = declare(
        "how far good results reach everybody", default=0.3, bounds=(0, 1), role=Role.LEVER, source=ANTWERP
    )
    talent: float = declare(
        "use of talents that work leaves idle", default=0.5, bounds=(0, 1), role=Role.LEVER, source=ANTWERP
    )
    definition_hours: float = declare("defining a project", default=3.0, unit="hours", bounds=(0, 80), role=Role.LEVER)
    presentation_hours: float = declare(
        "presenting a result", default=2.0, unit="hours", bounds=(0, 40), role=Role.LEVER
    )
    attention: float = declare("changes it counts as for everybody", default=0.5, unit="changes", bounds=(0, 10))


def stream_of(p: Microprojects, plan: ProjectPlan, people: int, weeks: int) -> Stream:
    """Return the part of the wanted work that is cut into whole microprojects, unless all of it is."""
    first_week, size, rate = p.start_week + p.delay, min(p.cap, plan.size), plan.share * people * p.strength
    last_week = min(weeks, p.end_week or weeks)
    work = p.strength * plan.share * people * max(0, last_week - first_week)
    whole = work if p.strength == 1.0 else math.floor(work / size + 1e-9) * size
    return Stream(whole, rate, size, first_week, last_week, FIRST_KEY, _given(p))


def mark_microprojects(projects: NDArray[np.void], p: Microprojects) -> None:
    """Make microprojects of the small projects of a list that are wanted while the intervention is done."""
    first_week, wanted = p.start_week + p.delay, projects["wanted"]
    small = (projects["effort"] <= p.cap) & (wanted >= first_week) & ((p.end_week == 0) | (wanted < p.end_week))
    if p.strength > 0.0:
        for name, value in _given(p).items():
            projects[name][small] = value


def _given(p: Microprojects) -> dict[str, float]:
    together = p.executives * p.uptake
    return {"is_micro": True, **{name: together * getattr(p, name) for name in ("concise", "audience", "talent")}}


@step
def act(turn: Turn, own: Microprojects, world: World, chart: Chart) -> None:
    """Define the microprojects that started last week, and present those that ended."""
    portfolio, last_week = world.portfolio[0], turn.week - 1
    for r in range(portfolio.running):
        project = world.projects[world.running[r]]
        if project.is_micro and project.start == last_week:
            _define(project.lead, own.definition_hours / turn.week_hours, world, chart)
    for f in range(portfolio.finished):
        project = world.projects[world.finished[f]]
        if project.is_micro and project.start == last_week:
            _define(project.lead, own.definition_hours / turn.week_hours, world, chart)
        if project.is_micro:
            _present(world.finished[f], own.presentation_hours / turn.week_hours, world)


@kernel
def _define(department: int, share: float, world: World, chart: Chart) -> None:
    head = chart.department_start[department]
    for i in range(chart.department_start[department], chart.department_start[department + 1]):
        if chart.level[i] < chart.level[head]:
            head = i
    claim(head, share, world)


@kernel
def _present(k: int, share: float, world: World) -> None:
    project = world.projects[k]
    for m in range(project.team):
        claim(world.members[project.team_start + m], share, world)
