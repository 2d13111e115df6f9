"""Whether a lesson is fit to be told: every bet decided, every number computed, nothing missing, nothing too large."""

import gzip
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from experiments.lesson.content import TEXT, Lesson, words_of_lessons
from experiments.lesson.filling import HOLE, lines_of
from experiments.lesson.findings import Finding
from experiments.lesson.page import Told, page_of, told
from experiments.lesson.setting import UNDECIDED, Bet, Claim
from portable.build import VARIANTS, engine

KILO = 1_000
ENGINE, PAGE, A_PERSON = 40 * KILO, 110 * KILO, 75  # bytes, compressed: a lesson of 1,200 people has 200 kB
DIGIT = re.compile(r"\d")
SHORTEST = 3


class Checked(NamedTuple):
    """What a check found: how large the page is, what the model says to bets and claims, and what is wrong."""

    size: int
    largest: int
    findings: dict[str, Finding]
    problems: list[str]


def checked(lesson: Lesson) -> Checked:
    """Return what is to be said of a lesson; raise ScenarioError where it cannot be lived at all."""
    found = told(lesson)
    size = len(gzip.compress(page_of(found).encode(), 9))
    largest = PAGE + A_PERSON * found.futures.organization.headcount
    problems = [*_undecided(found), *_typed(lesson), *_missing(lesson), *_too_large(size, largest)]
    return Checked(size, largest, found.findings, problems)


def _undecided(found: Told) -> Iterator[str]:
    setting = found.lesson.setting
    asked: dict[str, Bet | Claim] = {**setting.bets, **setting.claims}
    for name, one in asked.items():
        if isinstance(one, Bet) and one.kind == "range":
            continue
        finding, kind = found.findings[name], "bet" if isinstance(one, Bet) else "claim"
        says = finding.answer
        if isinstance(one, Bet) and says == UNDECIDED:
            yield f"the {kind} '{name}' is undecided: {_interval(finding)}"
        elif not one.answer:
            yield f"the {kind} '{name}' names no answer; the model says '{says}'"
        elif says != one.answer:
            yield f"the {kind} '{name}' says '{one.answer}', and the model says '{says}': {_interval(finding)}"


def _interval(finding: Finding) -> str:
    apart = finding.difference
    return f"{apart.mean:+.4f} ({apart.low:+.4f} to {apart.high:+.4f}), where {finding.least:g} is worth the name"


def _typed(lesson: Lesson) -> Iterator[str]:
    """Say where a number is typed that may not be what the model computes tomorrow."""
    for language, text in lesson.texts.items():
        for line in lines_of(msgspec.to_builtins(text)):
            if DIGIT.search(HOLE.sub("", line)):
                yield f"{language}{TEXT} types a number instead of naming one such as {{{{people}}}}: '{line}'"


def _missing(lesson: Lesson) -> Iterator[str]:
    for language in sorted(set(words_of_lessons()) - set(lesson.texts)):
        yield f"there is no {language}{TEXT}"
    for language, text in lesson.texts.items():
        if text.guide is None:
            yield f"{language}{TEXT} says nothing to the facilitator: guide is missing"
        lines = {"title": text.title, **{f"bets.{name}.turn": bet.turn for name, bet in text.bets.items()}}
        lines |= {f"{key}[{k}]": line for key in ("situation", "debrief") for k, line in enumerate(getattr(text, key))}
        for key, line in lines.items():
            if len(line.strip()) < SHORTEST:
                yield f"{language}{TEXT} says nothing under {key}"


def _too_large(size: int, largest: int) -> Iterator[str]:
    if size > largest:
        yield f"the page has {size / KILO:.0f} kB compressed, more than the {largest / KILO:.0f} kB for so many people"
    for variant in VARIANTS:
        whole = len(gzip.compress(engine(variant), 9))
        if whole > ENGINE:
            yield f"the engine ({variant}) has {whole / KILO:.0f} kB compressed, more than {ENGINE / KILO:.0f} kB"
