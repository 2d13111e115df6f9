"""Which units a measure is being brought to, by which rollout, and how many people sit in them."""

from dataclasses import fields
from functools import cache

from sim.interventions.catalogue import Rollouts
from sim.interventions.own_rollout import OwnRollout
from sim.rollout import Rollout
from sim.state import NEVER
from tests.verification.reference.plain import Place


def rollout(m: int, place: Place) -> Rollout:
    """Return the rollout of a measure: what is said of it alone, else of all."""
    return merged(getattr(place.scenario.rollouts, fields(Rollouts)[m].name), place.scenario.rollout)


@cache
def merged(own: OwnRollout, common: Rollout) -> Rollout:
    """Return what is said of one measure alone, else of all."""
    said = {item.name: getattr(own, item.name, None) for item in fields(Rollout)}
    return Rollout(**{name: getattr(common, name) if value is None else value for name, value in said.items()})


def is_taken_on(m: int, u: int, place: Place) -> bool:
    """Return whether a measure is being brought to a unit."""
    joined = place.units[m][u].joined
    return bool(joined != NEVER and place.week - joined < rollout(m, place).support_weeks)


def people_in(u: int, place: Place) -> int:
    """Return how many people sit in a unit."""
    return int(place.chart.unit_start[u + 1] - place.chart.unit_start[u])


def people_taken_on(m: int, place: Place) -> int:
    """Return how many people sit in units that a measure is being brought to."""
    return sum(people_in(u, place) for u in range(len(place.units[m])) if is_taken_on(m, u, place))
