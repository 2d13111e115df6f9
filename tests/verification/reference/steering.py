"""Every quarter a project that reports red, or has lost its sponsor, is looked at."""

from sim.streams import RENEWAL
from tests.verification.reference.effects import both
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place, Record

GREEN, RED = 0, 2


def gives_up(project: Record, place: Place) -> bool:
    """Review a project if it is time; return whether it is cancelled."""
    p = place.scenario.steering
    age = place.week - project.start
    if not p.active or age == 0 or age % p.every != 0:
        return False
    if project.reported == RED or not project.sponsored:
        overrun = min(p.resigned, max(0.0, project.reported_overrun)) * (1.0 - p.completion * nearness(project))
        project.steering_clock += p.cancel_rate * overrun * (1.0 if project.sponsored else p.orphan)
        if project.steering_clock >= project.steering_patience:
            return True
    project.red_reviews = project.red_reviews + 1 if project.reported == RED else 0
    if p.rebaseline and (project.red_reviews >= p.grace or is_renewed(project, place)):
        rebaseline(project)
    return False


def nearness(project: Record) -> float:
    """Return how much of the scope is done."""
    return float(min(1.0, project.done / project.scope))


def is_renewed(project: Record, place: Place) -> bool:
    """Return whether a project that is not green gets a new baseline because nobody looks."""
    looked_at = both(place.effects.tracking, min(1.0, place.effects.risk_review))
    luck = uniforms(place.luck, RENEWAL, place.week, project.key)[0]
    return bool(project.reported != GREEN and luck < place.scenario.steering.renewal * (1.0 - looked_at))


def rebaseline(project: Record) -> None:
    """Let the current forecast of the team be the new last baseline."""
    stretch = 1.0 + max(0.0, project.known_overrun)
    project.budget_last *= stretch
    project.planned_weeks_last = max(project.elapsed_weeks, project.planned_weeks_last * stretch)
    project.reported_overrun = 0.0
    project.rebaselines += 1
    project.red_reviews = 0
