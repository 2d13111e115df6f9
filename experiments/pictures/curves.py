"""Adoption week by week: median and 5 to 95 % band, a line for every value of one parameter, the baseline beside it.

Where worlds vary, of a plan the median world and the band that holds the middle 90 % of the worlds.
"""

from collections.abc import Sequence
from textwrap import wrap

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from experiments.pictures.grid import SPEED
from experiments.pictures.lines import Line, draw_lines, name_ends, name_peaks
from experiments.pictures.page import BLUE, GREY, INK, ORANGE, page
from experiments.pictures.slices import Slice, along, label, shared, weekly_over
from experiments.results.replicates import replicates_in_words
from experiments.results.study import Study
from experiments.results.titles import called
from experiments.wording.language import localized, say
from experiments.wording.names import key_name, meanings, small

MOST, CHARACTERS, LINES = 6, 16, 2
HEIGHT, AXES_HEIGHT = 3.6, 2.8


def draw_adoption(study: Study) -> Figure | None:
    """Return how many people try and have adopted the practice, week by week; None where no unit is ever taken on."""
    key, plans = along(study, SPEED, MOST)
    if not any(study.weekly(design, "joined").high.any() for plan in plans for design in plan.designs):
        return None
    if key is None or len(plans) == 1:
        name = called(study.manifest, plans[0].points[0].choices) if len(plans[0].points) == 1 else ""
        return _one_plan(study, plans[0], f"{name}. {band(study, plans)}" if name else band(study, plans))
    return _many_plans(study, key, plans, band(study, plans) + shared(study, key) + meanings([key]))


def band(study: Study, plans: Sequence[Slice]) -> str:
    """Return what lines and bands show, as a sentence."""
    worlds = max(len(plan.points) for plan in plans)
    if worlds > 1:
        return say("pictures.band_worlds", worlds=worlds, replicates=replicates_in_words(study))
    return say("pictures.band", replicates=replicates_in_words(study))


def _many_plans(study: Study, key: str, plans: Sequence[Slice], subtitle: str) -> Figure:
    colours = [to_hex(colour) for colour in mpl.colormaps["viridis"](np.linspace(0, 0.75, len(plans)))]
    figure = page(HEIGHT, say("pictures.adoption_by", name=small(key_name(key))), subtitle)
    lines: dict[str, list[Line]] = {}
    adopted, trying = figure.subplots(1, 2, sharey=True)
    for axes, name in ((adopted, "adopted"), (trying, "trying")):
        pairs = zip(plans, colours, strict=True)
        lines[name] = [
            Line(_beside(label(study, key, plan.value)), weekly_over(study, plan.designs, name), colour)
            for plan, colour in pairs
        ]
        draw_lines(axes, _baseline(study, name, plans) + lines[name], study.calendar)
        axes.yaxis.set_major_formatter(_percent)
        axes.set_title(say(f"pictures.share_{name}"), weight="bold", size=10)
    name_ends(adopted, _baseline(study, "adopted", plans) + lines["adopted"], AXES_HEIGHT)
    name_peaks(trying, lines["trying"])
    return figure


def _beside(name: str) -> str:
    """Return a name as it fits beside its line: the first words of a long one."""
    return "\n".join(wrap(name, CHARACTERS, max_lines=LINES, placeholder=" …"))


def _one_plan(study: Study, plan: Slice, subtitle: str) -> Figure:
    figure = page(HEIGHT, say("pictures.adoption"), subtitle)
    axes = figure.subplots()
    lines = [
        *_baseline(study, "adopted", [plan]),
        Line(say("pictures.joined"), weekly_over(study, plan.designs, "joined"), GREY),
        Line(say("pictures.trying"), weekly_over(study, plan.designs, "trying"), ORANGE, "--"),
        Line(say("pictures.adopted"), weekly_over(study, plan.designs, "adopted"), BLUE),
    ]
    draw_lines(axes, lines, study.calendar)
    name_ends(axes, lines, AXES_HEIGHT)
    axes.set_ylabel(say("pictures.share_of_people"))
    axes.yaxis.set_major_formatter(_percent)
    return figure


def _baseline(study: Study, name: str, plans: Sequence[Slice]) -> list[Line]:
    """Return the baseline as a line where all plans have the same one, in as many worlds."""
    found = [tuple(plan.baselines) for plan in plans if plan.baselines]
    if not found or len(set(found)) > 1:
        return []
    return [Line(say("pictures.baseline"), weekly_over(study, found[0], name), INK, ":")]


def _percent(share: float, _place: float) -> str:
    return localized(f"{100 * share:.4g} %")
