"""Texts in which numbers are computed: ``{{bet.difference}}`` stands for what the model of today says."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from experiments.lesson.findings import Finding
from experiments.lesson.texts import Text, Words
from sim.errors import ScenarioError

HOLE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
HUNDRED, SMALL = 100.0, 0.095

Facts = Mapping[str, Finding | float]
PARTS: Mapping[str, Callable[[Finding], float]] = {
    "first": lambda one: one.first,
    "second": lambda one: one.second,
    "least": lambda one: one.least,
}
APART: Mapping[str, Callable[[Finding], float]] = {
    "difference": lambda one: one.difference.mean,
    "gap": lambda one: abs(one.difference.mean),
    "low": lambda one: one.difference.low,
    "high": lambda one: one.difference.high,
}


def filled(text: Text, facts: Facts, words: Words, where: str) -> Text:
    """Return a text with every number it names; raise ScenarioError for one that there is not."""

    def fill(line: str) -> str:
        return HOLE.sub(lambda hole: _number(hole[1], facts, words, where), line)

    return msgspec.convert(_everywhere(msgspec.to_builtins(text), fill), Text)


def lines_of(value: Any) -> list[str]:  # noqa: ANN401 - whatever JSON can say
    """Return every text in a nest of lists and dictionaries."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [line for one in inner for line in lines_of(one)]


def as_number(value: float, words: Words, digits: int = 0) -> str:
    """Return a number as people of a language write it."""
    told = f"{value:.{digits}f}"
    plain = told.lstrip("-") if float(told) == 0 else told  # less than nothing by less than is told is nothing
    return plain.replace("-", "\u2212").replace(".", words.decimal)


def as_share(value: float, words: Words) -> str:
    """Return a share as percent, with a decimal where it is small."""
    return f"{as_number(HUNDRED * value, words, 1 if abs(value) < SMALL else 0)}\u00a0%"


def as_points(value: float, words: Words) -> str:
    """Return a difference of shares in points."""
    return str(words.page["points"]).format(n=as_number(HUNDRED * value, words, 1))


def _everywhere(value: Any, fill: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON can say
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, dict):
        return {key: _everywhere(one, fill) for key, one in value.items()}
    return [_everywhere(one, fill) for one in value] if isinstance(value, list | tuple) else value


def _number(path: str, facts: Facts, words: Words, where: str) -> str:
    name, _, part = path.partition(".")
    fact = facts.get(name)
    if isinstance(fact, Finding):
        if part in PARTS:
            value = PARTS[part](fact)
            return as_share(value, words) if fact.is_share else as_number(value, words, 1)
        if part in APART:
            value = APART[part](fact)
            return as_points(value, words) if fact.is_share else as_number(value, words, 1)
    elif fact is not None and not part:
        return as_number(fact, words)
    known = ", ".join([*(f"{key}.difference" for key, one in facts.items() if isinstance(one, Finding)), "people"])
    raise ScenarioError(f"{where}: there is no number '{path}'; valid are such as {known}")
