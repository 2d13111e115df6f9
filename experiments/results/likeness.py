"""Whether two designs can be paired: only where the same replicate is the same luck and the same people in both."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from experiments.configuration.points import declared_defaults

ALIKE = ("horizon.", "organization.")


def unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return the first parameter by which two designs have other luck, other people or another length; else empty.

    ``one`` and ``other`` are their values that differ from the declared default.
    """
    told = one.keys() | other.keys()
    return next((name for name in must_be_alike() if name in told and _value(one, name) != _value(other, name)), "")


@cache
def must_be_alike() -> tuple[str, ...]:
    """Return the parameters that make luck, people and length."""
    return tuple(name for name in declared_defaults() if name.startswith(ALIKE))


def _value(changes: Mapping[str, Any], name: str) -> object:
    return changes.get(name, declared_defaults()[name])
