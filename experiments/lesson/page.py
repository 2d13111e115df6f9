"""The page of a lesson: its data, its texts and its program in one HTML file."""

import json
import re
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from experiments.lesson.content import TEXT, Lesson
from experiments.lesson.filling import filled
from experiments.lesson.findings import Finding, bet_findings, claim_findings, facts_of
from experiments.lesson.futures import Futures, futures_of
from experiments.lesson.payload import payload
from experiments.lesson.templates_of import own_text, templates
from experiments.lesson.texts import Text
from sim.compiler import source_stamp

PROGRAM = (
    *("pages.mjs", "future.mjs", "people.mjs", "projects.mjs", "curves.mjs", "bets.mjs", "watch.mjs", "decide.mjs"),
    *("why.mjs", "luck.mjs", "debrief.mjs", "lesson.mjs"),
)
WORKER = ("worlds.mjs",)
STAMP = 6


class Told(NamedTuple):
    """A lesson with what the model of today says in it: its futures, what was found, its texts with their numbers."""

    lesson: Lesson
    futures: Futures
    findings: dict[str, Finding]
    texts: dict[str, Text]


def told(lesson: Lesson) -> Told:
    """Return a lesson with its numbers; raise ScenarioError where it cannot be lived or names a number there is not."""
    futures = futures_of(lesson)
    findings = {**bet_findings(lesson, futures), **claim_findings(lesson)}
    facts = facts_of(findings, futures.organization, futures.scenarios[0].horizon.weeks)
    texts = {
        language: filled(text, facts, lesson.words[language], f"{lesson.name}/{language}{TEXT}")
        for language, text in lesson.texts.items()
    }
    return Told(lesson, futures, findings, texts)


def page(lesson: Lesson) -> str:
    """Return a lesson as HTML that needs no other file; raise ScenarioError where it cannot be made."""
    return page_of(told(lesson))


def page_of(found: Told) -> str:
    """Return the page of a lesson that has its numbers."""
    lesson = found.lesson
    texts = {
        language: {"lesson": msgspec.to_builtins(text), "words": msgspec.to_builtins(lesson.words[language])}
        for language, text in found.texts.items()
    }
    data = payload(lesson.setting, found.futures)
    template = templates().get_template("lesson.html")
    return template.render(
        title=next(iter(found.texts.values())).title,
        style=own_text("lesson.css"),
        program=Markup(_program(PROGRAM)),  # noqa: S704 - our own files
        worker=Markup(_program(WORKER)),  # noqa: S704 - the same
        data=_as_json({"name": lesson.name, "stamp": stamp_of(lesson), **data}),
        texts=_as_json(texts),
    )


def stamp_of(lesson: Lesson) -> str:
    """Return a few signs that change with what is lived in a lesson, and with the model that lives it."""
    lived = msgspec.json.encode(lesson.setting, order="sorted")
    options = sorted(lesson.options.glob("*/*.yaml")) if lesson.options else []
    own = b"".join(place.name.encode() + place.read_bytes() for place in options)
    return sha256(source_stamp().encode() + lived + own).hexdigest()[:STAMP]


def _program(modules: tuple[str, ...]) -> str:
    """Return modules as one, with the host: a file that is opened from a disk may load no other."""
    host = (files("portable") / "host.mjs").read_text(encoding="utf-8")
    whole = "\n".join([host, *(own_text(name) for name in modules)])
    return re.sub(r"^export |^import [^;]*;\n", "", whole, flags=re.MULTILINE)


def _as_json(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON that cannot end the element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
