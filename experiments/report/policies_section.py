"""Policies over worlds: which holds up whatever turns out to be true, and where plans go wrong; told in plain words."""

import re
from collections.abc import Sequence

from experiments.discover.box import Dimension, Limit
from experiments.discover.discovery import Discovery
from experiments.discover.regimes import RegimeMap
from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.discover.scenarios import ScenarioAnswer
from experiments.discover.space import Space
from experiments.discover.thresholds import Threshold
from experiments.inference.crossed import Expected
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Points, Section, TableBlock
from experiments.report.wording import (
    bare,
    between,
    headed,
    listed,
    name_of,
    plan,
    small_metric,
    title,
    unit_of_key,
    unsigned,
    value,
    value_of,
    values_interval,
)
from experiments.wording.choices import Choice
from experiments.wording.language import say, with_unit
from experiments.wording.names import METRIC, brief, metric_name
from experiments.wording.quantities import confidence_text, percent
from sim.scenario import declared_parameters

MOST = 15
LOSES = re.compile(r"(?P<one>.+) loses against (?P<other>.+) \(on (?P<metric>\w+)\)")
NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*=[^\s,]+|[a-z_]+(?:\.[a-z_]+)+|[a-z]+(?:_[a-z0-9]+)+|\[[a-z_, ]*\]")


def verdict(found: Discovery, table: RegretTable) -> list[str]:
    """Return the verdict of a study over worlds."""
    first, *others = table.policies
    worst = say("robust.never_behind", most=unsigned(table.metric, first.largest))
    why = worst if first.largest else say("robust.none_better")
    told = {"worlds": table.worlds, "name": called(first), "metric": small_metric(table.metric), "why": why}
    lines = [say("robust.holds", **told), f"{_average(found, table)} {_stays(table)}"]
    if others:
        next_worst = unsigned(table.metric, others[0].largest)
        lines.append(say("robust.next", name=called(others[0]), most=next_worst))
    if found.regimes is not None:
        lines.append(_cells(found.regimes))
    return [*lines[:2], *filter(None, [" ".join(lines[2:])])]


def _average(found: Discovery, table: RegretTable) -> str:
    best = next(policy for policy in table.policies if policy.policy == table.best_mean)
    told = {
        "level": value(table.metric, best.mean.mean),
        "confidence": confidence_text(found.space.study.confidence),
        "interval": _interval(table.metric, best.mean),
    }
    key = "robust.best_too" if best is table.policies[0] else "robust.best_other"
    return say(key, name=called(best), **told)


def _stays(table: RegretTable) -> str:
    """Return how often luck would have made the same plan the most robust one."""
    return say("robust.stays", share=percent(table.robust_share))


def _cells(regimes: RegimeMap) -> str:
    undecided, cells = sum(not cell.decided for cell in regimes.cells), len(regimes.cells)
    key = "robust.cells_undecided" if undecided else "robust.cells_decided"
    return say(key, across=name_of(regimes.across), up=name_of(regimes.up), cells=cells, undecided=undecided)


def called(policy: PolicyRegret, *, short: bool = False) -> str:
    """Return a plan, with those that came out alike, in plain words; ``short``: without units."""
    said = [_lever(key, values, short=short) for key, values in policy.levers.items()]
    if policy.is_baseline:
        return f"“{', '.join([say('robust.nothing_tried'), *said])}”"
    return f"“{', '.join(said)}”" if said else say("plan.this")


def _lever(key: str, values: Sequence[Choice | None], *, short: bool) -> str:
    if not values:
        return say("robust.any_of", name=name_of(key))
    if short and all(isinstance(value, (int, float)) for value in values):
        return f"{name_of(key)} {say('list.or').join(brief(key, value) for value in values)}"
    *_, last = (plan({} if value is None else {key: value}, [key]).strip("“”") for value in values)
    return last if len(values) == 1 else with_unit(f"{name_of(key)} {either(key, values)}", unit_of_key(key))


def policies(found: Discovery, table: RegretTable, drawn: Sequence[Block]) -> Section:
    """Return the section about policies over worlds."""
    good = listed([_met(threshold) for threshold in table.thresholds])
    shared = f" {say('robust.shared')}" if any(policy.alike for policy in table.policies) else ""
    told = say("robust.worlds", worlds=table.worlds, good=good) + shared
    sure = say("table.interval", confidence=confidence_text(found.space.study.confidence))
    heads = ("largest_regret", "mean_regret", "best_in", "good_in")
    numbers = (say("table.mean"), sure, *(say(f"robust.{name}") for name in heads))
    levers = [Heading(headed(key), number=bool(unit_of_key(key))) for key in found.space.levers]
    levers = levers or [Heading(say("case.plan"))]
    head = [*levers, *(Heading(title, number=True) for title in numbers)]
    rows = [_row(found.space, table.metric, policy) for policy in table.policies[:MOST]]
    more = f" {say('robust.more', most=MOST, count=len(table.policies))}" if len(table.policies) > MOST else ""
    caption = say("robust.caption", metric=metric_name(table.metric), worlds=table.worlds) + more
    shown = TableBlock("robust", caption, head, rows, say("robust.note"))
    left = [Paragraph(say("robust.left_out", count=len(table.left_out)))] if table.left_out else []
    return Section("robust", say("robust.title"), [Paragraph(told), *drawn, shown, *left])


def _row(space: Space, metric: str, policy: PolicyRegret) -> list[Cell]:
    low, high = policy.meets_low, policy.meets_high
    sure = between(percent(low), percent(high)) if low is not None and high is not None else ""
    return [
        *_levers(space, policy),
        Cell(value(metric, policy.mean.mean)),
        Cell(_interval(metric, policy.mean)),
        Cell(unsigned(metric, policy.largest)),
        Cell(unsigned(metric, policy.mean_regret)),
        Cell(percent(policy.best_in)),
        Cell(percent(policy.meets), sure),
    ]


def _levers(space: Space, policy: PolicyRegret) -> list[Cell]:
    if not space.levers:
        return [Cell(title(called(policy).strip("“”")))]
    return [
        Cell(either(key, policy.levers[key]) if key in policy.levers else say("robust.nothing_tried"))
        for key in space.levers
    ]


def either(key: str, values: Sequence[Choice | None]) -> str:
    """Return values to choose from, without their unit; none: any value."""
    return say("list.or").join(bare(key, value) for value in values) or say("robust.any")


def _met(threshold: Threshold) -> str:
    middle = "" if threshold.value is None else f" {say('robust.middle')}"
    key = "robust.at_least" if threshold.at_least else "robust.at_most"
    return say(key, metric=small_metric(threshold.metric), bound=_bound(threshold)) + middle


def _missed(threshold: Threshold) -> str:
    key = "robust.below" if threshold.at_least else "robust.above"
    return say(key, metric=small_metric(threshold.metric), bound=_bound(threshold))


def _bound(threshold: Threshold) -> str:
    return say("robust.baseline") if threshold.value is None else value(threshold.metric, threshold.value)


def _interval(metric: str, found: Expected) -> str:
    return values_interval(metric, found.low, found.high)


def wrong(found: Discovery, table: RegretTable, drawn: Sequence[Block]) -> Section | None:
    """Return the section about where plans go wrong; None where nothing tells such cases from others."""
    said = [told(answer, table) for answer in found.answers]
    blocks = [Paragraph(say("wrong.read")), Points(said), *drawn]
    return Section("wrong", say("wrong.title"), blocks) if said else None


def told(answer: ScenarioAnswer, table: RegretTable) -> str:
    """Return where plans go wrong in one way, as a sentence."""
    subject, scenario = title(_subject(answer.subject, table)), answer.scenario
    if scenario is None:
        return say("wrong.always" if answer.cases else "wrong.never", subject=subject, rows=answer.rows)
    found, base = scenario.found, percent(scenario.base)
    if not found.box.limits:
        return say("wrong.no_limits", subject=subject, base=base, rows=answer.rows)
    limits = [
        limit_in_words(column, found.box.limits[column.name])
        for column in answer.columns
        if column.name in found.box.limits
    ]
    told = {"coverage": percent(found.coverage), "density": percent(found.density), "rows": answer.rows, "base": base}
    return say("wrong.where", subject=subject, limits=say("list.and").join(limits), **told)


def _subject(said: str, table: RegretTable) -> str:
    """Return what goes wrong in plain words, from what ``discover`` says of it: who, and what happens to them."""
    loses = LOSES.fullmatch(said)
    if loses is not None:
        one, other, metric = (_who(loses["one"], table), _who(loses["other"], table), small_metric(loses["metric"]))
        return say("wrong.loses", one=one, other=other, metric=metric)
    missed = say("list.or").join(_missed(threshold) for threshold in table.thresholds)
    who = said.partition(" (")[0].removesuffix(" short").removesuffix(" falls").removesuffix(" fall")
    if who == "Policies":
        return say("wrong.all_short", missed=missed)
    return say("wrong.one_short", who=_who(who, table), missed=missed)


def _who(said: str, table: RegretTable) -> str:
    alike = (policy for policy in table.policies if policy.alike and said == policy.policy)
    return next((called(policy) for policy in alike), in_plain(said))


def limit_in_words(column: Dimension, limit: Limit) -> str:
    """Return what a limit leaves of what varies."""
    name = name_of(column.name)
    if limit.words is not None:
        others = [place for place in range(len(column.words)) if place not in limit.words]
        key = "is_not" if len(others) < len(limit.words) else "is"
        held = others if key == "is_not" else sorted(limit.words)
        words = say("list.or").join(value_of(column.name, column.words[place]) for place in held)
        return say(f"limit.{key}", name=name, value=words)
    inside = column.values[limit.holds(column.values)]
    low, high = (value_of(column.name, float(f"{bound:.3g}")) for bound in (inside.min(), inside.max()))
    if low == high:
        return say("limit.is", name=name, value=low)
    if limit.low == -float("inf"):
        return say("limit.at_most", name=name, value=high)
    if limit.high == float("inf"):
        return say("limit.at_least", name=name, value=low)
    return say("limit.is", name=name, value=between(low, high))


def in_plain(text: str) -> str:
    """Return a text in which names of parameters and metrics are written as words."""
    return NAME.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    name, sign, chosen = found[0].partition("=")
    if name in METRIC:
        return small_metric(name)
    if sign:
        return plan({name: _number(chosen) if name in declared_parameters() else chosen}, [name]).strip("“”")
    if name.startswith("["):
        return value_of("intervention", name)
    return name_of(name)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
