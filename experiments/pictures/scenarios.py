"""What PRIM found: how coverage and density change along the peeling, and the limits of the box that was taken."""

from collections.abc import Callable
from textwrap import wrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.discover.box import Dimension, Limit
from experiments.discover.discovery import Discovery
from experiments.discover.prim import DiscoveredBox
from experiments.discover.scenarios import ScenarioAnswer, in_words
from experiments.pictures.page import BLUE, CHARACTERS, GREY, LIGHT, VERMILLION, page
from experiments.wording.language import say, translated
from experiments.wording.names import brief, option

MOST, FEW, NARROWEST = 4, 12, 0.02
HEIGHT, LINE = 2.1, 0.2
SHORT = 30
LOWER = 0.16  # of a row: every second word stands lower, so that they do not run into each other


def _sentence(answer: ScenarioAnswer) -> str:
    return answer.sentence


def draw_scenarios(
    found: Discovery,
    tell: Callable[[ScenarioAnswer], str] = _sentence,
    name: Callable[[Dimension, Limit], str] = in_words,
) -> Figure | None:
    """Return a row of panels for every question that has an answer with limits; None where none has.

    ``tell`` and ``name`` put an answer and the limit of a column into words.
    """
    shown = [
        (each, each.scenario) for each in found.answers if each.scenario is not None and each.scenario.found.box.limits
    ][:MOST]
    if not shown:
        return None
    titles = ["\n".join(wrap(tell(answer), CHARACTERS)) for answer, _ in shown]
    heights = [HEIGHT + LINE * (title.count("\n") + 1) for title in titles]
    figure = page(sum(heights), say("pictures.wrong"), say("pictures.wrong_how"), say("pictures.wrong_note"))
    rows = figure.subfigures(len(shown), 1, height_ratios=heights, squeeze=False)
    for row, title, (answer, scenario) in zip(rows[:, 0], titles, shown, strict=True):
        row.suptitle(title, size=9.5, x=0.01, ha="left")
        path, limits = row.subplots(1, 2, width_ratios=(1, 1.8))
        _draw_path(path, scenario)
        _draw_limits(limits, answer, scenario, name)
    return figure


def _draw_path(axes: Axes, scenario: DiscoveredBox) -> None:
    coverage, density = (
        np.array([getattr(each, name) for each in scenario.trajectory]) for name in ("coverage", "density")
    )
    axes.plot(100 * coverage, 100 * density, color=LIGHT, zorder=1)
    axes.scatter(100 * coverage, 100 * density, s=16, color=GREY, zorder=2)
    taken = scenario.found
    axes.plot(
        [100 * taken.coverage],
        [100 * taken.density],
        "s",
        markersize=9,
        color=VERMILLION,
        markerfacecolor="none",
        markeredgewidth=2,
    )
    axes.set(xlim=(-3, 105), ylim=(-3, 105), xlabel=say("pictures.coverage"), ylabel=say("pictures.density"))


def _draw_limits(
    axes: Axes, answer: ScenarioAnswer, scenario: DiscoveredBox, name: Callable[[Dimension, Limit], str]
) -> None:
    columns = [column for column in answer.columns if column.name in scenario.found.box.limits]
    for place, column in enumerate(columns):
        axes.barh(place, 1.0, height=0.5, color="#EEEEEE")
        for left, width in _parts(column, scenario.found.box.limits[column.name]):
            axes.barh(place, width, left=left, height=0.5, color=BLUE, edgecolor="white")
        for number, (at, side, text) in enumerate(_ends(column)):
            crowded = len(_ends(column)) > MOST
            lower = LOWER * (number % 2) if crowded else 0.0
            axes.text(at, place + 0.28 + lower, text, ha=side, va="top", size=7 if crowded else 8.5, color="#555555")
    names = ["\n".join(wrap(name(column, scenario.found.box.limits[column.name]), SHORT)) for column in columns]
    axes.set_yticks(range(len(columns)), names)
    axes.set_ylim(len(columns) - 0.1, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _ends(column: Dimension) -> list[tuple[float, str, str]]:
    """Return what stands under the bar of a column.

    Its words or few values, each under its part, or its lowest and highest value, as (place, side, text).
    """
    steps = [_word(word) for word in column.words] or [_figure(column, level) for level in _levels(column)]
    if steps:
        return [((place + 0.5) / len(steps), "center", text) for place, text in enumerate(steps)]
    low, high = (_figure(column, float(end)) for end in (column.values.min(), column.values.max()))
    return [(0.0, "left", low), (1.0, "right", high)]


def _word(word: str) -> str:
    return option(word) if word.strip("[]") else translated("nothing")


def _figure(column: Dimension, value: float) -> str:
    return brief(column.name, float(f"{value:.3g}"))


def _levels(column: Dimension) -> list[float]:
    """Return the values of a number of which few were run: they lie side by side, so that the outermost are seen."""
    levels: list[float] = np.unique(column.values).tolist()
    return levels if len(levels) <= FEW else []


def _parts(column: Dimension, limit: Limit) -> list[tuple[float, float]]:
    """Return which parts of a column's bar a limit leaves, as (start, width), 0 to 1.

    Words and few values lie side by side; of many values it is the stretch from the first to the last.
    """
    if limit.words is not None:
        return [(word / len(column.words), 1 / len(column.words)) for word in sorted(limit.words)]
    levels = _levels(column)
    if levels:
        inside = limit.holds(np.array(levels))
        return [(place / len(levels), 1 / len(levels)) for place in np.flatnonzero(inside).tolist()]
    low, high = float(column.values.min()), float(column.values.max())
    start, end = ((min(max(bound, low), high) - low) / (high - low) for bound in (limit.low, limit.high))
    width = max(end - start, NARROWEST)
    return [(min(start, 1.0 - width), width)]
