"""Differences with their intervals, a row each, around a line at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from matplotlib.axes import Axes

from experiments.inference.paired import Difference, Verdict
from experiments.pictures.page import BLUE, GREY, INK, VERMILLION
from experiments.results.study import Study
from experiments.wording.language import localized, say, say_counted
from experiments.wording.names import decimals
from experiments.wording.quantities import confidence_text

ROOM = 0.16
COLOURS = {Verdict.BETTER: BLUE, Verdict.WORSE: VERMILLION, Verdict.HIGHER: INK, Verdict.LOWER: INK}


@dataclass(frozen=True)
class Row:
    """One difference, what stands at its side, and whether more (+1) or less (-1) is better (0: neither)."""

    name: str
    difference: Difference
    direction: int

    @property
    def colour(self) -> str:
        """Blue for better, vermillion for worse, black where neither is better, grey for undecided."""
        return COLOURS.get(self.difference.verdict(self.direction), GREY)


def draw_rows(axes: Axes, rows: Sequence[Row], factor: float) -> None:
    """Draw the rows from the top down, times ``factor``, with each difference and interval written at its right."""
    digits = decimals(factor * row.difference.mean for row in rows)
    for place, row in enumerate(rows):
        mean, low, high = (factor * value for value in (row.difference.mean, row.difference.low, row.difference.high))
        face = row.colour if row.difference.verdict(row.direction).decided else "white"
        if isfinite(low):
            axes.plot([low, high], [place, place], color=row.colour, linewidth=2, solid_capstyle="butt", zorder=2)
        axes.plot([mean], [place], marker="o", markersize=6, color=row.colour, markerfacecolor=face, zorder=3)
        interval = (
            say("value.between", low=_signed(low, digits), high=_signed(high, digits))
            if isfinite(low)
            else f"({say_counted('pictures.pairs', row.difference.pairs)})"
        )
        text = f"{_signed(mean, digits)}  ({interval})" if isfinite(low) else f"{_signed(mean, digits)}  {interval}"
        axes.text(1.01, place, text, transform=axes.get_yaxis_transform(), va="center", size=9, color=row.colour)
    axes.axvline(0, color=INK, linewidth=1, zorder=1)
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def explain(study: Study, *, judged: bool = True) -> str:
    """Return the note that explains the colours; ``judged``: more or less is better."""
    colours = f" {say('pictures.colours')}" if judged else ""
    interval = say("pictures.mean_of_pairs", confidence=confidence_text(study.confidence))
    return f"{interval}{colours} {say('pictures.hollow')}"


def _signed(value: float, digits: int) -> str:
    text = localized(f"{value:+,.{digits}f}")
    return text.replace("-", "−") if any(sign in text for sign in "123456789") else text[1:]


def name_rows(axes: Axes, lines: Sequence[str]) -> None:
    """Write what the names of the rows are above them."""
    axes.annotate(
        "\n".join(lines),
        (0, 1),
        xycoords="axes fraction",
        xytext=(-4, 3),
        textcoords="offset points",
        ha="right",
        size=9.5,
    )


def point_to_better(axes: Axes, rows: Sequence[Row]) -> None:
    """Write above the rows on which side it is better, where that is the same for all."""
    directions = {row.direction for row in rows}
    if len(directions) > 1 or 0 in directions:
        return
    left, right = axes.get_xlim()
    axes.set_xlim(min(left, -ROOM * right), max(right, -ROOM * left))  # for both words on their sides of 0
    better, worse = say("verdicts.better"), say("verdicts.worse")
    above, below = (better, worse) if 1 in directions else (worse, better)
    for word, text, side, shift in ((above, f"{above} →", "left", 8), (below, f"← {below}", "right", -8)):
        axes.annotate(
            text,
            (0, 1),
            xycoords=("data", "axes fraction"),
            xytext=(shift, 3),
            textcoords="offset points",
            ha=side,
            size=9.5,
            color=BLUE if word == better else VERMILLION,
        )
