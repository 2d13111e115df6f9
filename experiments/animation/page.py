"""An animation as one HTML file that asks for no other: played, scrubbed, and read beside the picture."""

import json
from importlib.resources import files
from math import ceil, sqrt
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.animation.film import Block, Film
from experiments.animation.reel import Reel

STEP = 10  # from dot to dot, in units of the drawing
WIDER = 1.6  # departments are drawn wider than high
SIZES = {500: 1.6, 2000: 1.1}  # up to so many dots, how large each is, in letters
SMALLEST = 0.8


class Dot(NamedTuple):
    """Where a person stands."""

    x: int
    y: int


class Drawn(NamedTuple):
    """A department as it is drawn."""

    name: str
    width: int
    height: int
    dots: list[Dot]


def page(reel: Reel) -> str:
    """Return an animation as HTML that needs no other file."""
    templates = Environment(
        loader=PackageLoader("experiments.animation"), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    film = reel.film
    return templates.get_template("animation.html").render(
        reel=reel,
        film=film,
        last=len(film.weeks) - 1,
        step=STEP,
        size=next((size for most, size in SIZES.items() if film.frames.shape[1] <= most), SMALLEST),
        departments=[_drawn(block) for block in film.blocks],
        style=_own("animation.css"),
        program=_own("animation.mjs"),
        data=_as_json(_data(film)),
    )


def _drawn(block: Block) -> Drawn:
    people = len(block.shown)
    across = max(1, ceil(sqrt(WIDER * people)))
    dots = [Dot(STEP * (i % across) + STEP // 2, STEP * (i // across) + STEP // 2) for i in range(people)]
    return Drawn(block.name, STEP * across, STEP * ceil(people / across), dots)


def _data(film: Film) -> dict[str, Any]:
    return {
        "frames": ["".join(map(str, frame)) for frame in film.frames.tolist()],
        "counts": film.counts.tolist(),
        "said": list(film.said),
        "figures": film.figures,
    }


def _own(name: str) -> Markup:
    """Return a file beside the template, which is our own and needs no escaping."""
    return Markup((files("experiments.animation") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704


def _as_json(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704
