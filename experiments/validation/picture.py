"""The scoreboard as a picture: where every simulated value lies, measured by its own acceptance band."""

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.page import BLUE, GREY, INK, LIGHT, VERMILLION, page
from experiments.validation.pattern import Measured, Part, PatternVerdict, Target
from experiments.validation.scoreboard import Board
from experiments.validation.wording import target_text, value_text

COLOURS = {Part.MET: BLUE, Part.UNDECIDED: GREY, Part.MISSED: VERMILLION}
FILLED = {Part.MET: BLUE, Part.UNDECIDED: "white", Part.MISSED: VERMILLION}
VERDICT_COLOURS = {PatternVerdict.REPRODUCED: BLUE, PatternVerdict.IN_PART: INK, PatternVerdict.NOT: VERMILLION}
EDGE = 3.0
ROW, GAP = 0.2, 0.6


def place(target: Target, value: float, scale: float) -> float:
    """Return where a value lies: -1 and 1 are the ends of the band, and 0 is its middle.

    Of a direction the smallest effect that matters is at -1, and ``scale`` above it is drawn at 1.
    """
    if not target.is_direction:
        return (2.0 * value - target.low - target.high) / (target.high - target.low)
    return -1.0 + 2.0 * (value - target.smallest) / scale if scale > 0 else -1.0


def draw_board(board: Board) -> Figure:
    """Return the picture of a scoreboard."""
    drawn = [scored for scored in board.scored if scored.evidence]
    rows = sum(len(scored.evidence) for scored in drawn)
    subtitle = (
        "Each part of a pattern on the scale of its own acceptance band (grey; black: the figure itself; of a "
        "direction the band begins at the smallest effect that matters). Checks of the code are left out. Dot and "
        "line: simulated value and its 95 % interval; beyond the frame it is drawn at the edge. Filled blue: met, "
        "hollow: undecided, orange: missed."
    )
    note = f"{board.evidence_in_words()} {board.in_words()} Numbers: simulated (known)."
    figure = page(ROW * rows + ROW * (1 + GAP) * len(drawn) + 0.3, "Pattern scoreboard", subtitle, note)
    axes = figure.subplots()
    height = 0.0
    names: list[tuple[float, str]] = []
    for scored in drawn:
        _head(axes, height, f"{scored.pattern.id} {scored.pattern.title}", scored.verdict)
        for part in scored.evidence:
            height += 1.0
            names.append((height, part.target.name))
            _draw_part(axes, height, part)
        height += 1.0 + GAP
    _frame(axes, height, names)
    return figure


def _head(axes: Axes, height: float, title: str, verdict: PatternVerdict) -> None:
    there = axes.get_yaxis_transform()
    axes.text(-0.012, height, title, transform=there, ha="right", va="center", size=9.5, weight="bold")
    colour = VERDICT_COLOURS[verdict]
    axes.text(
        0.015, height, verdict.value, transform=there, ha="left", va="center", size=9.5, weight="bold", color=colour
    )


def _draw_part(axes: Axes, height: float, part: Measured) -> None:
    target, found = part.target, part.found
    colour = COLOURS[part.part]
    end = 1.0 if math.isfinite(target.high) else EDGE
    axes.barh(height, end + 1.0, left=-1.0, height=0.8, color=LIGHT, alpha=0.6, zorder=1)
    if target.value is not None:
        axes.plot(
            [place(target, target.value, 1.0)] * 2, [height - 0.4, height + 0.4], color=INK, linewidth=1, zorder=1.5
        )
    said = f"{value_text(found.value, target.unit)}  ({target_text(target)})"
    axes.text(1.02, height, said, transform=axes.get_yaxis_transform(), va="center", size=8.5, color=colour)
    if not math.isfinite(found.value):
        return
    scale = max(abs(found.value), abs(found.low), abs(found.high)) if math.isfinite(found.high) else abs(found.value)
    low, value, high = (
        max(-EDGE, min(EDGE, place(target, end, scale))) for end in (found.low, found.value, found.high)
    )
    axes.plot([low, high], [height, height], color=colour, linewidth=2, solid_capstyle="butt", zorder=2)
    marker = "o" if -EDGE < value < EDGE else ("<" if value < 0 else ">")
    axes.plot(
        [value],
        [height],
        marker=marker,
        markersize=5,
        color=colour,
        markerfacecolor=FILLED[part.part],
        zorder=3,
        clip_on=False,
    )


def _frame(axes: Axes, height: float, names: list[tuple[float, str]]) -> None:
    axes.set_xlim(-EDGE, EDGE)
    axes.set_ylim(height - GAP, -0.8)
    axes.set_yticks([where for where, _ in names], [name for _, name in names], size=8.5)
    axes.set_xticks([-1, 1], ["lower end", "upper end"], size=9)
    axes.set_xlabel("acceptance band", size=9)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
