"""What became of the projects that were due: shares by outcome, beside those of the baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.grid import SIZE
from experiments.pictures.page import GREEN, LIGHT, ORANGE, PURPLE, VERMILLION, page
from experiments.pictures.rows import name_rows
from experiments.pictures.slices import Slice, along, label, mean_over, shared
from experiments.results.replicates import replicates_in_words
from experiments.results.study import Study
from experiments.wording.language import localized, say
from experiments.wording.names import axis_name, axis_value, key_name, meanings, small

FATES = {"successful": GREEN, "challenged": ORANGE, "cancelled": VERMILLION, "unused": PURPLE, "unfinished": LIGHT}
MOST = 10
NARROW, CHARACTERS = 0.045, 34
GROUP_GAP = 0.5


@dataclass(frozen=True)
class Bar:
    """One bar: how high it sits, what stands at its side, and the designs it shows."""

    height: float
    name: str
    designs: Sequence[str]


def draw_fates(study: Study) -> Figure | None:
    """Return what became of due projects at every size, plan and baseline; None where no project was due."""
    key, plans = along(study, SIZE, MOST)
    bars = [bar for bar in _bars(study, key, plans) if mean_over(study, bar.designs, "projects_due") > 0]
    if not bars:
        return None
    worlds = max(len(plan.points) for plan in plans)
    shares = (
        say("pictures.fates_worlds", worlds=worlds, replicates=replicates_in_words(study))
        if worlds > 1
        else say("pictures.fates_share", replicates=replicates_in_words(study))
    )
    title, subtitle = say("pictures.fates"), shares + shared(study, key)
    if key is not None:
        title, subtitle = say("pictures.fates_by", name=small(key_name(key))), subtitle + meanings([key])
    figure = page(0.36 * bars[-1].height + 1.0, title, subtitle)
    axes = figure.subplots()
    for bar in bars:
        _draw(axes, study, bar, labelled=bar is bars[0])
    axes.set_yticks([bar.height for bar in bars], [bar.name for bar in bars])
    name_rows(axes, [] if key is None else axis_name(key).split(", ", 1))
    axes.set(xlim=(0, 1), ylim=(bars[-1].height + 0.5, -0.5))
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    close = {"handlelength": 1, "handleheight": 1, "borderpad": 0, "borderaxespad": 0.3}
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(FATES), frameon=False, **close)
    return figure


def _bars(study: Study, key: str | None, plans: Sequence[Slice]) -> list[Bar]:
    """Return a group of bars for every plan, the plan and its baseline.

    A baseline that all share is a bar of its own at the end.
    """
    baselines = {tuple(plan.baselines) for plan in plans if plan.baselines}
    one_for_all = len(plans) > 1 and len(baselines) == 1
    bars: list[Bar] = []
    height = 0.0
    for plan in plans:
        value = "" if key is None else _named(study, key, plan)
        own = f"{value}   {say('pictures.plan')}".strip() if not one_for_all else value
        group = [(own, plan.designs)]
        group += [(say("pictures.baseline"), plan.baselines)] if plan.baselines and not one_for_all else []
        for name, designs in group:
            bars.append(Bar(height, name, designs))
            height += 1
        height += 0 if one_for_all else GROUP_GAP
    shared_by_all = [list(found) for found in baselines] if one_for_all else []
    return [*bars, *(Bar(height + GROUP_GAP, say("pictures.baseline"), found) for found in shared_by_all)]


def _named(study: Study, key: str, plan: Slice) -> str:
    if isinstance(plan.value, str):
        return "\n".join(wrap(label(study, key, plan.value), CHARACTERS))
    return axis_value(key, plan.value)


def _draw(axes: Axes, study: Study, bar: Bar, *, labelled: bool) -> None:
    left = 0.0
    for name, colour in FATES.items():
        share = mean_over(study, bar.designs, name)
        share = 0.0 if isnan(share) else share
        axes.barh(
            bar.height,
            share,
            left=left,
            height=0.9,
            color=colour,
            edgecolor="white",
            label=say(f"pictures.fate.{name}") if labelled else None,
        )
        if share >= NARROW:
            axes.text(
                left + share / 2, bar.height, localized(f"{100 * share:.0f} %"), ha="center", va="center", size=9.5
            )
        left += share
    due = localized(f"{mean_over(study, bar.designs, 'projects_due'):,.0f}")
    axes.text(1.01, bar.height, say("pictures.due", count=due), va="center", size=9.5)
