"""Policies over worlds: which holds up whatever turns out to be true, and where plans go wrong; told in plain words."""

import re
from collections.abc import Sequence

from experiments.discover.box import Column as Varied
from experiments.discover.box import Limit
from experiments.discover.expected import Expected
from experiments.discover.find import Discovery
from experiments.discover.regimes import RegimeMap
from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.discover.scenarios import Answer
from experiments.discover.space import Space
from experiments.discover.thresholds import Threshold
from experiments.numbers import percent
from experiments.pictures.wording import METRIC
from experiments.report.blocks import Block, Cell, Column, Paragraph, Points, Section, Table
from experiments.report.words import (
    bare,
    headed,
    listed,
    metric_name,
    name_of,
    plan,
    unit_of_key,
    unsigned,
    value,
    value_of,
    values_interval,
)
from sim.scenario import declared_parameters

MOST = 15
NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*=[^\s,]+|[a-z_]+(?:\.[a-z_]+)+|[a-z]+(?:_[a-z0-9]+)+|\[[a-z_, ]*\]")
WORLDS = (
    "Nobody knows which of these worlds is the real one. The regret of a plan in a world is by how much the best plan of that world does "
    "better; the most robust plan is the one whose largest regret is smallest. A plan is good enough in a world where {good}."
)
WRONG = (
    "A search for few limits that hold most of the cases in which plans go wrong, and little else (PRIM). Coverage: how many of all such "
    "cases lie inside the limits. Density: how many of what lies inside are such cases."
)


def named(space: Space, label: str) -> str:
    """Return a policy in plain words by its label."""
    policy = next((policy for policy in space.policies if policy.label == label), None)
    if policy is None:
        return in_plain(label)
    chosen = {key: chosen for key, chosen in policy.values.items() if chosen is not None}
    said = plan(chosen, list(policy.values)) if policy.values else ""
    return f"nothing tried{f' with {said}' if said else ''}" if policy.is_baseline else said


def verdict(found: Discovery, table: RegretTable) -> list[str]:
    """Return the verdict of a study over worlds."""
    first = table.policies[0]
    title = metric_name(table.metric).lower()
    robust = named(found.space, table.robust)
    worst = unsigned(table.metric, first.largest)
    lines = [
        f"Over {table.worlds} worlds, {robust} holds up best: in {title} it is never more than {worst} behind the best plan of a world.",
        f"That it is the most robust stays so in {percent(table.robust_share)} of resamples of the luck; {_average(found, table)}",
    ]
    if found.regimes is not None:
        lines.append(_cells(found.regimes))
    return lines


def _average(found: Discovery, table: RegretTable) -> str:
    best = next(policy for policy in table.policies if policy.policy == table.best_mean)
    level = f"{value(table.metric, best.mean.mean)} ({_interval(table.metric, best.mean)})"
    if table.best_mean == table.robust:
        return f"it is also the best on average, with {level}."
    return f"best on average is {named(found.space, table.best_mean)}, with {level}."


def _cells(regimes: RegimeMap) -> str:
    undecided = sum(not cell.decided for cell in regimes.cells)
    where = f"{name_of(regimes.across)} and {name_of(regimes.up)}"
    return f"Which choice is best at each {where} is undecided in {undecided} of {len(regimes.cells)} cells of the map."


def policies(found: Discovery, table: RegretTable, drawn: Sequence[Block]) -> Section:
    """Return the section about policies over worlds."""
    good = listed([_met(threshold) for threshold in table.thresholds])
    sure = f"{100 * found.space.analysis.confidence:g} % interval"
    numbers = ("Mean", sure, "Largest regret", "Mean regret", "Best in", "Good enough in")
    levers = [Column(headed(key), number=bool(unit_of_key(key))) for key in found.space.levers]
    head = [*levers, *(Column(title, number=True) for title in numbers)]
    rows = [_row(found.space, table.metric, policy) for policy in table.policies[:MOST]]
    more = f" The {MOST} most robust of {len(table.policies)}." if len(table.policies) > MOST else ""
    caption = f"{metric_name(table.metric)} over {table.worlds} worlds, most robust plan first.{more}"
    shown = Table("robust", caption, head, rows, "Best in, good enough in: share of the worlds. Points are percentage points.")
    return Section("robust", "Which plan holds up in all worlds", [Paragraph(WORLDS.format(good=good)), *drawn, shown])


def _row(space: Space, metric: str, policy: PolicyRegret) -> list[Cell]:
    low, high = policy.meets_low, policy.meets_high
    sure = f"{percent(low)} to {percent(high)}" if low is not None and high is not None else ""
    return [
        *_levers(space, policy.policy),
        Cell(value(metric, policy.mean.mean)),
        Cell(_interval(metric, policy.mean)),
        Cell(unsigned(metric, policy.largest)),
        Cell(unsigned(metric, policy.mean_regret)),
        Cell(percent(policy.best_in)),
        Cell(percent(policy.meets), sure),
    ]


def _levers(space: Space, label: str) -> list[Cell]:
    policy = next(policy for policy in space.policies if policy.label == label)
    return [Cell(bare(key, policy.values[key]) if key in policy.values else "nothing tried") for key in space.levers]


def _met(threshold: Threshold) -> str:
    return f"{metric_name(threshold.metric).lower()} is at {'least' if threshold.at_least else 'most'} {_bound(threshold)}"


def _missed(threshold: Threshold) -> str:
    return f"{metric_name(threshold.metric).lower()} {'below' if threshold.at_least else 'above'} {_bound(threshold)}"


def _bound(threshold: Threshold) -> str:
    return "what it is if nothing is tried" if threshold.value is None else value(threshold.metric, threshold.value)


def _interval(metric: str, found: Expected) -> str:
    return values_interval(metric, found.low, found.high)


def wrong(found: Discovery, thresholds: Sequence[Threshold]) -> Section | None:
    """Return the section about where plans go wrong; None where nothing tells such cases from others."""
    told = [_sentence(answer, thresholds) for answer in found.answers]
    return Section("wrong", "Where plans go wrong", [Paragraph(WRONG), Points(told)]) if told else None


def _sentence(answer: Answer, thresholds: Sequence[Threshold]) -> str:
    subject, scenario = answer.subject.replace("Policies", "Plans"), answer.scenario
    for threshold in thresholds:
        subject = subject.replace(threshold.missed, _missed(threshold))
    subject = in_plain(subject)
    subject = f"{subject[0].upper()}{subject[1:]}"
    if scenario is None:
        return f"{subject}: in {'every' if answer.cases else 'no'} case of {answer.rows:,}."
    found, base = scenario.found, percent(scenario.base)
    if not found.box.limits:
        return f"{subject}: in {base} of {answer.rows:,} cases, and nothing that varies tells them from the others."
    limits = [_limit(column, found.box.limits[column.name]) for column in answer.columns if column.name in found.box.limits]
    return (
        f"{subject} where {' and '.join(limits)}. Coverage {percent(found.coverage)}, density {percent(found.density)}; of all "
        f"{answer.rows:,} cases it is {base}."
    )


def _limit(column: Varied, limit: Limit) -> str:
    name = name_of(column.name)
    if limit.words is not None:
        return f"{name} is {' or '.join(value_of(column.name, column.words[word]) for word in sorted(limit.words))}"
    inside = column.values[limit.holds(column.values)]
    low, high = (value_of(column.name, float(f"{bound:.3g}")) for bound in (inside.min(), inside.max()))
    if low == high:
        return f"{name} is {low}"
    if limit.low == -float("inf"):
        return f"{name} is at most {high}"
    return f"{name} is at least {low}" if limit.high == float("inf") else f"{name} is {low} to {high}"


def in_plain(text: str) -> str:
    """Return a text in which names of parameters and metrics are written as words."""
    return NAME.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    name, sign, chosen = found[0].partition("=")
    if name in METRIC:
        return metric_name(name).lower()
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
