"""Lines over the weeks of a run, with their bands, and with their names beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from experiments.results.levels import Weekly
from experiments.wording.calendar import Calendar
from experiments.wording.language import say

TICKS = (26, 13, 4, 1)
LETTER = 16 / 72
TOO_CLOSE = 0.08


@dataclass(frozen=True)
class Line:
    """A series with its name and how it looks."""

    name: str
    series: Weekly
    colour: str
    style: str = "-"


def draw_lines(axes: Axes, lines: Sequence[Line], calendar: Calendar | None = None) -> None:
    """Draw medians and bands over the weeks, below which stand their months where a calendar tells them."""
    weeks = _longest(lines)
    for line in lines:
        week = np.arange(len(line.series.median))
        axes.fill_between(week, line.series.low, line.series.high, color=line.colour, alpha=0.2, linewidth=0)
        axes.plot(week, line.series.median, color=line.colour, linestyle=line.style, linewidth=2)
    axes.set_xlim(0, weeks)
    axes.xaxis.set_major_locator(MultipleLocator(next(step for step in TICKS if 4 * step < weeks or step == TICKS[-1])))
    axes.set_xlabel(say("pictures.week"))
    if calendar is not None:
        axes.xaxis.set_major_formatter(lambda week, _: f"{week:.0f}\n{calendar.month_of(round(week))}")
    axes.grid(axis="y", color="#E4E4E4", linewidth=0.8)
    axes.set_axisbelow(True)


def name_ends(axes: Axes, lines: Sequence[Line], inches: float) -> None:
    """Start the heights at 0 and write each name at the end of its line, pushed apart where they would meet.

    The axes are about ``inches`` high and hold everything they will.
    """
    axes.set_ylim(0)
    tallest = max((line.name.count("\n") + 1 for line in lines), default=1)
    gap = tallest * LETTER / inches * axes.get_ylim()[1]
    ends = [float(line.series.median[-1]) for line in lines]
    for line, height in zip(lines, spread(ends, gap), strict=True):
        end = (len(line.series.median), height)
        axes.annotate(
            line.name,
            end,
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            color=line.colour,
            annotation_clip=False,
        )


def name_peaks(axes: Axes, lines: Sequence[Line]) -> None:
    """Write names above the peaks of their lines: none where two names would meet, and none on another line."""
    lines = [line for line in lines if line.series.median.any()]
    weeks = [int(line.series.median.argmax()) for line in lines]
    tops = [(week, float(line.series.high[week])) for week, line in zip(weeks, lines, strict=True)]
    places = axes.transAxes.inverted().transform(axes.transData.transform(np.reshape(tops, (-1, 2))))
    if any(np.abs(one - other).max() < TOO_CLOSE for one, other in combinations(places, 2)):
        return
    room = TOO_CLOSE * axes.get_ylim()[1]
    for line, (week, top) in zip(lines, tops, strict=True):
        others = [other for other in lines if other is not line and len(other.series.median) > week]
        if not any(top <= other.series.median[week] <= top + room for other in others):
            axes.annotate(
                line.name, (week, top), xytext=(0, 2), textcoords="offset points", ha="center", color=line.colour
            )


def _longest(lines: Sequence[Line]) -> int:
    """Return how many weeks the longest run has; lines end where their runs end."""
    return max(len(line.series.median) for line in lines)


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights moved as little as it takes to lie at least ``gap`` apart, in the same order."""
    groups: list[list[int]] = []
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        groups.append([place])
        while len(groups) > 1 and _too_close(groups[-2], groups[-1], heights, gap):
            groups[-2:] = [groups[-2] + groups[-1]]
    moved = list(heights)
    for group in groups:
        for rank, place in enumerate(group):
            moved[place] = _middle(group, heights) + gap * (rank - (len(group) - 1) / 2)
    return moved


def _too_close(lower: Sequence[int], upper: Sequence[int], heights: Sequence[float], gap: float) -> bool:
    return _middle(upper, heights) - _middle(lower, heights) < gap * (len(lower) + len(upper)) / 2


def _middle(group: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[place] for place in group) / len(group)
