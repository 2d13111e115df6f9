"""What else a study answers once its runs are done: where its best plan works, and what would turn its verdict over.

``study.answers`` is a text such as ``departments; flips miscommunication adoption.retry``: kinds of answers with ;
between them, and behind ``flips`` the words that say which assumptions are tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.configuration.assumptions import chosen
from sim.errors import ScenarioError, nearest_hint

WHERE = "study.answers"
DEPARTMENTS, FLIPS = "departments", "flips"
KINDS = (DEPARTMENTS, FLIPS)
BETWEEN = ";"


@dataclass(frozen=True)
class Answers:
    """Which answers are asked for, and the words that say which assumptions are tried; empty: none are."""

    departments: bool = False
    flips: tuple[str, ...] = ()


def checked_answers(text: str) -> Answers:
    """Return what ``study.answers`` asks for; raise ScenarioError for what cannot be answered."""
    asked = [part.split() for part in text.split(BETWEEN) if part.strip()]
    for kind, *words in asked:
        if kind not in KINDS:
            hint = nearest_hint(kind, KINDS) or f"; valid: {', '.join(KINDS)}"
            raise ScenarioError(f"{WHERE}: there is no answer '{kind}'{hint}")
        if kind == DEPARTMENTS and words:
            raise ScenarioError(f"{WHERE}: {DEPARTMENTS} takes no words; put {BETWEEN} before '{words[0]}'")
        if kind == FLIPS:
            _check_words(words)
    tried = tuple(word for kind, *words in asked if kind == FLIPS for word in words)
    return Answers(any(kind == DEPARTMENTS for kind, *_ in asked), tried)


def _check_words(words: Sequence[str]) -> None:
    if not words:
        raise ScenarioError(f"{WHERE}: {FLIPS} needs words that name assumptions, such as {FLIPS} miscommunication")
    try:
        chosen(words)
    except ScenarioError as error:
        raise ScenarioError(f"{WHERE}: {error}") from None
