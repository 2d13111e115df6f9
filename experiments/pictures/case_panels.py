"""The panels of a case's picture: weeks, numbers, directions and comparisons, each with the height it needs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap

from matplotlib.axes import Axes

from experiments.cases.findings import Finding, Findings
from experiments.cases.wording import plain_value, spoken
from experiments.configuration.case import ARM
from experiments.configuration.observation import BASELINE, Basis, Kind, Observation
from experiments.pictures.lines import Line, draw_lines, name_ends
from experiments.pictures.page import BLUE, GREEN, GREY, INK, LIGHT, ORANGE, PURPLE
from experiments.pictures.rows import Row, draw_rows, point_to_better
from experiments.results.levels import Weekly
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.wording.language import localized, say, translated, with_unit
from experiments.wording.names import METRIC, definition, is_share, metric_name, unit_name
from sim.outcomes.dictionary import Metric

WEEKS_HEIGHT, ROW, LINE = 2.7, 0.14, 0.17
CHARACTERS, ARROW, ROOM = 44, 0.3, 0.4
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
STYLES = ("-", "--", "-.", ":", "--")
HUNDRED = 100.0
TICKS = 6


@dataclass(frozen=True)
class Panel:
    """Axes of their own: what they show, how many inches they need, whether something stands right above them."""

    title: str
    height: float
    draw: Callable[[Axes], None]
    pointed: bool = False


def week_panels(study: Study, findings: Findings) -> list[Panel]:
    """Return a panel for every weekly series of which numbers were observed."""
    weekly = [found for found in findings.of_kind[Kind.VALUE] if found.observation.weekly]
    groups = _grouped((f"{_definition(found.observation)} ({_unit(found.observation)})", found) for found in weekly)
    return [Panel(title, WEEKS_HEIGHT, partial(_draw_weeks, study, findings, found)) for title, found in groups.items()]


def value_panels(findings: Findings) -> list[Panel]:
    """Return a panel for every unit in which numbers without a week were observed."""
    fixed = [
        found for found in findings.of_kind[Kind.VALUE] if not found.observation.weekly and found.estimate is not None
    ]
    groups = _grouped((_unit(found.observation), found) for found in fixed)
    panels: list[Panel] = []
    for unit, found in groups.items():
        names = [_name(one.observation) for one in found]
        panels.append(
            Panel(say("pictures.observed_numbers", unit=unit), _height(names), partial(_draw_values, found, names))
        )
    return panels


def direction_panels(findings: Findings) -> list[Panel]:
    """Return a panel for every scale on which directions were observed, with an arrow that points there."""
    directed = [found for found in findings.of_kind[Kind.DIRECTION] if found.difference is not None]
    panels: list[Panel] = []
    for scale, group in _grouped((_scale(found.observation.metric), found) for found in directed).items():
        names = [_name(found.observation) for found in group]
        title = say("pictures.observed_directions", unit=scale)
        panels.append(Panel(title, _height(names), partial(_draw_directions, group, names)))
    return panels


def contrast_panels(findings: Findings) -> list[Panel]:
    """Return a panel for every metric of the question, a row a comparison."""
    panels: list[Panel] = []
    for name in findings.metrics:
        metric = METRIC[name]
        found = [
            (answer.contrast, answer.differences[name]) for answer in findings.answers if name in answer.differences
        ]
        names = [
            "\n".join(
                wrap(
                    say("case.pair", one=_arm(findings, contrast.arm), other=_arm(findings, contrast.against)),
                    CHARACTERS,
                )
            )
            for contrast, _ in found
        ]
        rows = [Row(label, difference, DIRECTIONS[name]) for label, (_, difference) in zip(names, found, strict=True)]
        if rows:
            draw = partial(_draw_contrasts, rows, _factor(metric))
            panels.append(
                Panel(
                    say("pictures.paired", metric=metric_name(name), unit=_scale(metric)),
                    _height(names),
                    draw,
                    pointed=metric.direction != 0,
                )
            )
    return panels


def _draw_weeks(study: Study, findings: Findings, found: Sequence[Finding], axes: Axes) -> None:
    first = found[0].observation
    points = _arms_of(study, findings, first)
    lines: list[Line] = []
    for place, point in enumerate(points):
        series = study.weekly(point.design, first.measure).times(first.factor(findings.people))
        name = _arm(findings, str(point.choices.get(ARM, ""))) or say("pictures.simulated")
        narrow = series if place == 0 else Weekly(series.median, series.median, series.median)
        lines.append(Line(name, narrow, COLOURS[place], STYLES[place]))
    for one in (finding.observation for finding in found):
        face = "white" if one.basis == Basis.PLANNED else INK
        axes.plot([one.week], [one.value], "D", markersize=7, color=INK, markerfacecolor=face, clip_on=False, zorder=5)
        axes.annotate(
            _short(one), (one.week, one.value), xytext=(-7, 6), textcoords="offset points", ha="right", size=9.5
        )
    draw_lines(axes, lines, study.calendar)
    axes.set_ylim(0, 1.1 * axes.get_ylim()[1])
    name_ends(axes, lines, WEEKS_HEIGHT)
    axes.yaxis.set_major_formatter(lambda value, _: localized(f"{value:,.0f}" if first.unit else f"{value:,g}"))


def _arms_of(study: Study, findings: Findings, found: Observation) -> list[StudyPoint]:
    """Return the arm in which something was observed, then the others that the question compares.

    As many as there are colours.
    """
    by_name = {str(point.choices.get(ARM, "")): point for point in study.ended}
    compared = [(answer.contrast.arm, answer.contrast.against) for answer in findings.answers]
    named = [found.arm or next(iter(by_name)), *(name for pair in compared for name in pair)]
    return [by_name[name] for name in dict.fromkeys(named) if name in by_name][: len(COLOURS)]


def _draw_values(found: Sequence[Finding], names: Sequence[str], axes: Axes) -> None:
    for place, one in enumerate(found):
        observed, estimate = one.observation, one.estimate
        if estimate is None:
            continue
        axes.plot(
            [estimate.low, estimate.high], [place, place], color=BLUE, linewidth=2, solid_capstyle="butt", zorder=2
        )
        axes.plot([estimate.middle], [place], "o", markersize=6, color=BLUE, zorder=3)
        face = "white" if observed.basis == Basis.PLANNED else INK
        axes.plot([observed.value], [place], "D", markersize=7, color=INK, markerfacecolor=face, zorder=4)
        text = say("pictures.observed_text", observed=_measured(observed.value, observed), simulated=_simulated(one))
        axes.text(1.01, place, text, transform=axes.get_yaxis_transform(), va="center", size=9)
    _name_places(axes, names)
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.grid(axis="x", color="#E4E4E4", linewidth=0.8)
    axes.set_axisbelow(True)


def _draw_directions(found: Sequence[Finding], names: Sequence[str], axes: Axes) -> None:
    rows = [
        Row(name, one.difference, one.observation.direction.sign)
        for name, one in zip(names, found, strict=True)
        if one.difference
    ]
    draw_rows(axes, rows, _factor(found[0].observation.metric))
    left, right = axes.get_xlim()
    reach = max(-left, right)
    axes.locator_params(axis="x", nbins=TICKS)
    sides = {row.direction for row in rows}
    axes.set_xlim(min(left, -reach * ROOM) if -1 in sides else left, max(right, reach * ROOM) if 1 in sides else right)
    arrow = {"color": LIGHT, "width": 5, "headwidth": 12}
    for place, row in enumerate(rows):
        axes.annotate("", (ARROW * reach * row.direction, place), (0, place), arrowprops=arrow, zorder=0)


def _draw_contrasts(rows: Sequence[Row], factor: float, axes: Axes) -> None:
    draw_rows(axes, rows, factor)
    axes.locator_params(axis="x", nbins=TICKS)
    point_to_better(axes, rows)


def _name_places(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), list(names))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _name(found: Observation) -> str:
    return "\n".join(wrap(f"{found.what} ({translated(found.basis.value)}, {found.grade.value})", CHARACTERS))


def _unit(found: Observation) -> str:
    return unit_name(found.unit or found.metric.unit)


def _arm(findings: Findings, name: str) -> str:
    if name == BASELINE:
        return say("pictures.baseline")
    arms = findings.case.arms
    return (arms[name].title if name in arms else "") or spoken(name)


def _measured(value: float, found: Observation) -> str:
    return with_unit(plain_value(value, found), translated(found.unit or found.metric.unit))


def _simulated(found: Finding) -> str:
    if found.estimate is None:
        return ""
    low, high = (plain_value(bound, found.observation) for bound in found.estimate[1:])
    return f"{_measured(found.estimate.middle, found.observation)} ({say('value.between', low=low, high=high)})"


def _definition(found: Observation) -> str:
    text = definition(found.metric)
    return f"{text[0].upper()}{text[1:]}"


def _height(names: Sequence[str]) -> float:
    return len(names) * (ROW + LINE * max(name.count("\n") + 1 for name in names))


def _scale(metric: Metric) -> str:
    if is_share(metric):
        return say("pictures.points")
    return say("pictures.hundredths") if _factor(metric) > 1 else unit_name(metric.unit)


def _factor(metric: Metric) -> float:
    return HUNDRED if is_share(metric) or metric.unit in ("0 to 1", "ratio", "-1 to 1") else 1.0


def _grouped(items: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for name, found in items:
        groups.setdefault(name, []).append(found)
    return groups


def _short(found: Observation) -> str:
    value = localized(f"{found.value:,g}")
    return say("pictures.planned", value=value) if found.basis == Basis.PLANNED else value
