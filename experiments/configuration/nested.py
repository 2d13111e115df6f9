"""Nested sections and dotted names, which mean the same."""

from collections.abc import Iterator, Mapping
from typing import Any


def flat(values: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of nested sections by its dotted name."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
