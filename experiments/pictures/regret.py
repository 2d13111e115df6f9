"""Policies over all worlds: their mean, their regret, and the share of worlds in which they are good enough."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.discover.regret import PolicyRegret
from experiments.discover.thresholds import Threshold
from experiments.pictures.page import BLUE, INK, LIGHT, VERMILLION, page
from experiments.wording.choices import Choice
from experiments.wording.names import METRIC, brief, is_share, number, option, plain

MOST = 15
HUNDRED = 100.0


def draw_regret(found: Discovery) -> Figure | None:
    """Return the picture of the most robust policies, the best one first; None where there is no regret."""
    table = found.regret
    if table is None:
        return None
    policies = table.policies[:MOST]
    good = " and ".join(map(_good, table.thresholds))
    which = f" The {MOST} most robust of {len(table.policies)}." if len(table.policies) > MOST else ""
    subtitle = f"Plans over {table.worlds} worlds, the most robust one first.{which} Good enough: {good}."
    confidence = found.space.study.confidence_text
    note = (
        "Regret: by how much the best plan of a world is better. Dot: the largest over all worlds, with its paired "
        "interval in that "
        f"world; ring: the mean. Lines: {confidence} intervals; of the shares only where worlds were sampled."
    )
    figure = page(0.28 * len(policies) + 0.8, "Which plan holds up in all worlds", subtitle, note)
    mean, regret, meets = figure.subplots(1, 3, sharey=True)
    metric = METRIC[table.metric]
    factor = HUNDRED if is_share(metric) else 1.0
    _draw_means(mean, policies, factor)
    _draw_regrets(regret, policies, factor)
    _draw_shares(meets, policies)
    mean.set_xlabel(f"{plain(metric.name)},\n{'%' if is_share(metric) else metric.unit}")
    regret.set_xlabel(f"Regret,\n{'percentage points' if is_share(metric) else metric.unit}")
    meets.set_xlabel("Good enough,\n% of worlds")
    mean.set_yticks(range(len(policies)), [_name(policy) for policy in policies])
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
    bound = "what it is if nothing is tried" if threshold.value is None else number(threshold.value, metric, 2)
    return f"{plain(metric.name).lower()} of at {'least' if threshold.at_least else 'most'} {bound}"


def _name(policy: PolicyRegret) -> str:
    """Return a policy by its values, without the names of its levers where the value says enough."""
    parts = [_lever(key, values) for key, values in policy.levers.items()]
    return ", ".join(["nothing tried", *parts] if policy.is_baseline else parts) or policy.policy


def _lever(key: str, values: Sequence[Choice | None]) -> str:
    name = key.rpartition(".")[2].replace("_", " ")
    if not values:
        return f"any {name}"
    if all(isinstance(value, str) for value in values):
        return "/".join(option(str(value)) for value in values)
    return f"{name} {'/'.join(brief(key, value) for value in values)}"
