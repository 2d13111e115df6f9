"""Assumptions: parameters without a source that can only be doubted."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import isfinite

from sim.errors import ScenarioError, nearest_hint
from sim.parameters import Declaration, Grade, Role
from sim.scenario import declared_parameters


def chosen(words: Sequence[str]) -> list[str]:
    """Return the assumptions with any of the words in their names, all without words.

    Raise ScenarioError for a word that none has.
    """
    for word in words:
        if not any(_has(name, word) for name in assumptions()):
            hint = nearest_hint(word, [part for name in assumptions() for part in (name, *name.split("."))])
            raise ScenarioError(f"no assumption has '{word}' in its name{hint or '; see: orgchange describe evidence'}")
    return [name for name in assumptions() if not words or any(_has(name, word) for word in words)]


def _has(name: str, word: str) -> bool:
    return word.lower() in name.lower()


@cache
def assumptions() -> Mapping[str, Declaration]:
    """Return every number whose default is assumed and that can only be doubted, by dotted name."""
    return {name: declared for name, declared in declared_parameters().items() if _is_assumed_number(declared)}


def _is_assumed_number(declared: Declaration) -> bool:
    number = isinstance(declared.example, (int, float)) and not isinstance(declared.example, bool)
    finite = declared.bounds is not None and all(map(isfinite, declared.bounds))
    return number and finite and declared.role is Role.UNCERTAINTY and declared.grade is Grade.ASSUMPTION
