"""With and without: what a mechanism changes in a small organization, pair by pair."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from docs.generator.drawings.runs import ABOUT, NOTHING, SMALL, TRYING, small_run
from docs.generator.mechanisms import Mechanism
from experiments.pictures.page import BLUE, ORANGE, page
from experiments.wording.names import plain
from sim.outcomes.dictionary import SERIES, SERIES_NAMES

PANELS, COLUMNS = 4, 2
HEIGHT = 2.5
NOISE = 1e-6
LEAST = 0.1
# That people take up what is brought to them says nothing about what it does.
BYWAY = ("joined", "unaware", "aware", "trying", "adopted", "relapsed", "using", "support", "proficiency")

Changes = Mapping[str, object]


def with_and_without(mechanism: Mechanism) -> Figure | None:
    """Return the weekly series that a mechanism changes most; None where it has no switch or changes none."""
    if mechanism.switch is None:
        return None
    on, off = _switched(mechanism.switch, mechanism.is_intervention)
    with_it, without = small_run(on).series.astype(float), small_run(off).series.astype(float)
    chosen = _most_changed(with_it, without, BYWAY if mechanism.is_intervention else ())
    if not chosen:
        return None
    columns = min(COLUMNS, len(chosen))
    rows = -(-len(chosen) // columns)
    people = ABOUT if mechanism.is_intervention else TRYING
    figure = page(rows * HEIGHT, f"{mechanism.title}: with and without", f"Mean of {people}; bands: middle 90 %.")
    axes = np.ravel(figure.subplots(rows, columns))
    for panel, column in zip(axes, chosen, strict=False):
        _draw(panel, with_it[:, :, column], without[:, :, column], column)
    for panel in axes[len(chosen) :]:
        panel.set_axis_off()
    axes[0].legend(frameon=False, fontsize=9)
    return figure


def _switched(switch: str, intervention: bool) -> tuple[Changes, Changes]:
    if not intervention:
        return {}, {switch: False}
    return {**NOTHING, switch: 1.0}, NOTHING


def _most_changed(with_it: Any, without: Any, left_out: Sequence[str]) -> list[int]:  # noqa: ANN401 - float64 (r, w, series)
    """Return the columns with the largest mean change against how much the series varies anyway, in their own order."""
    change = np.abs((with_it - without).mean(axis=0)).mean(axis=0)
    scale = np.maximum(np.concatenate([with_it, without]).std(axis=(0, 1)), NOISE)
    size = np.where(np.isin(SERIES_NAMES, left_out), 0.0, change / scale)
    order = np.argsort(-size, kind="stable")[:PANELS]
    return sorted(int(column) for column in order if size[column] > LEAST)


def _draw(axes: Axes, with_it: Any, without: Any, column: int) -> None:  # noqa: ANN401 - float64 (r, w)
    weeks = np.arange(with_it.shape[1])
    for values, colour, style, name in ((without, ORANGE, "--", "without"), (with_it, BLUE, "-", "with")):
        low, high = np.quantile(values, [0.05, 0.95], axis=0)
        axes.fill_between(weeks, low, high, color=colour, alpha=0.15, linewidth=0)
        axes.plot(weeks, values.mean(axis=0), style, color=colour, linewidth=2, label=name)
    axes.set_title(f"{plain(SERIES_NAMES[column])} ({SERIES[column].unit})", weight="bold", size=10)
    axes.set_xlabel("Week")
    axes.set_xlim(0, SMALL["horizon.weeks"])
    axes.grid(axis="y", color="#E4E4E4", linewidth=0.8)
    axes.set_axisbelow(True)
