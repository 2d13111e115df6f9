"""What each plan reaches and costs, a row a plan: the success of the change, its parts, and the money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from experiments.inference.runs import Runs
from experiments.money.account import Account
from experiments.money.kept import accounts_of, kept_prices
from experiments.pictures.slices import Slice, plans_of
from experiments.report.content import ReportContent
from experiments.report.front.spans import Estimate, Span, spans
from experiments.report.money_section import euros, euros_between
from experiments.report.policies_section import called
from experiments.report.wording import title, value, values_interval
from experiments.results.levels import Mean
from experiments.results.study import StudyPoint
from experiments.results.weights import PARTS
from experiments.wording.language import say
from experiments.wording.names import metric_name
from sim.outcomes.dictionary import METRIC as COLUMN
from sim.outcomes.dictionary import METRIC_NAMES

MOST, NO_BREAK = 4, "\u00a0"
Accounts = Mapping[str, Account]


@dataclass(frozen=True)
class PlanRow:
    """A plan: its name, cells of text, and its level as a small picture."""

    name: str
    level: str
    interval: str
    span: Span | None
    parts: Sequence[str]
    cost: str
    net: str
    between: str


@dataclass(frozen=True)
class PlanTable:
    """The plans of the first page: what the columns are, the rows, and how many plans are not shown."""

    metric: str
    parts: Sequence[str]
    rows: Sequence[PlanRow]
    more: str


@dataclass(frozen=True)
class _Group:
    """Points that are one plan in all its worlds, or a baseline; ``mean``: of the study's metric."""

    name: str
    designs: Sequence[str]
    points: Sequence[StudyPoint]
    mean: Mean


def plan_table(content: ReportContent) -> PlanTable | None:
    """Return what the plans reach and cost, best first, then doing nothing; None where no plans are compared."""
    if content.sensitivities or not content.compared:
        return None
    plans = list(_plans(content))
    shown = plans[:MOST]
    accounts = _accounts(content)
    groups = [*shown, *_baselines(content, shown)]
    bars = spans([Estimate(*group.mean, "", "") for group in groups], around_zero=False)
    rows = [_row(content, group, bar, accounts) for group, bar in zip(groups, bars, strict=True)]
    more = say("front.more", most=MOST, count=len(plans)) if len(plans) > MOST else ""
    names = [say(f"front.parts.{part}") for part in PARTS]
    return PlanTable(metric_name(content.metric), names, rows, more)


def _plans(content: ReportContent) -> Iterator[_Group]:
    table = content.worlds
    if table is not None and content.discovery is not None and content.findings is None:
        groups = plans_of(content.study)
        for policy in table.policies:
            if policy.is_baseline:
                continue
            found = next((group for group in groups if _fits(group, policy.levers)), None)
            if found is not None:
                yield _Group(called(policy, short=True).strip("“”"), found.designs, found.points, Mean(*policy.mean))
        return
    for point in content.compared:
        mean = content.study.means(point)[content.metric]
        yield _Group(content.short(point).strip("“”"), [point.design], [point], mean)


def _fits(group: Slice, levers: Mapping[str, Sequence[object]]) -> bool:
    first = group.points[0]
    return all(not values or first.value(key) in values for key, values in levers.items())


def _baselines(content: ReportContent, shown: Sequence[_Group]) -> Iterator[_Group]:
    """Yield doing nothing; where plans differ in it, as it is for the best plan."""
    found = {addresses for group in shown if (addresses := _addresses(group))}
    best = _addresses(shown[0])
    if best:
        name = say("front.nothing" if len(found) == 1 else "front.nothing_as_best")
        yield _Group(name, best, [], _mean(content, best))


def _addresses(group: _Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(point.baseline) for point in group.points if _ran(point)))


def _ran(point: StudyPoint) -> bool:
    return point.baseline is not None and point.baseline_runs is not None and len(point.baseline_runs.replicates) > 0


def _mean(content: ReportContent, addresses: Sequence[str]) -> Mean:
    means = [content.study.means_of(content.study.runs[address])[content.metric] for address in addresses]
    if len(means) == 1:
        return means[0]
    return Mean(float(np.nanmean([mean.mean for mean in means])), nan, nan)


def _row(content: ReportContent, group: _Group, bar: Span | None, accounts: Accounts) -> PlanRow:
    runs = [content.study.runs[design] for design in group.designs]
    mean = group.mean
    own = [accounts[point.design] for point in group.points if point.design in accounts]
    net, between = _net(own)
    return PlanRow(
        name=title(group.name).replace(" %", f"{NO_BREAK}%"),
        level=value(content.metric, mean.mean),
        interval="" if isnan(mean.mean) or isnan(mean.low) else _interval(content, mean),
        span=bar,
        parts=[_part(runs, part) for part in PARTS],
        cost=_cost(own, planned=bool(group.points)),
        net=net,
        between=NO_BREAK.join(between.rsplit(" ", 1)),
    )


def _interval(content: ReportContent, mean: Mean) -> str:
    return values_interval(content.metric, mean.low, mean.high) if np.isfinite(mean.low) else say("front.no_interval")


def _part(runs: Sequence[Runs], part: str) -> str:
    """Return the mean of a part of the success of the change; none for adoption where no practice is done."""
    name = PARTS[part]
    if part == "adoption" and not any(found.metrics[:, COLUMN.joined].any() for found in runs):
        return "–"
    column = METRIC_NAMES.index(name)
    values = np.concatenate([found.averaged[:, column] for found in runs])
    values = values[~np.isnan(values)]
    return value(name, float(np.clip(values, 0.0, 1.0).mean())) if len(values) else say("front.unknown")


def _accounts(content: ReportContent) -> Accounts:
    found = accounts_of(content.study, kept_prices(content.study))
    ranked = [point for point in content.study.ranked if point.has_runs]
    return {point.design: account for point, account in zip(ranked, found, strict=True)}


def _cost(own: Sequence[Account], *, planned: bool) -> str:
    """Return what the measures of a plan cost, mean over its worlds: money and people's time."""
    if not own:
        return "–" if planned else euros(0.0)
    each = [one.lines["measures_money"].mean + one.lines["measures_time"].mean for one in own]
    return euros(float(np.mean(each)))


def _net(own: Sequence[Account]) -> tuple[str, str]:
    """Return the net benefit against doing nothing, with its interval, or from the worst to the best world."""
    added = [one.added["net"] for one in own if one.added]
    if not added:
        return "–", ""
    if len(added) == 1:
        found = added[0]
        return euros(found.mean), euros_between(found.low, found.high) if np.isfinite(found.low) else ""
    means = [one.mean for one in added]
    span = say("front.net_worlds", interval=euros_between(min(means), max(means)))
    return euros(float(np.mean(means))), span
