"""Service demand, project time and meetings against what one person can do."""

from math import isnan, nan

from tests.verification.reference.plain import Place


def load_everybody(place: Place) -> None:
    """Set everybody's workload for this week."""
    p = place.scenario.workload
    own_time = place.scenario.project.allocation * (1.0 - p.backfill)
    for i, seat in enumerate(place.seats):
        department = place.chart.department[i]
        base, growth = condition(department, 0, p.base, place), condition(department, 1, p.growth, place)
        service = base * (1.0 + growth) ** (place.week / 52.0) * place.shocks.demand
        demand = service * (1.0 - place.departments[department].saved) * carried(department, place)
        load = demand * (1.0 + p.spread * seat.service_load)
        load += own_time if seat.project >= 0 else 0.0
        load += seat.claimed
        seat.workload = max(0.0, load) if p.active else 1.0


def condition(department: int, which: int, usual: float, place: Place) -> float:
    """Return what is told of a department, or what is usual."""
    told = place.chart.conditions[department][which] if place.chart.conditions else nan
    return usual if isnan(told) else float(told)


def carried(department: int, place: Place) -> float:
    """Return how much of a department's service each of those carries who are there."""
    seats = place.seats_of(department)
    return len(seats) / max(1, sum(is_there(i, place) for i in seats))


def is_there(i: int, place: Place) -> bool:
    """Return whether somebody is neither ill nor yet to come."""
    return bool(place.week >= place.seats[i].away_until)


def project_time_factor(workload: float) -> float:
    """Return the share of the agreed project time somebody can really give."""
    return 1.0 / workload if workload > 1.0 else 1.0
