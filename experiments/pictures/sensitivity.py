"""Sensitivity as bars with intervals, and for a screening how strongly beside how differently a parameter acts."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.draw import FOLDER
from experiments.pictures.lines import spread
from experiments.pictures.page import BLUE, GREY, INK, ORANGE, page, plain_style, save
from experiments.sensitivity.measure import ParameterInfluence, Sensitivity
from experiments.sensitivity.wording import MEASURES, METHODS, NAMES, READ, sentence, what
from experiments.sweeps.sensitivity import MORRIS
from experiments.wording.names import key_name, plain
from experiments.wording.quantities import confidence_text

MOST, NAMED = 20, 6
WIDEST, APART, BESIDE = (
    22,
    0.1,
    0.03,
)  # signs of a name; how far apart names stand, of the height, and beside their point, of the width
COLOURS = (BLUE, ORANGE)
AXES = {"mu_star": "mu*, change over the whole range", "S1": "Share of the variance", "ST": "Share of the variance"}


def draw_sensitivity(found: Sensitivity) -> Figure:
    """Return the picture of a sensitivity: bars, and beside them sigma over mu* for a screening."""
    shown = found.influences[:MOST]
    most = f" The {MOST} most influential of {len(found.influences)}." if len(found.influences) > MOST else ""
    subtitle = f"{METHODS[found.method]}, {found.points} points.{most} {_sentence(found)}"
    confidence = confidence_text(found.confidence)
    grey = "no more than luck alone reaches (dotted)" if found.tells_luck else "its interval reaches 0"
    note = f"{READ[found.method]} Lines: {confidence} intervals (bootstrap). Grey: not told from nothing, {grey}."
    screening = found.method == MORRIS
    height = max(0.3 * len(shown) + 0.8, 3.2 if screening else 1.8)
    against = ", difference to the baseline" if found.difference else ""
    figure = page(height, f"What decides about {plain(found.metric).lower()}{against}", subtitle, note)
    if screening:
        bars, scatter = figure.subplots(1, 2, width_ratios=(1.1, 1))
        _draw_scatter(scatter, found.influences)
    else:
        bars = figure.subplots()
    _draw_bars(bars, found, shown)
    return figure


def _sentence(found: Sensitivity) -> str:
    """Return what decides, in plain words."""
    told = sentence(found).replace(what(found), plain(found.metric).lower())
    for each in found.influences:
        told = told.replace(each.name, key_name(each.name).lower())
    return told


def _draw_bars(axes: Axes, found: Sensitivity, shown: Sequence[ParameterInfluence]) -> None:
    measures = [name for name in MEASURES[found.method] if name != "sigma"]
    height = 0.7 / len(measures)
    for number, measure in enumerate(measures):
        for place, each in enumerate(shown):
            value, half = each.measures.get(measure, 0.0), each.halves.get(measure, 0.0)
            at = place + (number - (len(measures) - 1) / 2) * height
            clear = found.is_clear(each) if measure == found.leading else value > half
            axes.barh(at, value, height=height * 0.9, color=COLOURS[number] if clear else GREY)
            axes.plot([value - half, value + half], [at, at], color=INK, linewidth=1.2)
            if measure == found.leading and each.by_luck is not None:
                axes.plot(
                    [each.by_luck] * 2, [at - height / 2, at + height / 2], color=INK, linewidth=1.2, linestyle=":"
                )
        if len(measures) > 1:
            axes.barh(0, 0, color=COLOURS[number], label=NAMES[measure])
    if len(measures) > 1:
        axes.legend(frameon=False, loc="lower right")
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(range(len(shown)), [key_name(each.name) for each in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlabel(AXES[measures[0]])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _draw_scatter(axes: Axes, influences: Sequence[ParameterInfluence]) -> None:
    points = [
        (key_name(each.name), each.measures.get("mu_star", 0.0), each.measures.get("sigma", 0.0)) for each in influences
    ]
    axes.scatter([x for _, x, _ in points], [y for _, _, y in points], s=22, color=BLUE, zorder=2)
    reach = max([x for _, x, _ in points] + [1e-12])
    axes.plot([0, reach], [0, reach], color=GREY, linewidth=1, linestyle="--", zorder=1)
    axes.annotate(
        "sigma = mu*",
        (reach, reach),
        xytext=(0, -12),
        textcoords="offset points",
        ha="right",
        size=8.5,
        color="#555555",
    )
    top = max([reach, *(y for _, _, y in points)])
    heights = spread([y for _, _, y in points[:NAMED]], top * APART)
    for (name, x, _), height in zip(points[:NAMED], heights, strict=True):
        beside, side = (x - reach * BESIDE, "right") if x > reach / 2 else (x + reach * BESIDE, "left")
        axes.text(beside, height, fill(name, WIDEST), size=8.5, ha=side, va="center", linespacing=0.95)
    axes.set(
        xlabel="mu*: how strongly it acts",
        ylabel="sigma: how differently",
        xlim=(0, 1.05 * reach),
        ylim=(-0.05 * top, 1.1 * top),
    )
    axes.locator_params(axis="both", nbins=3)


def draw_sensitivities(found: Sequence[Sensitivity], folder: Path) -> list[Path]:
    """Draw every sensitivity, as PNG and SVG, into ``folder/pictures``, and return the files."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with plain_style():
        for each in found:
            name = f"sensitivity{'_difference' if each.difference else ''}"
            written += save(draw_sensitivity(each), target / name)
    return written
