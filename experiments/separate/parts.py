"""Parts of plans: what two designs set differently, taken together by what it belongs to.

A part is an intervention with its own rollout, the common rollout, the projects, or another section of parameters.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from experiments.configuration.points import Design, declared_defaults
from sim.scenario import Scenario

OF_ONE_MEASURE = ("intervention", "rollouts")
Values = Mapping[str, Any]


def parts_of(one: Values, other: Values) -> dict[str, list[str]]:
    """Return the parameters that two designs set differently, by their parts; ``one`` and ``other`` are changes."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys((*one, *other)):
        if value_in(one, name) != value_in(other, name):
            found.setdefault(part_of(name), []).append(name)
    return found


def part_of(name: str) -> str:
    """Return to which part a parameter belongs: ``intervention.okr.strength`` to ``okr``."""
    section, rest, *_ = name.split(".")
    return rest if section in OF_ONE_MEASURE else section


def value_in(changes: Values, name: str) -> Any:  # noqa: ANN401 - a value of any declared type
    """Return the value of a parameter in a design that is given by what it changes."""
    return changes.get(name, declared_defaults()[name])


def mixed(one: Values, other: Values, parts: Mapping[str, list[str]], taken: AbstractSet[str]) -> Design:
    """Return the design that has the parts ``taken`` as ``one`` has them, and the others as ``other`` has them."""
    values = dict(other)
    for part, names in parts.items():
        values |= {name: value_in(one if part in taken else other, name) for name in names}
    return Design(Scenario().with_values(values))
