"""Sensitivity as bars with intervals, and for a screening how strongly beside how differently a parameter acts."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.draw import FOLDER
from experiments.pictures.lines import spread
from experiments.pictures.page import BLUE, GREY, INK, LIGHT, ORANGE, page, plain_style, save
from experiments.sensitivity.measure import ParameterInfluence, Sensitivity
from experiments.sensitivity.wording import NAMES, shown_measures
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from experiments.wording.language import say
from experiments.wording.names import key_name, metric_name, small
from experiments.wording.quantities import confidence_text, number

MOST, NAMED = 20, 6
WIDEST, APART = 24, 0.17  # signs of a line of a name; how far apart names stand, of the height
NAMES_AT, BESIDE = 1.08, 1.9  # where names begin and the axis ends, of the largest mu*
MOST_SAID = 3
COLOURS = (BLUE, ORANGE)
AXES = {"mu_star": "pictures.mu_star_bars", "S1": "pictures.variance", "ST": "pictures.variance"}


def draw_sensitivity(found: Sensitivity) -> Figure:
    """Return the picture of a sensitivity: bars, and beside them sigma over mu* for a screening."""
    shown = found.influences[:MOST]
    count = len(found.influences)
    most = f" {say('pictures.most_influential', most=MOST, count=count)}" if count > MOST else ""
    subtitle = f"{say(f'pictures.{_method(found)}', points=found.points)}{most} {_sentence(found)}"
    grey = say("pictures.grey_luck" if found.tells_luck else "pictures.grey_zero")
    lines = say("pictures.bootstrap", confidence=confidence_text(found.confidence))
    read = say("pictures.read_groups" if found.grouped else f"pictures.read_{_method(found)}")
    note = f"{read} {lines} {grey}"
    screening = "sigma" in shown_measures(found)
    height = max(0.3 * len(shown) + 0.8, 3.2 if screening else 1.8)
    figure = page(height, say("pictures.decides", outcome=_outcome(found)), subtitle, note)
    if screening:
        bars, scatter = figure.subplots(1, 2, width_ratios=(1.1, 1))
        _draw_scatter(scatter, found)
    else:
        bars = figure.subplots()
    _draw_bars(bars, found, shown)
    return figure


def _method(found: Sensitivity) -> str:
    return {MORRIS: "morris", SOBOL_INDICES: "sobol"}.get(found.method, "given")


def _things(found: Sensitivity) -> str:
    return say(f"decides.things.{'mechanisms' if found.grouped else 'numbers'}")


def _outcome(found: Sensitivity) -> str:
    name = small(metric_name(found.metric))
    return say("decides.change_in", metric=name) if found.difference else name


def _sentence(found: Sensitivity) -> str:
    """Return what decides, in plain words."""
    clear = [each for each in found.influences if found.is_clear(each)]
    if not any(each.measures for each in found.influences):
        return say("decides.nothing", outcome=_outcome(found))
    if not clear:
        return say("decides.none_clear", count=len(found.influences), things=_things(found), outcome=_outcome(found))
    named = [f"{small(key_name(each.name))} ({number(each.measures[found.leading])})" for each in clear[:MOST_SAID]]
    return say("pictures.decides_most", names=say("list.and").join(filter(None, [", ".join(named[:-1]), named[-1]])))


def _draw_bars(axes: Axes, found: Sensitivity, shown: Sequence[ParameterInfluence]) -> None:
    measures = [name for name in shown_measures(found) if name != "sigma"]
    height = 0.7 / len(measures)
    for order, measure in enumerate(measures):
        for place, each in enumerate(shown):
            value, half = each.measures.get(measure, 0.0), each.halves.get(measure, 0.0)
            at = place + (order - (len(measures) - 1) / 2) * height
            clear = found.is_clear(each) if measure == found.leading else value > half
            axes.barh(at, value, height=height * 0.9, color=COLOURS[order] if clear else GREY)
            axes.plot([value - half, value + half], [at, at], color=INK, linewidth=1.2)
            if measure == found.leading and each.by_luck is not None:
                axes.plot(
                    [each.by_luck] * 2, [at - height / 2, at + height / 2], color=INK, linewidth=1.2, linestyle=":"
                )
        if len(measures) > 1:
            axes.barh(0, 0, color=COLOURS[order], label=NAMES[measure])
    if len(measures) > 1:
        axes.legend(frameon=False, loc="lower right")
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(range(len(shown)), [key_name(each.name) for each in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlabel(say(AXES[measures[0]]))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _draw_scatter(axes: Axes, found: Sensitivity) -> None:
    points = [(each.measures.get("mu_star", 0.0), each.measures.get("sigma", 0.0)) for each in found.influences]
    colours = [BLUE if found.is_clear(each) else GREY for each in found.influences]
    axes.scatter([x for x, _ in points], [y for _, y in points], s=22, color=colours, zorder=3)
    reach = max([x for x, _ in points] + [1e-12])
    top = max([reach, *(y for _, y in points)])
    axes.plot([0, reach], [0, reach], color=GREY, linewidth=1, linestyle="--", zorder=1)
    axes.annotate(
        "sigma = mu*", (reach, reach), xytext=(-4, 2), textcoords="offset points", ha="right", size=8, color="#555555"
    )
    names = [key_name(each.name) for each in found.influences]
    _name_dots(axes, names[:NAMED], points[:NAMED], reach, top)
    axes.set(
        xlabel=say("pictures.mu_star_axis"),
        ylabel=say("pictures.sigma_axis"),
        xlim=(-0.03 * reach, BESIDE * reach),
        ylim=(-0.05 * top, 1.12 * top),
    )
    axes.locator_params(axis="both", nbins=4)


def _name_dots(
    axes: Axes, names: Sequence[str], points: Sequence[tuple[float, float]], reach: float, top: float
) -> None:
    """Write names in a column on the right, each with a line to its dot."""
    heights = spread([y for _, y in points], top * APART)
    over = max(0.0, max(heights, default=0.0) - 1.06 * top) + min(0.0, min(heights, default=0.0))
    for name, (x, y), height in zip(names, points, heights, strict=True):
        axes.annotate(
            fill(name, WIDEST),
            (x, y),
            xytext=(NAMES_AT * reach, height - over),
            size=8,
            va="center",
            linespacing=0.95,
            arrowprops={"arrowstyle": "-", "color": LIGHT, "linewidth": 0.8, "shrinkB": 3, "shrinkA": 1},
        )


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
