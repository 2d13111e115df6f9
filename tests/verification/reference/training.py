"""Sessions in units that were taken on, and managers who hand on what they learned."""

from math import exp

from sim.interventions.training import Who
from sim.organization.chart import NOBODY
from sim.state import NEVER, SILO, TRUST
from sim.streams import PRESENCE
from tests.verification.reference.effects import MEASURES, acting, claim, running
from tests.verification.reference.experience import shift_silo, shift_trust
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place
from tests.verification.reference.ties import strengthen


def train(place: Place) -> None:
    """Hold this week's sessions, and let managers hand on."""
    p = place.scenario.intervention.training
    factor = acting("training", place) * spacing(p.span_weeks, p.sessions, p.massed_loss)
    managers = set(place.chart.manager)
    held = []
    for i in range(len(place.seats)):
        joined = place.unit_of(MEASURES.index("training"), i).joined
        age = place.week - joined
        if joined != NEVER and (p.who is Who.ALL or i in managers):
            for session, week in enumerate(weeks_of_sessions(p.span_weeks, p.sessions)):
                if week == age and is_present(i, session, place):
                    held.append((place.chart.unit[i], session, i))
    for _, session, i in sorted(held):
        meet(i, session, managers, place)
        attend(i, factor, place)
    hand_on(acting("training", place) * p.spread, place)


def spacing(span_weeks: int, sessions: int, massed_loss: float) -> float:
    """Return the factor on what a session gives."""
    return 1.0 - massed_loss * exp(-(span_weeks / sessions) / 2.0)


def weeks_of_sessions(span_weeks: int, sessions: int) -> list[int]:
    """Return the week of a programme in which each session is held."""
    return [session * span_weeks // sessions for session in range(sessions)]


def is_present(i: int, session: int, place: Place) -> bool:
    """Return whether somebody comes to a session."""
    return (
        uniforms(place.luck, PRESENCE, place.seats[i].people, i, session)[0]
        < place.scenario.intervention.training.presence
    )


def attend(i: int, factor: float, place: Place) -> None:
    """Let somebody take part in a session."""
    p, seat, strength = place.scenario.intervention.training, place.seats[i], running("training", place)
    claim(i, strength * p.session_hours / place.scenario.workload.week_hours, place)
    place.portfolio.money += strength * p.session_fee
    seat.sessions = min(100, seat.sessions + 1)
    seat.collaboration_skill += min(1.0, factor * p.gain) * (1.0 - seat.collaboration_skill)
    opened = min(1.0, factor * p.opening)
    shift_silo(i, -opened * place.traits[i][SILO], place)
    shift_trust(i, opened * (1.0 - place.traits[i][TRUST]), place)


def meet(i: int, session: int, managers: set[int], place: Place) -> None:
    """Let somebody get to know one who has the same training in another department."""
    p, everybody = place.scenario.intervention.training, len(place.seats)
    if p.together == 0.0:
        return
    first = int(uniforms(place.luck, PRESENCE, place.seats[i].people, i, session)[1] * everybody)
    others = [
        j
        for j in [*range(first, everybody), *range(first)]
        if (p.who is Who.ALL or j in managers)
        and place.unit_of(MEASURES.index("training"), j).joined != NEVER
        and place.chart.department[j] != place.chart.department[i]
    ]
    growth = min(1.0, running("training", place) * p.together * place.scenario.ties.growth)
    for j in others[:1]:
        strengthen(i, j, growth, place)
        strengthen(j, i, growth, place)


def hand_on(share: float, place: Place) -> None:
    """Let trained managers close a share of the gap between their skill and that of their people, seat by seat."""
    for i, seat in enumerate(place.seats):
        if place.chart.manager[i] != NOBODY:
            manager = place.seats[place.chart.manager[i]]
            if manager.sessions > 0:
                seat.collaboration_skill += share * max(0.0, manager.collaboration_skill - seat.collaboration_skill)
