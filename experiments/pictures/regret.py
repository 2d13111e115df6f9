"""Policies over all worlds: their mean, their regret, and the share of worlds in which they are good enough."""

from collections.abc import Sequence
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.discover.regret import PolicyRegret
from experiments.discover.thresholds import Threshold
from experiments.pictures.page import BLUE, INK, LIGHT, VERMILLION, page
from experiments.wording.choices import Choice
from experiments.wording.language import say
from experiments.wording.names import METRIC, brief, is_share, key_name, metric_name, number, option, small, unit_name
from experiments.wording.quantities import confidence_text

MOST, CHARACTERS = 15, 40
HUNDRED = 100.0


def draw_regret(found: Discovery) -> Figure | None:
    """Return the picture of the most robust policies, the best one first; None where there is no regret."""
    table = found.regret
    if table is None:
        return None
    policies = table.policies[:MOST]
    good = say("list.and").join(map(_good, table.thresholds))
    which = f" {say('robust.more', most=MOST, count=len(table.policies))}" if len(table.policies) > MOST else ""
    subtitle = f"{say('pictures.regret_over', worlds=table.worlds)}{which} {say('pictures.good_enough', good=good)}"
    note = say("pictures.regret_note", confidence=confidence_text(found.space.study.confidence))
    figure = page(0.28 * len(policies) + 0.8, say("robust.title"), subtitle, note)
    mean, regret, meets = figure.subplots(1, 3, sharey=True)
    metric = METRIC[table.metric]
    factor = HUNDRED if is_share(metric) else 1.0
    _draw_means(mean, policies, factor)
    _draw_regrets(regret, policies, factor)
    _draw_shares(meets, policies)
    mean.set_xlabel(f"{metric_name(metric.name)},\n{unit_name(metric.unit)}")
    points = say("pictures.points") if is_share(metric) else unit_name(metric.unit)
    regret.set_xlabel(say("pictures.regret_axis", unit=points))
    meets.set_xlabel(say("pictures.good_axis"))
    mean.set_yticks(range(len(policies)), ["\n".join(wrap(_name(policy), CHARACTERS)) for policy in policies])
    mean.set_ylim(len(policies) - 0.5, -0.5)
    for axes in (mean, regret, meets):
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="#E4E4E4", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines["left"].set_visible(False)
        axes.locator_params(axis="x", nbins=4)
    return figure


def _draw_means(axes: Axes, policies: Sequence[PolicyRegret], factor: float) -> None:
    for place, policy in enumerate(policies):
        axes.plot(
            [factor * policy.mean.low, factor * policy.mean.high],
            [place, place],
            color=BLUE,
            linewidth=2,
            solid_capstyle="butt",
        )
        axes.plot([factor * policy.mean.mean], [place], "o", color=BLUE, markersize=5)


def _draw_regrets(axes: Axes, policies: Sequence[PolicyRegret], factor: float) -> None:
    for place, policy in enumerate(policies):
        ends = [factor * policy.paired.low, factor * policy.paired.high]
        axes.plot(ends, [place, place], color=VERMILLION, linewidth=2, solid_capstyle="butt")
        axes.plot([factor * policy.largest], [place], "o", color=VERMILLION, markersize=5)
        axes.plot([factor * policy.mean_regret], [place], "o", color=INK, markerfacecolor="white", markersize=5)
    axes.axvline(0, color=INK, linewidth=1, zorder=1)


def _draw_shares(axes: Axes, policies: Sequence[PolicyRegret]) -> None:
    for place, policy in enumerate(policies):
        axes.barh(place, HUNDRED * policy.meets, height=0.6, color=LIGHT)
        if policy.meets_low is not None and policy.meets_high is not None:
            axes.plot(
                [HUNDRED * policy.meets_low, HUNDRED * policy.meets_high], [place, place], color=INK, linewidth=1.5
            )
    axes.set_xlim(0, HUNDRED)


def _good(threshold: Threshold) -> str:
    metric = METRIC[threshold.metric]
    bound = say("robust.baseline") if threshold.value is None else number(threshold.value, metric, 2)
    key = "robust.at_least" if threshold.at_least else "robust.at_most"
    return say(key, metric=small(metric_name(metric.name)), bound=bound)


def _name(policy: PolicyRegret) -> str:
    """Return a policy by its values, without the names of its levers where the value says enough."""
    parts = [_lever(key, values) for key, values in policy.levers.items()]
    if not (parts or policy.is_baseline):
        return say("plan.this")
    return ", ".join([say("robust.nothing_tried"), *parts] if policy.is_baseline else parts)


def _lever(key: str, values: Sequence[Choice | None]) -> str:
    name = small(key_name(key))
    if not values:
        return say("robust.any_of", name=name)
    if all(isinstance(value, str) for value in values):
        return "/".join(option(str(value)) for value in values)
    return f"{name} {'/'.join(brief(key, value) for value in values)}"
