"""Where people stand on the ladder of a practice."""

from sim.state import ADOPTED, TRYING, UNAWARE, USE
from sim.streams import ADOPTION_CLOCK
from tests.verification.reference.numbers import exponential, uniforms
from tests.verification.reference.plain import Place


def draws_of_stage(m: int, i: int, place: Place) -> list[float]:
    """Return the luck of somebody in the present stage."""
    return uniforms(place.luck, ADOPTION_CLOCK, place.seats[i].people, i, 65536 * m + place.ladders[m][i].stage_entries)


def enter_stage(m: int, i: int, stage: int, place: Place) -> None:
    """Move somebody to a stage and draw the patience for it."""
    ladder = place.ladders[m][i]
    ladder.stage_entries += 1
    ladder.stage, ladder.stage_week, ladder.clock = stage, place.week, 0.0
    ladder.patience = exponential(draws_of_stage(m, i, place)[0])
    ladder.use = float(stage in {TRYING, ADOPTED})
    if m == place.portfolio.leading:
        place.traits[i][USE] = ladder.use


def start_unaware(i: int, place: Place) -> None:
    """Let a newcomer know nothing of any practice that has begun."""
    place.traits[i][USE] = 0.0
    for m, state in enumerate(place.rollouts):
        if state.begun:
            for name in place.ladders[m][i].values:
                setattr(place.ladders[m][i], name, 0)
            enter_stage(m, i, UNAWARE, place)


def uses(m: int, i: int, place: Place) -> bool:
    """Return whether somebody uses a practice."""
    return place.ladders[m][i].stage in {TRYING, ADOPTED}


def mastered(m: int, i: int, place: Place) -> float:
    """Return how far somebody practises a practice."""
    return float(place.ladders[m][i].proficiency) if uses(m, i, place) else 0.0
