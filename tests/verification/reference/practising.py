"""What the practices of people do for the projects they work on."""

from tests.verification.reference.effects import both
from tests.verification.reference.ladders import mastered, uses
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
