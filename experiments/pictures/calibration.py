"""A calibration as pictures: what is told of each parameter, beside its prior, and every series with its prediction."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.draw import FOLDER
from experiments.pictures.page import BLUE, GREY, INK, LIGHT, ORANGE, VERMILLION, page, plain_style, save
from experiments.posterior.statistics import PROJECTS
from experiments.posterior.verdicts import NOT_TOLD, PARTLY, TOLD
from experiments.wording.names import key_name
from experiments.wording.quantities import number

COLOURS = {TOLD: BLUE, PARTLY: ORANGE, NOT_TOLD: GREY}
MOST_PANELS, ACROSS, FEWEST = 9, 3, 2
DO_NOT_USE = "DO NOT USE: its intervals do not hold what they say. "

Told = Mapping[str, Any]


def draw_verdicts(told: Told) -> Figure:
    """Return the picture of parameters: the posterior's 90 % interval beside the prior's."""
    rows = told["verdicts"]
    warning = "" if told["usable"] else DO_NOT_USE
    subtitle = f"{warning}{told['runs']:,} runs, {told['unknown']} unknown parameters varied together."
    colours = "Blue: told, orange: partly told, grey: not told."
    note = f"Thin: 90 % of the prior. Thick: 90 % of the posterior, and its median. {colours}"
    figure = page(0.34 * len(rows) + 0.5, f"{told['title']}: what the data tell", subtitle, note)
    axes = figure.subplots()
    for place, row in enumerate(rows):
        _draw_interval(axes, place, row)
    axes.set_yticks(range(len(rows)), [key_name(row["name"]) for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks([0, 1], ["5 % of the prior", "95 %"])
    axes.set_xlim(-0.15, 1.15)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure


def _draw_interval(axes: Axes, place: int, row: Told) -> None:
    low, _, high = row["prior"]
    start, middle, end = ((row[name] - low) / (high - low) for name in ("low", "median", "high"))
    colour = COLOURS[row["verdict"]]
    axes.plot([0, 1], [place, place], color=LIGHT, linewidth=2, solid_capstyle="butt")
    axes.plot([start, end], [place, place], color=colour, linewidth=6, solid_capstyle="butt")
    axes.plot([middle], [place], marker="o", markersize=6, color=INK)
    text = f"{number(row['median'])}  [{number(row['low'])}, {number(row['high'])}]"
    axes.text(1.01, place, text, transform=axes.get_yaxis_transform(), va="center", size=9, color=colour)


def draw_series(told: Told) -> Figure | None:
    """Return the picture of all that was observed more than once: dots in the bands predicted; None without any."""
    panels = _panels(told["predicted"])
    if not panels:
        return None
    down = -(-len(panels) // ACROSS)
    note = "Band and line: 90 % and median of predictions. Dots: observed; hollow ones were held out of the fit."
    warning = "" if told["usable"] else DO_NOT_USE
    figure = page(2.1 * down, f"{told['title']}: observed and predicted", f"{warning}Worst fit first.", note)
    grid = figure.subplots(down, ACROSS, squeeze=False)
    for axes, rows in zip(grid.flat, panels, strict=False):
        _draw_panel(axes, rows)
    for axes in grid.flat[len(panels) :]:
        axes.set_visible(False)
    return figure


def _panels(predicted: Sequence[Told]) -> list[list[Told]]:
    """Return the statistics of each kind and group that were observed in several weeks, the worst fitted first."""
    known = [row for row in predicted if row["source"] != PROJECTS and None not in (row["observed"], row["low"])]
    known.sort(key=lambda row: (row["source"], row["kind"], row["group"], row["week"]))
    grouped = [list(rows) for _, rows in groupby(known, lambda row: (row["source"], row["kind"], row["group"]))]
    several = [rows for rows in grouped if len({row["week"] for row in rows}) >= FEWEST]
    return sorted(several, key=lambda rows: min(row["p"] for row in rows))[:MOST_PANELS]


def _draw_panel(axes: Axes, rows: Sequence[Told]) -> None:
    weeks = [row["week"] for row in rows]
    axes.fill_between(weeks, [row["low"] for row in rows], [row["high"] for row in rows], color=BLUE, alpha=0.2, lw=0)
    axes.plot(weeks, [row["middle"] for row in rows], color=BLUE, linewidth=1.5)
    for row in rows:
        inside = row["low"] <= row["observed"] <= row["high"]
        colour = INK if inside else VERMILLION
        face = "white" if row["held_out"] else colour
        axes.plot([row["week"]], [row["observed"]], marker="o", markersize=5, color=colour, markerfacecolor=face)
    where = "" if rows[0]["group"] < 0 else f", {rows[0]['name'].split(' in ')[1]}"
    axes.set_title(f"{rows[0]['kind'].replace('_', ' ')}{where}", size=10)
    axes.set_xlabel("Week")


def draw_calibration(told: Told, folder: Path) -> list[Path]:
    """Draw a calibration, as PNG and SVG, into ``folder/pictures``, and return the files."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True, parents=True)
    written: list[Path] = []
    with plain_style():
        written += save(draw_verdicts(told), target / "verdicts")
        series = draw_series(told)
        if series is not None:
            written += save(series, target / "predicted")
    return written
