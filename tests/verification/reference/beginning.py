"""The state before the first week: people in their seats, units in their order, the first election."""

from math import ceil

from sim.rollout import Order, Rollout
from sim.state import NEVER
from sim.streams import ELECTIONS, UNIT_ORDER
from tests.verification.reference.legacy import draw_debts
from tests.verification.reference.numbers import exponential, uniforms
from tests.verification.reference.people import fill_seats
from tests.verification.reference.plain import Place, mean

QUARTER = 13


def begin(place: Place) -> None:
    """Set a place to the state before the first week."""
    fill_seats(place)
    order = sorted(
        range(len(place.units)), key=lambda u: (sort_key(u, place), uniforms(place.luck, UNIT_ORDER, 0, u)[0])
    )
    for rank, u in enumerate(order):
        place.units[u].rank, place.units[u].joined = rank, NEVER
    draw_debts(place)
    place.portfolio.election = int(uniforms(place.luck, ELECTIONS, 0, 0)[0] * place.scenario.exposure.election_cycle)


def sort_key(u: int, place: Place) -> float:
    """Return what puts a unit first (lowest) in the rollout."""
    seats = range(place.chart.unit_start[u], place.chart.unit_start[u + 1])
    starts = place.chart.tie_start
    keys = {
        Order.READINESS: lambda: -mean(place.seats[i].readiness for i in seats),
        Order.CENTRAL: lambda: -mean(starts[i + 1] - starts[i] for i in seats),
        Order.HIERARCHY: lambda: float(min(place.chart.level[i] for i in seats)),
        Order.CHART: lambda: float(u),
        Order.RANDOM: lambda: 0.0,
        Order.VOLUNTEERS: lambda: race(u, mean(place.seats[i].readiness for i in seats), place),
    }
    return keys[place.scenario.rollout.order]()


def race(u: int, ready: float, place: Place) -> float:
    """Return when a unit volunteers; a ready one sooner."""
    return exponential(uniforms(place.luck, UNIT_ORDER, 0, u)[1]) / max(ready, 1e-6) ** 8


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
