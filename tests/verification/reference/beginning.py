"""The state before the first week: people in their seats, units in their order, the first election."""

from math import ceil

from sim.rollout import Rollout
from sim.state import NEVER
from sim.streams import ELECTIONS
from tests.verification.reference.legacy import draw_debts
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.people import fill_seats
from tests.verification.reference.plain import Place

QUARTER = 13


def begin(place: Place) -> None:
    """Set a place to the state before the first week."""
    fill_seats(place)
    for units in place.units:
        for u, unit in enumerate(units):
            unit.rank, unit.joined = u, NEVER
    draw_debts(place)
    place.portfolio.election = int(uniforms(place.luck, ELECTIONS, 0, 0)[0] * place.scenario.exposure.election_cycle)


def units_on_board(p: Rollout, units: int, week: int) -> int:
    """Return how many units should be on board in a week."""
    if p.wave_weeks:
        return int(
            max((count for start, count in zip(p.wave_weeks, p.wave_units, strict=True) if start <= week), default=0)
        )
    if week < p.start_week:
        return 0
    waves = (week - p.start_week) // QUARTER + (0 if p.pilot_units else 1)
    first_waves = sum(p.growth**wave for wave in range(waves))
    return min(units, p.pilot_units + ceil(p.speed * units * first_waves - 1e-9))
