"""Adoption week by week: median and 5 to 95 % band, a line for every value of one parameter, the baseline beside it."""

from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from experiments.pictures.grid import SPEED
from experiments.pictures.lines import Line, draw_lines, name_ends, name_peaks
from experiments.pictures.page import BLUE, GREY, INK, ORANGE, page
from experiments.pictures.slices import along, shared
from experiments.results.study import Study, StudyPoint
from experiments.wording.names import brief, meanings, plain

MOST = 6
HEIGHT, AXES_HEIGHT = 3.6, 2.8
BAND = "Median of {}, and the band that holds the middle 90 % of them."


def draw_adoption(study: Study) -> Figure | None:
    """Return how many people try and have adopted the practice, week by week; None where no unit is ever taken on."""
    key, points = along(study, SPEED, MOST)
    if not any(study.weekly(point.design, "joined").high.any() for point in points):
        return None
    band = BAND.format(study.replicates_text)
    if key is None or len(points) == 1:
        return _one_point(study, points[0], f"{points[0].label}. {band}")
    return _many_points(study, key, points, band + shared(study, key) + meanings([key]))


def _many_points(study: Study, key: str, points: Sequence[StudyPoint], subtitle: str) -> Figure:
    colours = [to_hex(colour) for colour in mpl.colormaps["viridis"](np.linspace(0, 0.75, len(points)))]
    figure = page(HEIGHT, f"Adoption by {plain(key).lower()}", subtitle)
    lines: dict[str, list[Line]] = {}
    adopted, trying = figure.subplots(1, 2, sharey=True)
    for axes, name in ((adopted, "adopted"), (trying, "trying")):
        pairs = zip(points, colours, strict=True)
        lines[name] = [
            Line(brief(key, point.value(key)), study.weekly(point.design, name), colour) for point, colour in pairs
        ]
        draw_lines(axes, _baseline(study, name, points) + lines[name], study.calendar)
        axes.yaxis.set_major_formatter(_percent)
        axes.set_title(f"{plain(name)}, share of people", weight="bold", size=10)
    name_ends(adopted, _baseline(study, "adopted", points) + lines["adopted"], AXES_HEIGHT)
    name_peaks(trying, lines["trying"])
    return figure


def _one_point(study: Study, point: StudyPoint, subtitle: str) -> Figure:
    figure = page(HEIGHT, "Adoption", subtitle)
    axes = figure.subplots()
    lines = [
        *_baseline(study, "adopted", [point]),
        Line("unit taken on", study.weekly(point.design, "joined"), GREY),
        Line("trying", study.weekly(point.design, "trying"), ORANGE, "--"),
        Line("adopted", study.weekly(point.design, "adopted"), BLUE),
    ]
    draw_lines(axes, lines, study.calendar)
    name_ends(axes, lines, AXES_HEIGHT)
    axes.set_ylabel("Share of people")
    axes.yaxis.set_major_formatter(_percent)
    return figure


def _baseline(study: Study, name: str, points: Sequence[StudyPoint]) -> list[Line]:
    addresses = {
        point.baseline for point in points if point.baseline and len(study.runs[point.baseline].replicates) > 0
    }
    return (
        [Line("baseline", study.weekly(address, name), INK, ":") for address in addresses]
        if len(addresses) == 1
        else []
    )


def _percent(share: float, _place: float) -> str:
    return f"{100 * share:.4g} %"
