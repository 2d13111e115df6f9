"""Reported status follows what the team knows late, and later where trust is low."""

from sim.processes.reporting import Reporting
from sim.state import TRUST
from tests.verification.reference.exchanges import time_lost
from tests.verification.reference.plain import Place, Record, mean


def report_projects(place: Place) -> None:
    """Let every running project report for this week."""
    for k in place.running:
        project = place.projects[k]
        trust = mean(place.traits[i][TRUST] for i in place.team_of(project))
        report(project, trust, project.visibility + place.effects.openness, place)


def report(project: Record, trust: float, transparency: float, place: Place) -> None:
    """Update true, known and reported overrun."""
    p = place.scenario.reporting
    useful = 1.0 - time_lost(project, place)
    to_go = project.startup_left + project.scope - project.done + project.rework_known
    project.known_overrun = (project.spent + to_go / useful) / project.budget_last - 1.0
    project.true_overrun = (project.spent + (to_go + project.hidden) / useful) / project.budget_last - 1.0
    honesty = min(1.0, p.honesty + p.trusting * (trust + transparency)) if p.active else 1.0
    project.reported_overrun += honesty * (project.known_overrun - project.reported_overrun)
    project.reported = colour(project.reported_overrun, p)


def colour(overrun: float, p: Reporting) -> int:
    """Return 0 for green, 1 for amber, 2 for red."""
    return int(overrun >= p.amber) + int(overrun >= p.red)


def count_watermelons(place: Place) -> None:
    """Count the weeks of running projects, and those in which one is green outside and red inside."""
    p = place.scenario.reporting
    for project in (place.projects[k] for k in place.running):
        place.portfolio.project_weeks += 1
        place.portfolio.watermelon_weeks += float(project.reported == 0 and colour(project.true_overrun, p) == 2)
