"""The pages of a class, compressed once: a phone's, the teacher's, the lesson's, and what they load."""

import gzip
import json
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

HTML, STYLE, PROGRAM = "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"
PROGRAMS = ("shared.mjs", "phone.mjs", "bets.mjs", "team.mjs", "standings.mjs", "teacher.mjs", "charts.mjs")
FILES = {"class.css": STYLE, **dict.fromkeys(PROGRAMS, PROGRAM)}
PAGES = {"/": "phone.html", "/teacher": "teacher.html"}
OWN = "experiments.classroom"


class Asset(NamedTuple):
    """Something that browsers load; ``has_rules``: it says itself what it may load."""

    packed: bytes
    kind: str
    has_rules: bool = False


def assets(lesson: str) -> dict[str, Asset]:
    """Return all that a class is shown, by path; ``lesson``: the page of the lesson."""
    filled = Environment(loader=PackageLoader(OWN), autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    words = Markup(json.dumps(words_of_classes(), ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
    pages = {path: _asset(filled.get_template(name).render(words=words), HTML) for path, name in PAGES.items()}
    loaded = {f"/{name}": _asset(_own(name), kind) for name, kind in FILES.items()}
    return {**pages, **loaded, "/lesson": _asset(lesson, HTML)._replace(has_rules=True)}


def words_of_classes() -> dict[str, dict[str, Any]]:
    """Return what the pages say, by language."""
    places = sorted((files(OWN) / "words").iterdir(), key=lambda place: place.name)
    return {place.name.removesuffix(".yaml"): msgspec.yaml.decode(place.read_bytes()) for place in places}


def code_picture(url: str) -> str:
    """Return a QR code as the address of a picture."""
    return segno.make_qr(url).svg_data_uri(scale=8, border=3, dark="#1c1d22", light="#fff")


def _own(name: str) -> str:
    return (files(OWN) / "templates" / name).read_text(encoding="utf-8")


def _asset(text: str, kind: str) -> Asset:
    return Asset(gzip.compress(text.encode(), 9, mtime=0), kind)
