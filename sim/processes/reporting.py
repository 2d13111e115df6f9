"""Reporting: the reported status follows what the team knows late, and later still where trust is low.

Rule    known overrun = (spent + known work to go) / last budget - 1; the true one adds what is hidden.
        reported += honesty * (known - reported), honesty = base + trusting * (mean trust of the team +
        transparency of practice and governance), at most 1.
        Green below ``amber``, red from ``red`` on. The steering committee only ever sees the report.
Source  "Watermelon" status: model.md; one-year persistence of ratings green .71, amber .58, red .22 (UK GMPP).
"""

from sim.compiler import compiled, kernel, step
from sim.parameters import Parameters, declare
from sim.processes.coordination import Coordination, exchanges, time_lost_by
from sim.state import AMBER, GREEN, RED, THIS_WEEK, TRUST, Array, World


class Reporting(Parameters):
    """How bad news travels."""

    active: bool = declare(
        "switch of the mechanism; off: the report is what the team knows",
        default=True,
        without="reports had been honest at once",
    )
    honesty: float = declare(
        "share of the gap closed in a week without any trust", default=0.03, unit="per week", bounds=(0, 1)
    )
    trusting: float = declare("what full trust adds to honesty", default=0.12, unit="per week", bounds=(0, 1))
    amber: float = declare("reported overrun from which a project is amber", default=0.10, bounds=(0, 2))
    red: float = declare("reported overrun from which a project is red", default=0.33, bounds=(0, 3))


@kernel
def report(project: Array, overhead: float, trust: float, candour: float, p: Reporting) -> None:
    """Update true, known and reported overrun against the last budget, and the reported colour.

    ``trust`` is the team's mean in [0, 1]; ``candour`` is what practices and governance add to it.
    """
    to_go = project.startup_left + project.scope - project.done + project.rework_known
    project.known_overrun = (project.spent + to_go / (1.0 - overhead)) / project.budget_last - 1.0
    project.true_overrun = project.known_overrun + project.hidden / (1.0 - overhead) / project.budget_last
    honesty = min(1.0, p.honesty + p.trusting * (trust + candour)) if p.active else 1.0
    project.reported_overrun += honesty * (project.known_overrun - project.reported_overrun)
    project.reported = colour(project.reported_overrun, p)


@compiled
def colour(overrun: float, p: Reporting) -> int:
    """Return the traffic light of a reported overrun."""
    if overrun >= p.red:
        return RED
    return AMBER if overrun >= p.amber else GREEN


@step
def report_projects(world: World, p: Reporting, coordination: Coordination) -> None:
    """Let every running project report for this week."""
    effects = world.effects[THIS_WEEK]
    team, talks = 0, 0.0
    for r in range(world.portfolio[0].running):
        project = world.projects[world.running[r]]
        if project.team != team:
            team, talks = project.team, exchanges(project.team, coordination)
        overhead = time_lost_by(team, project.usual_team, talks, coordination)
        trust = 0.0
        for m in range(project.team):
            trust += world.traits[world.members[project.team_start + m], TRUST]
        report(project, overhead, trust / project.team, project.visibility + effects.openness, p)
