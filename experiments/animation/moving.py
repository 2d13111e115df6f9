"""An animation as a GIF, or as MP4 where ffmpeg is: the same dots, names and figures, a frame a week."""

from collections.abc import Sequence
from math import ceil, sqrt
from pathlib import Path
from textwrap import shorten, wrap
from typing import NamedTuple

import numpy as np
from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, PillowWriter
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import NDArray

from experiments.animation.film import Block, Film
from experiments.animation.reel import Reel
from experiments.pictures.page import INK, plain_style
from sim.errors import ScenarioError

GIF, SOFT = ".gif", "#555555"
WIDTH, LOWEST, POINT = 760, 300, 72  # of the departments, in points
ABOVE, BELOW, MARGIN = 74, 40, 14
NARROWEST, GAP, LINE, LETTER = 104, 16, 11, 4.6
STEPS = (14, 12, 10, 8, 7, 6, 5, 4, 3, 2.5, 2)
WIDER, FILLED, RESOLUTION, WEEKS_A_SECOND, LAST_STAYS = 1.6, 0.72, 100, 5, 8


class Placed(NamedTuple):
    """Where a department lies, in points from the upper left corner, and where its people stand."""

    name: list[str]
    left: float
    top: float
    dots: NDArray[np.float64]


class Layout(NamedTuple):
    """Where everything lies: departments, the distance from dot to dot, and how high it all is."""

    placed: list[Placed]
    step: float
    height: float


def write_moving(reel: Reel, target: Path) -> None:
    """Write an animation as the file its ending says; raise ScenarioError for MP4 without ffmpeg."""
    writer = _writer(target)
    with plain_style():
        _write(reel, target, writer)


def _writer(target: Path) -> AbstractMovieWriter:
    if target.suffix == GIF:
        return PillowWriter(fps=WEEKS_A_SECOND)
    if not FFMpegWriter.isAvailable():
        raise ScenarioError(f"{target} needs the program ffmpeg, which is not installed here; name a file with {GIF}")
    return FFMpegWriter(fps=WEEKS_A_SECOND, extra_args=["-pix_fmt", "yuv420p"])


def _write(reel: Reel, target: Path, writer: AbstractMovieWriter) -> None:
    film, layout = reel.film, layout_of(reel.film.blocks)
    figure, axes = _stage(reel, layout)
    people = _people(axes, layout)
    said = figure.text(MARGIN / _points(figure)[0], 1 - 56 / _points(figure)[1], "", size=9.5, va="top")
    figures = [_figure_text(axes, each) for each in layout.placed]
    with writer.saving(figure, str(target), RESOLUTION):
        for week in [*range(len(film.weeks)), *[len(film.weeks) - 1] * LAST_STAYS]:
            _show(film, week, people, [said, *figures])
            writer.grab_frame()


def layout_of(blocks: Sequence[Block]) -> Layout:
    """Return where departments lie: side by side in rows, with dots as large as the picture allows."""
    found = (_shelved(blocks, step) for step in STEPS)
    return next((layout for layout in found if layout.height <= LOWEST * STEPS[0] / 10), _shelved(blocks, STEPS[-1]))


def _shelved(blocks: Sequence[Block], step: float) -> Layout:
    placed: list[Placed] = []
    left = top = row = 0.0
    for block in blocks:
        people = len(block.shown)
        across = min(max(ceil(sqrt(WIDER * people)), int(NARROWEST / step)), int(WIDTH / step))
        width, name = max(across * step, NARROWEST), []
        name = wrap(block.name, int(width / LETTER)) or [""]
        if left and left + width > WIDTH:
            left, top, row = 0.0, top + row + GAP, 0.0
        head = LINE * (len(name) + 1) + 4
        number = np.arange(people)
        dots = np.column_stack([left + step * (number % across + 0.5), top + head + step * (number // across + 0.5)])
        placed.append(Placed(name, left, top, dots))
        left, row = left + width + GAP, max(row, head + step * ceil(people / across))
    return Layout(placed, step, max(top + row, LINE))


def _stage(reel: Reel, layout: Layout) -> tuple[Figure, Axes]:
    """Return an empty figure with all that does not move, and axes in points from their upper left corner."""
    film, width, high = reel.film, WIDTH + 2 * MARGIN, layout.height + ABOVE + BELOW
    high += -high % 1.44  # an even number of pixels, which films need
    figure = Figure(figsize=(width / POINT, high / POINT), facecolor="white")
    axes = figure.add_axes((MARGIN / width, BELOW / high, WIDTH / width, layout.height / high))
    axes.set(xlim=(0, WIDTH), ylim=(layout.height, 0))
    axes.set_axis_off()
    title = f"{reel.title}: {film.look.title}, week by week"
    figure.text(MARGIN / width, 1 - 12 / high, shorten(title, 90, placeholder=" …"), size=13, weight="bold", va="top")
    figure.text(MARGIN / width, 1 - 34 / high, shorten(reel.about, 150, placeholder=" …"), size=9, color=SOFT, va="top")
    handles = [
        Line2D([], [], linestyle="", marker="o", markersize=6, label=mark.name, mfc=mark.fill, mec=mark.edge, mew=1.3)
        for mark in film.marks
    ]
    figure.legend(handles=handles, loc="lower left", ncols=len(handles), frameon=False, fontsize=8, handletextpad=0.1)
    return figure, axes


def _points(figure: Figure) -> tuple[float, float]:
    return figure.get_figwidth() * POINT, figure.get_figheight() * POINT


def _people(axes: Axes, layout: Layout) -> PathCollection:
    dots = np.concatenate([each.dots for each in layout.placed])
    size = (FILLED * layout.step) ** 2
    return axes.scatter(dots[:, 0], dots[:, 1], s=size, linewidths=min(1.3, layout.step / 7), clip_on=False)


def _figure_text(axes: Axes, each: Placed) -> Text:
    axes.text(each.left, each.top, "\n".join(each.name), size=8.5, weight="bold", va="top", color=INK, linespacing=1.0)
    return axes.text(each.left, each.top + LINE * len(each.name) + 1, "", size=8, va="top", color=SOFT)


def _show(film: Film, week: int, people: PathCollection, texts: list[Text]) -> None:
    """Give everybody and every text what a week says."""
    marks = film.frames[week]
    people.set_facecolor([film.marks[mark].fill for mark in marks])
    people.set_edgecolor([film.marks[mark].edge for mark in marks])
    for text, words in zip(texts, [film.said[week], *film.figures[week]], strict=True):
        text.set_text(words)
