"""Errors a person can act on: one line that says what is wrong, where, and what would be right."""

from collections.abc import Iterable
from difflib import get_close_matches


class ScenarioError(ValueError):
    """A scenario or an organization that cannot be simulated; its text is one line for the person who wrote it."""


def nearest_hint(name: str, valid: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the valid name closest to ``name``, or an empty text when none is close."""
    matches = get_close_matches(name, list(valid), n=1, cutoff=0.6)
    return f"; did you mean '{matches[0]}'?" if matches else ""


def reason(error: OSError) -> str:
    """Return the reason in lower case, for the middle of a sentence."""
    return (error.strerror or str(error)).lower()
