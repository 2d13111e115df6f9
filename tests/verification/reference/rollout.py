"""Who starts when with each measure, and how much support there is."""

from sim.state import ADOPTED, NEVER
from tests.verification.reference.effects import MEASURES, planned
from tests.verification.reference.ladders import uses
from tests.verification.reference.onboarding import is_taken_on, people_taken_on, rollout
from tests.verification.reference.plain import Place


def attention(m: int, place: Place) -> float:
    """Return how much attention the programme of a measure still has."""
    weeks = max(0, place.week - place.rollouts[m].start)
    return float(0.5 ** (weeks / rollout(m, place).attention_half_life))


def take_on_units(place: Place) -> None:
    """Let units join, or join again, and share the coaches."""
    for m, measure in enumerate(place.measures):
        if begins_again(m, place):
            begin_anew(m, place)
        if place.portfolio.stopped:
            place.rollouts[m].postponed += int(place.week >= place.rollouts[m].start)
        elif measure.strength > 0.0:
            take_on(m, place)
    share_coaches(place)


def begins_again(m: int, place: Place) -> bool:
    """Return whether a measure is done again after a pause."""
    own = getattr(place.scenario.intervention, MEASURES[m])
    done = [planned(own, week) > 0.0 for week in range(place.week + 1)]
    return done[-1] and any(done[:-1]) and not done[-2]


def begin_anew(m: int, place: Place) -> None:
    """Forget who was on board, and begin the rollout as if it had never been."""
    state = place.rollouts[m]
    state.start, state.postponed, state.waited = place.week, 0, 0
    for unit in place.units[m]:
        unit.joined = NEVER


def take_on(m: int, place: Place) -> None:
    """Let the units join whose turn it is."""
    due = units_due(m, place)
    for u, unit in enumerate(place.units[m]):
        if (unit.joined == NEVER and unit.rank < due) or lags_behind(m, u, place):
            unit.joined = place.week


def share_coaches(place: Place) -> None:
    """Share one pool of coaches among all whom a practice is being brought to."""
    p = place.scenario.rollout
    helped = {m: people_taken_on(m, place) for m in place.practised}
    stopped = place.portfolio.stopped
    support = p.aftercare if stopped else shared_support(sum(helped.values()), place)
    for m in place.practised:
        for u, unit in enumerate(place.units[m]):
            if unit.joined != NEVER:
                unit.support = support if is_taken_on(m, u, place) else p.aftercare
    strongest = max((place.measures[m].practice for m, people in helped.items() if people > 0), default=0.0)
    if stopped:
        return
    place.portfolio.coaching_effort += strongest * p.coaches * len(place.seats) / 1000.0


def units_due(m: int, place: Place) -> int:
    """Return how many units are due; what has waited at the gate, if anything is to adopt, puts the plan off."""
    p, state, on_board = rollout(m, place), place.rollouts[m], place.schedule.on_board[m]
    planned = place.week - int(state.postponed)
    before = int(on_board[planned - 1]) if planned > 0 else 0
    gated = p.gate > 0.0 and m in place.practised
    if before == 0 or on_board[planned] <= before or not gated:
        return int(on_board[planned])
    if state.waited >= p.gate_patience or adopted_on_board(m, place) >= p.gate:
        state.waited = 0
        return int(on_board[planned])
    state.waited += 1
    state.postponed += 1
    return before


def adopted_on_board(m: int, place: Place) -> float:
    """Return the share of the people on board who have adopted."""
    stages = [ladder.stage for i, ladder in enumerate(place.ladders[m]) if place.unit_of(m, i).joined != NEVER]
    return stages.count(ADOPTED) / len(stages) if stages else 0.0


def lags_behind(m: int, u: int, place: Place) -> bool:
    """Return whether a unit is due to be looked at, and fewer than half of it use a practice that there is."""
    weeks, joined = rollout(m, place).catch_up_weeks, place.units[m][u].joined
    seats = range(place.chart.unit_start[u], place.chart.unit_start[u + 1])
    due = weeks > 0 and joined != NEVER and place.week == joined + weeks and m in place.practised
    return due and sum(uses(m, i, place) for i in seats) < len(seats) / 2.0


def shared_support(taken_on: int, place: Place) -> float:
    """Return the support for units of so many people together."""
    p = place.scenario.rollout
    if not p.scarce or taken_on == 0:
        return 1.0
    capacity = p.coaches * len(place.seats) / 1000.0 * p.people_per_coach
    return float(min(1.0, capacity / taken_on))
