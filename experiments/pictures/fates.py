"""What became of the projects that were due: shares by outcome, beside those of the baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.grid import SIZE
from experiments.pictures.page import GREEN, LIGHT, ORANGE, PURPLE, VERMILLION, page
from experiments.pictures.rows import name_rows
from experiments.pictures.slices import along, shared
from experiments.results.study import Study, StudyPoint
from experiments.wording.names import axis_name, axis_value, meanings, plain

FATES = {"successful": GREEN, "challenged": ORANGE, "cancelled": VERMILLION, "unused": PURPLE, "unfinished": LIGHT}
MOST = 10
NARROW = 0.045
GROUP_GAP = 0.5


@dataclass(frozen=True)
class Bar:
    """One bar: how high it sits, what stands at its side, and the design it shows."""

    height: float
    name: str
    design: str


def draw_fates(study: Study) -> Figure | None:
    """Return what became of due projects at every size, plan and baseline; None where no project was due."""
    key, points = along(study, SIZE, MOST)
    bars = [bar for bar in _bars(key, points) if study.mean_of(bar.design, "projects_due") > 0]
    if not bars:
        return None
    shares = f"Share of the projects that were due, mean of {study.replicates_text}."
    title, subtitle = "Fate of projects", shares + shared(study, key)
    if key is not None:
        title, subtitle = f"{title} by {plain(key).lower()}", subtitle + meanings([key])
    figure = page(0.36 * bars[-1].height + 1.0, title, subtitle)
    axes = figure.subplots()
    for bar in bars:
        _draw(axes, study, bar, labelled=bar is bars[0])
    axes.set_yticks([bar.height for bar in bars], [bar.name for bar in bars])
    name_rows(axes, [] if key is None else axis_name(key).split(", "))
    axes.set(xlim=(0, 1), ylim=(bars[-1].height + 0.5, -0.5))
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    close = {"handlelength": 1, "handleheight": 1, "borderpad": 0, "borderaxespad": 0.3}
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(FATES), frameon=False, **close)
    return figure


def _bars(key: str | None, points: Sequence[StudyPoint]) -> list[Bar]:
    """Return a group of bars for every point, the plan and its baseline.

    A baseline that all share is a bar of its own at the end.
    """
    baselines = {point.baseline for point in points if point.baseline is not None}
    one_for_all = len(points) > 1 and len(baselines) == 1
    bars: list[Bar] = []
    height = 0.0
    for point in points:
        value = "" if key is None else axis_value(key, point.value(key))
        group = (
            [(value, point.design)]
            if one_for_all
            else [(f"{value}   plan".strip(), point.design), ("baseline", point.baseline)]
        )
        for name, design in group:
            if design is not None:
                bars.append(Bar(height, name, design))
                height += 1
        height += 0 if one_for_all else GROUP_GAP
    return [*bars, *(Bar(height + GROUP_GAP, "baseline", str(design)) for design in baselines if one_for_all)]


def _draw(axes: Axes, study: Study, bar: Bar, *, labelled: bool) -> None:
    left = 0.0
    for name, colour in FATES.items():
        share = study.mean_of(bar.design, name)
        axes.barh(
            bar.height, share, left=left, height=0.9, color=colour, edgecolor="white", label=name if labelled else None
        )
        if share >= NARROW:
            axes.text(left + share / 2, bar.height, f"{100 * share:.0f} %", ha="center", va="center", size=9.5)
        left += share
    axes.text(1.01, bar.height, f"{study.mean_of(bar.design, 'projects_due'):,.0f} due", va="center", size=9.5)
