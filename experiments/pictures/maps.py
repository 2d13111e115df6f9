"""Maps of two parameters: the mean in every cell, the best cell framed, cells that may be as good hatched."""

from math import isnan
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import Normalize, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.pictures.grid import Grid, Place, Value, best_of, grid_of, undecided_cells
from experiments.pictures.page import LIGHT, page
from experiments.pictures.slices import label
from experiments.results.replicates import replicates_in_words
from experiments.results.study import Study
from experiments.wording.language import say, translated
from experiments.wording.names import (
    METRIC,
    axis_name,
    axis_value,
    decimals,
    described,
    key_name,
    meanings,
    metric_name,
    number,
    small,
    unit_name,
)
from experiments.wording.quantities import confidence_text
from sim.outcomes.dictionary import Metric

OVERVIEW = ("change_success", "successful", "adopted", "portfolio_benefits")
Colour = tuple[float, float, float, float]
LEAST, LETTERS, PANEL = 1.4, 16, 46
GAMMA = 2.2
EQUAL_CONTRAST = 0.18


def draw_map(study: Study) -> Figure | None:
    """Return the map of the study's metric, if two parameters fill a table."""
    grid = grid_of(study)
    if grid is None:
        return None
    subtitle = f"{described(METRIC[study.metric])} {_means(study, grid)}"
    title = say("pictures.map", metric=metric_name(study.metric), **_sides(grid))
    figure = page(max(0.6 * len(grid.rows), LEAST) + 0.8, title, subtitle, _key(study, METRIC[study.metric]))
    axes = figure.subplots()
    _draw_cells(axes, study, grid, METRIC[study.metric], 11)
    axes.set_xlabel(axis_name(grid.across))
    axes.set_ylabel("\n".join(wrap(axis_name(grid.up), LETTERS)))
    return figure


def draw_maps(study: Study) -> Figure | None:
    """Return four small maps: benefits, success, adoption, and benefits for the effort."""
    grid = grid_of(study)
    if grid is None:
        return None
    height = 2 * (max(0.4 * len(grid.rows), LEAST) + 0.35) + 0.3
    figure = page(height, say("pictures.maps", **_sides(grid)), _means(study, grid), _key(study))
    panels = figure.subplots(2, 2, sharex=True, sharey=True)
    for axes, name in zip(panels.flat, OVERVIEW, strict=True):
        _draw_cells(axes, study, grid, METRIC[name], 9)
        title = f"{metric_name(name)}, {unit_name(METRIC[name].unit)}"
        axes.set_title("\n".join(wrap(title, PANEL)), size=10, weight="bold")
    for axes in panels[-1]:
        axes.set_xlabel(axis_name(grid.across))
    for axes in panels[:, 0]:
        axes.set_ylabel("\n".join(wrap(axis_name(grid.up), LETTERS)))
    return figure


def _sides(grid: Grid) -> dict[str, str]:
    return {"across": small(key_name(grid.across)), "up": small(key_name(grid.up))}


def _means(study: Study, grid: Grid) -> str:
    return say("pictures.means", replicates=replicates_in_words(study)) + meanings([grid.across, grid.up])


def _key(study: Study, metric: Metric | None = None) -> str:
    judged = metric is None or metric.direction != 0
    key = "pictures.map_key" if judged else "pictures.map_key_neither"
    told = say(key, confidence=confidence_text(study.confidence))
    return f"{told} {say('pictures.map_unknown')}" if study.without_value else told


def _draw_cells(axes: Axes, study: Study, grid: Grid, metric: Metric, size: float) -> None:
    means = {place: study.mean_of(point.design, metric.name) for place, point in grid.cells.items()}
    known = [mean for mean in means.values() if not isnan(mean)]
    norm = Normalize(min(known), max(known)) if known else Normalize()
    colours = mpl.colormaps["cividis_r" if metric.direction < 0 else "cividis"]
    undecided = undecided_cells(study, grid, metric)
    digits = decimals(means.values())
    for place, mean in means.items():
        if isnan(mean):
            draw_cell(axes, place, to_rgba(LIGHT), translated("unknown"), size - 1, hatched=False)
            continue
        draw_cell(
            axes, place, colours(float(norm(mean))), number(mean, metric, digits), size, hatched=place in undecided
        )
    best = best_of(study, grid.points, metric)
    column, row = next(place for place, point in grid.cells.items() if point is best)
    axes.add_patch(_cell((column, row), fill=False, edgecolor="black", linewidth=3))
    axes.set(xlim=(-0.5, len(grid.columns) - 0.5), ylim=(-0.5, len(grid.rows) - 0.5))
    axes.set_xticks(range(len(grid.columns)), [_at_axis(study, grid.across, value) for value in grid.columns])
    axes.set_yticks(range(len(grid.rows)), [_at_axis(study, grid.up, value) for value in grid.rows])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _at_axis(study: Study, key: str, value: Value) -> str:
    if isinstance(value, str):
        return "\n".join(wrap(label(study, key, value), LETTERS))
    return axis_value(key, value)


def draw_cell(axes: Axes, place: Place, colour: Colour, text: str, size: float, *, hatched: bool) -> None:
    """Draw a cell of a map: filled, hatched where it is undecided, with a text in it that can be read on its colour."""
    column, row = place
    ink = "white" if _luminance(colour) < EQUAL_CONTRAST else "black"
    axes.add_patch(_cell(place, facecolor=colour, edgecolor="none"))
    if hatched:
        axes.add_patch(_cell(place, fill=False, edgecolor=ink, linewidth=0, hatch="//", alpha=0.55))
    plate = {"boxstyle": "square,pad=0.3", "facecolor": colour, "edgecolor": "none"} if hatched else None
    axes.text(column, row, text, ha="center", va="center", size=size, color=ink, bbox=plate)


def _cell(place: Place, **looks: Any) -> Rectangle:  # noqa: ANN401 - whatever a patch takes
    column, row = place
    return Rectangle((column - 0.49, row - 0.48), 0.98, 0.96, **looks)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance; black and white stand out equally from ``EQUAL_CONTRAST``."""
    red, green, blue, _ = (float(part**GAMMA) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
