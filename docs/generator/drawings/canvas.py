"""Curves of rules: what they are drawn with, and the declared parameters they are drawn for."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.pictures.page import BLUE, GREEN, GREY, INK, ORANGE, PURPLE
from sim.scenario import Scenario, parameter_record

HEIGHT = 3.3
STYLES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (PURPLE, ":"))
SHARES = np.linspace(0.0, 1.0, 101)

Rule = Callable[[float], float]
Points = NDArray[Any] | Sequence[float]


@cache
def _record() -> Any:  # noqa: ANN401 - the record that compiled functions read
    return parameter_record(Scenario())


def declared(section: str) -> Any:  # noqa: ANN401 - the same
    """Return the declared defaults of a section as compiled functions take them."""
    part = _record()
    for name in section.split("."):
        part = part[name]
    return part


def family(rule: Callable[[float, float], float], values: Sequence[float]) -> dict[str, Rule]:
    """Return one rule for each first argument, under its value."""
    return {f"{value:g}": partial(rule, value) for value in values}


def curves(axes: Axes, places: Points, rules: Mapping[str, Rule], *, legend: str = "") -> None:
    """Draw what each rule gives at ``places``, with the names in a legend."""
    for (name, rule), (colour, style) in zip(rules.items(), STYLES, strict=False):
        axes.plot(
            places, [rule(place) for place in np.asarray(places).tolist()], style, color=colour, linewidth=2, label=name
        )
    if len(rules) > 1:
        axes.legend(frameon=False, fontsize=9, title=legend or None, title_fontsize=9, alignment="left")


def observed(axes: Axes, places: Points, values: Points, name: str) -> None:
    """Draw figures from the literature as dots."""
    axes.plot(places, values, "o", color=INK, markersize=7, label=name, zorder=5)
    axes.legend(frameon=False, fontsize=9, alignment="left")


def level(axes: Axes, height: float, name: str) -> None:
    """Draw a thin line across at a height, and its name on it at the right."""
    axes.axhline(height, color=GREY, linewidth=1)
    place = (0.995, height)
    axes.annotate(
        name,
        place,
        xycoords=axes.get_yaxis_transform(),
        xytext=(0, -11),
        textcoords="offset points",
        ha="right",
        size=9,
    )


def label(axes: Axes, across: str, up: str, *, percent: bool = False) -> None:
    """Name both axes; shares are shown in percent and heights begin at 0."""
    axes.set_xlabel(across)
    axes.set_title(up, weight="bold", size=10)
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.grid(axis="y", color="#E4E4E4", linewidth=0.8)
    axes.set_axisbelow(True)
    if percent:
        axes.yaxis.set_major_formatter(_percent)


def over_sizes(axes: Axes) -> None:
    """Make the axis across logarithmic, with numbers as people write them."""
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:,.0f}")


def _percent(share: float, _place: float) -> str:
    return f"{100 * share:.4g} %"
