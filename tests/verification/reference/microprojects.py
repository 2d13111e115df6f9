"""What microprojects cost those who define and those who present them."""

from tests.verification.reference.effects import claim
from tests.verification.reference.plain import Place


def define_and_present(place: Place) -> None:
    """Book the definition of what started last week, ended or not, and the presentation of what ended last week."""
    p = place.scenario.intervention.microprojects
    for project in (place.projects[k] for k in (*place.running, *place.finished)):
        if project.is_micro and project.start == place.week - 1:
            claim(head_of(project.lead, place), p.definition_hours / place.scenario.workload.week_hours, place)
    for project in (place.projects[k] for k in place.finished):
        if project.is_micro:
            for i in place.team_of(project):
                claim(i, p.presentation_hours / place.scenario.workload.week_hours, place)


def head_of(department: int, place: Place) -> int:
    """Return who in a department is nearest to the top."""
    return min(place.seats_of(department), key=lambda i: place.chart.level[i])
