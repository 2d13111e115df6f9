"""What comes from outside in a given week."""

from math import log

from sim.events.event import Event, LastingEvent
from sim.state import TRUST
from sim.streams import EVENT
from tests.verification.reference.budget import budget_year
from tests.verification.reference.experience import shift_trust
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place

KINDS = (
    *("budget_cut", "hiring_freeze", "leavers", "sick_leave", "demand_surge"),
    *("new_direction", "reorganization", "scandal", "neighbours_success"),
)
YEAR = 52


def key(name: str) -> int:
    """Return the number of an event in its draws."""
    return KINDS.index(name) + 1


def is_on(name: str, place: Place) -> bool:
    """Return whether an event has come in this replicate and is not over."""
    p: Event = getattr(place.scenario.events, name)
    weeks = p.weeks if isinstance(p, LastingEvent) and name != "sick_leave" else 1
    decided = uniforms(place.luck, EVENT, 0, key(name))[0] < p.chance
    return decided and p.week <= place.week < p.week + weeks


def befalls(name: str, subject: int, share: float, place: Place) -> bool:
    """Return whether an event touches somebody, or some department."""
    return uniforms(place.luck, EVENT, 1, key(name), subject)[0] < share


def meet_events(place: Place) -> None:
    """Let everything come that comes this week."""
    p, week, shocks = place.scenario.events, place.week, place.shocks
    shocks.leaving = -log(1.0 - p.leavers.share) / p.leavers.weeks if is_on("leavers", place) else 0.0
    shocks.frozen_until = p.hiring_freeze.week + p.hiring_freeze.weeks if is_on("hiring_freeze", place) else 0
    shocks.demand = 1.0 + (p.demand_surge.share if is_on("demand_surge", place) else 0.0)
    shocks.sponsor_loss = p.new_direction.share if is_on("new_direction", place) else 0.0
    shocks.cut = share_cut(place)
    if is_on("sick_leave", place):
        fall_ill(week + p.sick_leave.weeks, place)
    if is_on("reorganization", place):
        reorganize(place)
    for i, seat in enumerate(place.seats):
        if is_on("scandal", place):
            shift_trust(i, -p.scandal.share * place.traits[i][TRUST], place)
        if is_on("neighbours_success", place):
            seat.readiness += p.neighbours_success.share * (1.0 - seat.readiness)


def share_cut(place: Place) -> float:
    """Return the share of this year's budget that becomes known to be cut this week."""
    p = place.scenario.events.budget_cut
    year = budget_year(place.week, place)
    starts = place.week == 0 or budget_year(place.week - 1, place) != year
    if not is_on("budget_cut", place) or not (starts or place.week == p.week):
        return 0.0
    covered = [week for week in range(place.week, p.week + p.weeks) if budget_year(week, place) == year]
    return float(p.share * len(covered) / (YEAR if year else place.scenario.budget.first_year_weeks))


def fall_ill(back: int, place: Place) -> None:
    """Let some be away until they are back."""
    for i, seat in enumerate(place.seats):
        if befalls("sick_leave", i, place.scenario.events.sick_leave.share, place):
            seat.away_until = max(seat.away_until, back)
    place.shocks.away_until = max(place.shocks.away_until, back)


def reorganize(place: Place) -> None:
    """Let the departments that are touched be busy with themselves, and lose ties and trust in the first week."""
    p = place.scenario.events.reorganization
    named = sorted({*p.merged, *p.split})
    place.shocks.regrouped = bool(named)
    for d in range(len(place.departments)):
        if d in named if named else befalls("reorganization", d, p.share, place):
            for i in place.seats_of(d):
                place.seats[i].claimed += p.distraction
                if place.week == p.week:
                    for slot, strength in enumerate(place.formed_strength[i]):
                        place.formed_strength[i][slot] = strength * (1.0 - p.ties_lost)
                    shift_trust(i, -p.mistrust * place.traits[i][TRUST], place)
