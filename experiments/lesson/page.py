"""The page of a lesson: its data, its texts and its program in one HTML file."""

import json
import re
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.lesson.content import Lesson
from experiments.lesson.payload import payload

PROGRAM = ("future.mjs", "people.mjs", "curves.mjs", "lesson.mjs")


def page(lesson: Lesson) -> str:
    """Return a lesson as HTML that needs no other file; raise ScenarioError where it cannot be made."""
    templates = Environment(
        loader=PackageLoader("experiments.lesson"), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    texts = {
        language: {"lesson": msgspec.to_builtins(lesson.texts[language]), "words": msgspec.to_builtins(words)}
        for language, words in lesson.words.items()
    }
    return templates.get_template("lesson.html").render(
        title=next(iter(lesson.texts.values())).title,
        style=Markup(_template("lesson.css")),  # noqa: S704 - our own file
        program=Markup(_program()),  # noqa: S704 - the same
        data=_as_json(payload(lesson)),
        texts=_as_json(texts),
    )


def _template(name: str) -> str:
    return (files("experiments.lesson") / "templates" / name).read_text(encoding="utf-8")


def _program() -> str:
    """Return all modules as one: a file that is opened from a disk may load no other."""
    host = (files("portable") / "host.mjs").read_text(encoding="utf-8")
    whole = "\n".join([host, *(_template(name) for name in PROGRAM)])
    return re.sub(r"^export |^import .*\n", "", whole, flags=re.MULTILINE)


def _as_json(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON that cannot end the element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
