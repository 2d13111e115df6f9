"""People leave, more of them where satisfaction is low."""

from tests.verification.reference.people import take_seat
from tests.verification.reference.plain import Place


def replace_leavers(place: Place) -> None:
    """Let everybody leave whose patience is used up."""
    p = place.scenario.turnover
    if not p.active:
        return
    for i, seat in enumerate(place.seats):
        wish = 1.0 + p.dissatisfaction * (1.0 - 2.0 * seat.job_satisfaction)
        seat.tenure_clock += max(0.0, p.annual_rate / 52.0 * wish) + place.shocks.leaving
        if seat.tenure_clock > seat.tenure_patience:
            hand_over(i, place)
            take_seat(i, place)
            seat.away_until = place.shocks.frozen_until
            place.shocks.away_until = max(place.shocks.away_until, place.shocks.frozen_until)
            place.portfolio.hires += 1


def hand_over(i: int, place: Place) -> None:
    """Turn a leaver's knowledge into rework of the project, and bring in a successor."""
    if place.seats[i].project >= 0:
        project = place.projects[place.seats[i].project]
        project.rework_known += place.scenario.turnover.knowledge_lost * project.done / project.team
        project.startup_left += place.scenario.turnover.bring_in
