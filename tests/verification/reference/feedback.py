"""Finished work teaches those who did it, and its presentation moves those who see it."""

from sim.state import DELIVERED, FAILED, SUCCESSFUL, TRUST
from tests.verification.reference.numbers import cut
from tests.verification.reference.plain import Place, Record


def present_results(place: Place) -> None:
    """Let this week's finished projects teach their members and be felt in their departments."""
    if not place.scenario.feedback.active:
        return
    for department in place.departments:
        department.mood *= 0.5 ** (1.0 / place.scenario.feedback.memory)
    for k in place.finished:
        project = place.projects[k]
        if project.status == DELIVERED:
            teach(project, place)
        spread_news(project, place)
        tell_everybody(project, place)
    for d in range(len(place.departments)):
        hear_news(d, place)


def teach(project: Record, place: Place) -> None:
    """Let members gain collaboration skill."""
    for i in place.team_of(project):
        seat = place.seats[i]
        seat.collaboration_skill += place.scenario.feedback.lesson * (1.0 - seat.collaboration_skill)


def spread_news(project: Record, place: Place) -> None:
    """Let every department involved have news of a result."""
    p = place.scenario.feedback
    for d in {place.chart.department[i] for i in place.team_of(project)}:
        news = felt(project.effort, project.departments, len(place.seats_of(d)), place)
        if project.outcome == FAILED:
            place.departments[d].bad_news += news
        else:
            place.departments[d].good_news += news if project.outcome == SUCCESSFUL else p.partial * news


def tell_everybody(project: Record, place: Place) -> None:
    """Let everybody hear of a microproject's good result."""
    p = place.scenario.feedback
    if project.audience > 0.0 and project.outcome != FAILED:
        weight = project.audience * (1.0 if project.outcome == SUCCESSFUL else p.partial)
        for d, department in enumerate(place.departments):
            department.good_news += weight * felt(project.effort, len(place.departments), len(place.seats_of(d)), place)


def felt(effort: float, departments: int, headcount: int, place: Place) -> float:
    """Return how strongly a department feels a result."""
    p = place.scenario.feedback
    return float(min(1.0, p.presented * (effort / (departments * headcount * 52.0)) ** p.recall))


def hear_news(d: int, place: Place) -> None:
    """Let a department's trust and readiness rise and fall with its news."""
    p = place.scenario.feedback
    news = place.departments[d]
    won, lost = p.gain * min(1.0, news.good_news), min(1.0, p.gain * p.loss_weight * news.bad_news)
    news.mood = max(-1.0, min(1.0, news.mood + news.good_news - p.loss_weight * news.bad_news))
    news.good_news = news.bad_news = 0.0
    for i in place.seats_of(d):
        stance, seat, traits = place.stances[i], place.seats[i], place.traits[i]
        change = won * (1.0 - traits[TRUST]) - lost * traits[TRUST]
        stance.trust_anchor = cut(stance.trust_anchor + place.scenario.experience.lasting * change)
        traits[TRUST] += change
        seat.readiness += won * (1.0 - seat.readiness) - lost * seat.readiness
