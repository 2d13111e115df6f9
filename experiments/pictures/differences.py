"""Paired differences to the baseline, with their intervals, plan by plan; where worlds vary, over all worlds."""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.pictures.grid import Value, places_of
from experiments.pictures.page import LIGHT, page
from experiments.pictures.rows import Row, draw_rows, explain, name_rows, point_to_better
from experiments.pictures.slices import Slice, against_baseline, doubted, labels, plans_of
from experiments.results.study import Study
from experiments.wording.language import say
from experiments.wording.names import METRIC, axis_name, described, is_share, metric_name, unit_name

MOST, MOST_NAMED = 30, 5
CHARACTERS, LINE = 40, 0.16
BETWEEN = " · "


def draw_differences(study: Study) -> Figure | None:
    """Return what every plan gained or lost in the study's metric; None for a single plan, or without baselines.

    None, too, where so much can be chosen that nobody could read the names of the rows.
    """
    keys = [key for key in study.varied if key not in doubted(study)]
    plans = plans_of(study)
    rows = {plan.designs[0]: row for plan in plans if (row := _row(study, plan, keys)) is not None}
    if len(plans) == 1 or not rows or len(keys) > MOST_NAMED:
        return None
    metric = METRIC[study.metric]
    shown = _best([plan for plan in _in_order(plans, keys) if plan.designs[0] in rows], rows, metric.direction)
    title = say("pictures.differences", metric=metric_name(metric.name))
    note = explain(study, judged=metric.direction != 0)
    lines = sum(rows[plan.designs[0]].name.count("\n") for plan in shown)
    height = 0.26 * len(shown) + LINE * lines + 0.7 + 0.17 * len(keys)
    figure = page(height, title, _subtitle(study, plans, len(rows)), note)
    axes = figure.subplots()
    draw_rows(axes, [rows[plan.designs[0]] for plan in shown], 100.0 if is_share(metric) else 1.0)
    point_to_better(axes, list(rows.values()))
    axes.set_xlabel(
        say("pictures.difference", unit=say("pictures.points") if is_share(metric) else unit_name(metric.unit))
    )
    name_rows(axes, [axis_name(key) for key in keys])
    _part_groups(axes, [plan.points[0].value(keys[0]) for plan in shown])
    return figure


def _subtitle(study: Study, plans: Sequence[Slice], count: int) -> str:
    worlds = max(len(plan.points) for plan in plans)
    how = say("pictures.differences_worlds", worlds=worlds) if worlds > 1 else say("pictures.differences_how")
    which = f" {say('pictures.best_of', most=MOST, count=count)}" if count > MOST else ""
    return f"{described(METRIC[study.metric])} {how}{which}"


def _part_groups(axes: Axes, values: Sequence[Value]) -> None:
    """Draw a line wherever the first value changes, if that makes groups."""
    ends = [place for place, (one, other) in enumerate(pairwise(values)) if one != other]
    if 2 * (len(ends) + 1) <= len(values):
        for place in ends:
            axes.axhline(place + 0.5, color=LIGHT, linewidth=0.8)


def _row(study: Study, plan: Slice, keys: Sequence[str]) -> Row | None:
    difference = against_baseline(study, plan)
    if difference is None:
        return None
    values = [text.replace(" ", "\N{NO-BREAK SPACE}") for text in labels(study, plan.points[0], keys).values()]
    values = values if len(keys) > 1 else list(labels(study, plan.points[0], keys).values())
    return Row("\n".join(wrap(BETWEEN.join(values), CHARACTERS)), difference, METRIC[study.metric].direction)


def _in_order(plans: Sequence[Slice], keys: Sequence[str]) -> list[Slice]:
    firsts = [plan.points[0] for plan in plans]
    places = {key: places_of(key, firsts) for key in keys}
    return sorted(plans, key=lambda plan: [place[plan.points[0].value(key)] for key, place in places.items()])


def _best(plans: Sequence[Slice], rows: dict[str, Row], direction: int) -> list[Slice]:
    ranked = sorted(plans, key=lambda plan: -(direction or 1) * rows[plan.designs[0]].difference.mean)
    kept = {plan.designs[0] for plan in ranked[:MOST]}
    return [plan for plan in plans if plan.designs[0] in kept]
