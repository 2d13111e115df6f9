"""Which units come first in the rollout of a measure."""

from sim.rollout import Order
from sim.streams import UNIT_ORDER
from tests.verification.reference.numbers import exponential, uniforms
from tests.verification.reference.onboarding import rollout
from tests.verification.reference.plain import Place, mean
from tests.verification.reference.ties import standing_ties


def rank_units(m: int, place: Place) -> None:
    """Give every unit its place; those a measure is not meant for come last."""
    order = sorted(range(len(place.units[m])), key=lambda u: sort_key(m, u, place))
    for rank, u in enumerate(order):
        place.units[m][u].rank = rank


def sort_key(m: int, u: int, place: Place) -> tuple[bool, int, float, float]:
    """Return what puts a unit first (lowest) in a rollout."""
    seats = range(place.chart.unit_start[u], place.chart.unit_start[u + 1])
    keys = {
        Order.READINESS: lambda: -mean(place.seats[i].readiness for i in seats),
        Order.CENTRAL: lambda: -mean(len(standing_ties(i, place)) for i in seats),
        Order.HIERARCHY: lambda: float(min(place.chart.level[i] for i in seats)),
        Order.CHART: lambda: float(u),
        Order.RANDOM: lambda: 0.0,
        Order.VOLUNTEERS: lambda: race(u, mean(place.seats[i].readiness for i in seats), place),
    }
    outside = not place.schedule.reached[m][u]
    value = float(u) if outside else keys[rollout(m, place).order]()
    return outside, place.schedule.turns[m][u], value, uniforms(place.luck, UNIT_ORDER, 0, u)[0]


def race(u: int, ready: float, place: Place) -> float:
    """Return when a unit volunteers; a ready one sooner."""
    return exponential(uniforms(place.luck, UNIT_ORDER, 0, u)[1]) / max(ready, 1e-6) ** 8
