"""People leave, more of them where satisfaction is low."""

from sim.state import TRUST
from tests.verification.reference.experience import shift_trust
from tests.verification.reference.people import take_seat
from tests.verification.reference.plain import Place
from tests.verification.reference.ties import standing_ties


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
            let_others_miss(i, place)
            take_seat(i, place)
            take_ties_along(i, place)
            seat.away_until = place.shocks.frozen_until
            place.shocks.away_until = max(place.shocks.away_until, place.shocks.frozen_until)
            place.portfolio.hires += 1


def let_others_miss(i: int, place: Place) -> None:
    """Lower satisfaction and trust of those whom a leaver turned to, by the share of their contacts that is gone."""
    share = place.scenario.leave_taking.missed
    for j, _ in standing_ties(i, place) if share > 0.0 else []:
        lost = share / max(1, len(standing_ties(j, place)))
        place.seats[j].job_satisfaction *= 1.0 - lost
        shift_trust(j, -lost * place.traits[j][TRUST], place)


def take_ties_along(i: int, place: Place) -> None:
    """Weaken what leads to the seat of a leaver and from it."""
    taken = place.scenario.leave_taking.ties_taken
    if taken == 0.0:
        return
    place.seats[i].known = 1.0 - taken
    for targets, strengths in zip(place.formed_target, place.formed_strength, strict=True):
        for slot, target in enumerate(targets):
            if target == i:
                strengths[slot] = strengths[slot] * (1.0 - taken)


def hand_over(i: int, place: Place) -> None:
    """Turn a leaver's knowledge into rework of the project, and bring in a successor."""
    if place.seats[i].project >= 0:
        project = place.projects[place.seats[i].project]
        project.rework_known += place.scenario.turnover.knowledge_lost * project.done / project.team
        project.startup_left += place.scenario.turnover.bring_in
