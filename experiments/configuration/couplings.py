"""Couplings: how strongly parts of the model act on each other, and the value at which each changes nothing."""

from collections.abc import Mapping
from functools import cache

from sim.parameters import Value
from sim.scenario import declared_parameters


@cache
def couplings() -> Mapping[str, Value]:
    """Return the value at which every coupling changes nothing, by dotted name, in the order of the scenario."""
    return {name: declared.off for name, declared in declared_parameters().items() if declared.off is not None}
