"""What the practices of people do for the projects they work on."""

from sim.streams import WAY_OF_RUNNING
from tests.verification.reference.effects import both
from tests.verification.reference.ladders import mastered, uses
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place, Record, mean

SAVED = ("agility", "independence", "modularity", "reuse", "outcome_focus")


def practised_by(i: int, place: Place) -> float:
    """Return how far somebody practises anything."""
    total = 0.0
    for m in place.practised:
        total = both(total, mastered(m, i, place))
    return total


def practise(project: Record, place: Place) -> None:
    """Write how far a team practises anything, and what that does for its project."""
    for name in ("practice", "visibility", *SAVED):
        setattr(project, name, 0.0)
    for m in place.practised:
        team, measure = place.team_of(project), place.measures[m]
        far = mean(mastered(m, i, place) for i in team)
        project.practice = both(project.practice, far)
        project.visibility += measure.visibility * mean(float(uses(m, i, place)) for i in team)
        for name in SAVED:
            setattr(project, name, both(getattr(project, name), far * getattr(measure, name)))
    if project.run_by >= 0:
        measure = place.measures[project.run_by]
        project.practice = both(project.practice, 1.0)
        project.visibility += measure.visibility
        for name in SAVED:
            setattr(project, name, both(getattr(project, name), getattr(measure, name)))


def choose_way(project: Record, place: Place) -> None:
    """Decide whether a starting project is run by a practice."""
    project.run_by = -1
    for m, measure in enumerate(place.measures):
        if project.run_by < 0 and uniforms(place.luck, WAY_OF_RUNNING, 0, project.key, m)[0] < measure.by_project:
            project.run_by = m
