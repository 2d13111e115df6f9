"""Paired differences to the baseline, with their intervals, point by point."""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.grid import Value, places_of
from experiments.pictures.page import LIGHT, page
from experiments.pictures.rows import Row, draw_rows, explain, name_rows, point_to_better
from experiments.results.study import Study, StudyPoint
from experiments.wording.names import METRIC, brief, choice, described, is_share, option, plain

MOST, MOST_NAMED = 30, 5
CHARACTERS, LINE = 40, 0.16
BETWEEN = " · "


def draw_differences(study: Study) -> Figure | None:
    """Return what every point gained or lost in the study's metric; None for a single point, or without baselines.

    None, too, where so much varies that nobody could read the names of the rows.
    """
    if len(study.varied) > MOST_NAMED:
        return None
    rows = {point.design: row for point in study.ended if (row := _row(study, point)) is not None}
    if len(study.ended) == 1 or not rows:
        return None
    metric = METRIC[study.metric]
    points = _best(study, [point for point in _in_order(study) if point.design in rows], rows)
    which = f" The {MOST} best of {len(rows)} points." if len(rows) > MOST else ""
    subtitle = f"{described(metric)} Each point against its own baseline, pair by pair.{which}"
    title, note = (
        f"{plain(metric.name)}: paired difference to the baseline",
        explain(study, judged=metric.direction != 0),
    )
    lines = sum(rows[point.design].name.count("\n") for point in points)
    figure = page(0.26 * len(points) + LINE * lines + 0.7 + 0.17 * len(study.varied), title, subtitle, note)
    axes = figure.subplots()
    draw_rows(axes, [rows[point.design] for point in points], 100.0 if is_share(metric) else 1.0)
    point_to_better(axes, list(rows.values()))
    axes.set_xlabel(f"Difference, {'percentage points' if is_share(metric) else metric.unit}")
    name_rows(axes, [plain(key) for key in study.varied])
    _part_groups(axes, [point.value(study.varied[0]) for point in points])
    return figure


def _part_groups(axes: Axes, values: Sequence[Value]) -> None:
    """Draw a line wherever the first value changes, if that makes groups."""
    ends = [place for place, (one, other) in enumerate(pairwise(values)) if one != other]
    if 2 * (len(ends) + 1) <= len(values):
        for place in ends:
            axes.axhline(place + 0.5, color=LIGHT, linewidth=0.8)


def _row(study: Study, point: StudyPoint) -> Row | None:
    difference = study.difference_to_baseline(point, METRIC[study.metric].name)
    return None if difference is None else Row(_name(study, point), difference, METRIC[study.metric].direction)


def _name(study: Study, point: StudyPoint) -> str:
    """Return the values of a point, in as many lines as leave room for the numbers."""
    values = [_short(key, point.value(key)) for key in study.varied]
    return "\n".join(wrap(BETWEEN.join(values), CHARACTERS))


def _short(key: str, value: Value) -> str:
    """Return a value with the digits that tell it from others, and options as words that stay on one line."""
    text = brief(key, float(f"{value:.3g}")) if isinstance(value, float) else option(choice(value))
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _in_order(study: Study) -> list[StudyPoint]:
    places = {key: places_of(key, study.ended) for key in study.varied}
    return sorted(study.ended, key=lambda point: [place[point.value(key)] for key, place in places.items()])


def _best(study: Study, points: Sequence[StudyPoint], rows: dict[str, Row]) -> list[StudyPoint]:
    sign = METRIC[study.metric].direction or 1
    ranked = sorted(points, key=lambda point: -sign * rows[point.design].difference.mean)
    kept = {point.design for point in ranked[:MOST]}
    return [point for point in points if point.design in kept]
