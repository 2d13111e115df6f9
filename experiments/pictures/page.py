"""The page every picture is drawn on.

One type, safe colours, room for a title and a note, files that never change by themselves.

Source  Colours: Okabe & Ito 2008, distinguishable with every common form of colour blindness.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap

from matplotlib import style
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, ScalarFormatter

from experiments.pictures.letters import families, missing_letters_said
from experiments.wording.language import localized
from experiments.wording.quantities import MINUS

WIDTH = 9.0
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
VERMILLION, PURPLE, GREY = "#D55E00", "#CC79A7", "#8C8C8C"
INK, LIGHT = "#222222", "#C4C4C4"
LINE = 0.19
MARGIN, TICK_DIGITS = 0.12, 10
CHARACTERS, SMALL_CHARACTERS = 118, 126
STYLE = {
    "text.parse_math": False,  # a user's text is no mathematics, whatever signs it has
    "font.size": 10.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 1.0,
    "svg.hashsalt": "orgchange",
    "svg.fonttype": "path",
}


@contextmanager
def plain_style() -> Iterator[None]:
    """Let matplotlib draw in this project's style, whatever the user has set, and say which letters it lacks."""
    with style.context(["default", STYLE | {"font.family": families()}]), missing_letters_said():
        yield


def page(height: float, title: str, subtitle: str, note: str = "") -> Figure:
    """Return an empty figure of ``height`` inches for its content, with a title, an explanation and a note."""
    above, below = wrap(subtitle, CHARACTERS), wrap(note, SMALL_CHARACTERS)
    top = MARGIN + 1.5 * LINE + LINE * len(above) + MARGIN
    bottom = LINE * len(below) + MARGIN if below else 0.0
    total = top + height + bottom
    layout = ConstrainedLayoutEngine(rect=(0.0, bottom / total, 1.0, height / total), w_pad=0.08, h_pad=0.06)
    figure = Figure(figsize=(WIDTH, total), layout=layout, facecolor="white")
    left = MARGIN / WIDTH
    figure.text(left, 1 - MARGIN / total, title, size=13, weight="bold", va="top")
    figure.text(left, 1 - (MARGIN + 1.5 * LINE) / total, "\n".join(above), size=10, color="#555555", va="top")
    figure.text(left, MARGIN / total, "\n".join(below), size=9, color="#555555", va="bottom")
    return figure


def localize(figure: Figure) -> None:
    """Write the numbers at the axes as the language in use does, with one notation for all of them."""
    for axes in figure.get_axes():
        for axis in (axes.xaxis, axes.yaxis):
            if type(axis.get_major_formatter()) is ScalarFormatter:
                axis.set_major_formatter(FuncFormatter(_at_axis))


def _at_axis(value: float, _place: float) -> str:
    return localized(f"{value:,.{TICK_DIGITS}g}").replace("-", MINUS)


def lay_out(figure: Figure) -> None:
    """Put everything in a figure where it is to stay, so that writing it draws it once."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    figure.set_layout_engine(None)


def save(figure: Figure, stem: Path) -> list[Path]:
    """Write a figure as ``stem``.png and ``stem``.svg, without anything that depends on the day.

    Return both paths.
    """
    localize(figure)
    png, svg = stem.with_suffix(".png"), stem.with_suffix(".svg")
    figure.savefig(png, dpi=150)
    figure.set_layout_engine(None)  # what has been laid out once stays where it is, and is drawn once
    figure.savefig(svg, metadata={"Date": None})
    return [png, svg]
