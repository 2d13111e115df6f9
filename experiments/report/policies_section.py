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
from experiments.wording.choices import Choice
from experiments.wording.names import METRIC
from experiments.wording.quantities import percent
from sim.scenario import declared_parameters

MOST = 15
NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*=[^\s,]+|[a-z_]+(?:\.[a-z_]+)+|[a-z]+(?:_[a-z0-9]+)+|\[[a-z_, ]*\]")
WORLDS = (
    "Nobody knows which of the {worlds} worlds is the real one, so a good plan is one that nobody has to regret in any "
    "of them. The regret of a plan in a world is by how much the best plan of that world does better; the most robust "
    "plan is the one whose largest regret is smallest. A plan is good enough in a world where it has {good}."
)
SHARED = " Plans that came out the same in every run share a row."
WRONG = (
    "A case is one plan in one world. A search for few limits that hold most of the cases in which plans go wrong, "
    "and little else (PRIM): "
    "coverage is how many of all such cases lie within the limits, density how many of the cases within the limits go "
    "wrong."
)


def verdict(found: Discovery, table: RegretTable) -> list[str]:
    """Return the verdict of a study over worlds."""
    first, *others = table.policies
    title = metric_name(table.metric).lower()
    worst = f"it is never more than {unsigned(table.metric, first.largest)} behind the best plan of a world"
    why = worst if first.largest else "no plan does better in any of them"
    lines = [
        f"Over {table.worlds} possible worlds, {called(first)} holds up best: in {title} {why}.",
        f"{_average(found, table)} {_stays(table)}",
    ]
    if others:
        next_worst = unsigned(table.metric, others[0].largest)
        lines.append(
            f"The next most robust is {called(others[0])}, which is up to {next_worst} behind the best plan of a world."
        )
    if found.regimes is not None:
        lines.append(_cells(found.regimes))
    return [*lines[:2], *filter(None, [" ".join(lines[2:])])]


def _average(found: Discovery, table: RegretTable) -> str:
    best = next(policy for policy in table.policies if policy.policy == table.best_mean)
    sure = f"{found.space.study.confidence_text} interval {_interval(table.metric, best.mean)}"
    level = f"{value(table.metric, best.mean.mean)} ({sure})"
    if best is table.policies[0]:
        return f"It is also the best on average over the worlds, with {level}."
    return f"Best on average over the worlds is {called(best)}, with {level}."


def _stays(table: RegretTable) -> str:
    """Return how often luck would have made the same plan the most robust one."""
    return (
        "With the luck of the runs drawn again from these runs, the same plan is most robust in "
        f"{percent(table.robust_share)} of draws."
    )


def _cells(regimes: RegimeMap) -> str:
    undecided, cells = sum(not cell.decided for cell in regimes.cells), len(regimes.cells)
    where = f"Among the plans of one {name_of(regimes.across)} and {name_of(regimes.up)}"
    if not undecided:
        return f"{where}, the best is decided in all {cells} cells of the map."
    return (
        f"{where}, luck cannot be ruled out as the reason for the lead of the best in {undecided} of the {cells} "
        "cells of the map."
    )


def called(policy: PolicyRegret) -> str:
    """Return a plan, with those that came out alike, in plain words."""
    said = [_lever(key, values) for key, values in policy.levers.items()]
    return f"“{', '.join(['nothing tried', *said] if policy.is_baseline else said)}”" if said else "“nothing tried”"


def _lever(key: str, values: Sequence[Choice | None]) -> str:
    if not values:
        return f"any {name_of(key)}"
    *_, last = (plan({} if value is None else {key: value}, [key]).strip("“”") for value in values)
    return last if len(values) == 1 else f"{name_of(key)} {either(key, values)} {unit_of_key(key)}".strip()


def policies(found: Discovery, table: RegretTable, drawn: Sequence[Block]) -> Section:
    """Return the section about policies over worlds."""
    good = listed([_met(threshold) for threshold in table.thresholds])
    told = WORLDS.format(worlds=table.worlds, good=good) + (
        SHARED if any(policy.alike for policy in table.policies) else ""
    )
    sure = f"{found.space.study.confidence_text} interval"
    numbers = ("Mean", sure, "Largest regret", "Mean regret", "Best in", "Good enough in")
    levers = [Heading(headed(key), number=bool(unit_of_key(key))) for key in found.space.levers]
    head = [*levers, *(Heading(title, number=True) for title in numbers)]
    rows = [_row(found.space, table.metric, policy) for policy in table.policies[:MOST]]
    more = f" The {MOST} most robust of {len(table.policies)}." if len(table.policies) > MOST else ""
    caption = f"{metric_name(table.metric)} over {table.worlds} worlds, most robust plan first.{more}"
    shown = TableBlock(
        "robust", caption, head, rows, "Best in, good enough in: share of the worlds. Points are percentage points."
    )
    return Section("robust", "Which plan holds up in all worlds", [Paragraph(told), *drawn, shown])


def _row(space: Space, metric: str, policy: PolicyRegret) -> list[Cell]:
    low, high = policy.meets_low, policy.meets_high
    sure = f"{percent(low)} to {percent(high)}" if low is not None and high is not None else ""
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
    return [Cell(either(key, policy.levers[key]) if key in policy.levers else "nothing tried") for key in space.levers]


def either(key: str, values: Sequence[Choice | None]) -> str:
    """Return values to choose from, without their unit; none: any value."""
    return " or ".join(bare(key, value) for value in values) or "any"


def _met(threshold: Threshold) -> str:
    middle = "" if threshold.value is None else " (the middle of all results of this study)"
    return (
        f"{metric_name(threshold.metric).lower()} of at {'least' if threshold.at_least else 'most'} "
        f"{_bound(threshold)}{middle}"
    )


def _missed(threshold: Threshold) -> str:
    return f"{metric_name(threshold.metric).lower()} {'below' if threshold.at_least else 'above'} {_bound(threshold)}"


def _bound(threshold: Threshold) -> str:
    return "what it is if nothing is tried" if threshold.value is None else value(threshold.metric, threshold.value)


def _interval(metric: str, found: Expected) -> str:
    return values_interval(metric, found.low, found.high)


def wrong(found: Discovery, table: RegretTable, drawn: Sequence[Block]) -> Section | None:
    """Return the section about where plans go wrong; None where nothing tells such cases from others."""
    said = [told(answer, table) for answer in found.answers]
    return Section("wrong", "Where plans go wrong", [Paragraph(WRONG), Points(said), *drawn]) if said else None


def told(answer: ScenarioAnswer, table: RegretTable) -> str:
    """Return where plans go wrong in one way, as a sentence."""
    subject, scenario = (
        answer.subject.replace("Policies", "Plans").replace(" loses against ", " does worse than "),
        answer.scenario,
    )
    for policy in (policy for policy in table.policies if policy.alike and subject.startswith(policy.policy)):
        subject = subject.replace(policy.policy, called(policy), 1)
    for threshold in table.thresholds:
        subject = subject.replace(threshold.missed, _missed(threshold))
    subject = in_plain(subject)
    subject = f"{subject[0].upper()}{subject[1:]}"
    if scenario is None:
        return f"{subject}: in {'every' if answer.cases else 'no'} case of {answer.rows:,}."
    found, base = scenario.found, percent(scenario.base)
    if not found.box.limits:
        return f"{subject}: in {base} of {answer.rows:,} cases, and nothing that varies tells them from the others."
    limits = [
        limit_in_words(column, found.box.limits[column.name])
        for column in answer.columns
        if column.name in found.box.limits
    ]
    return (
        f"{subject} where {' and '.join(limits)}: {percent(found.coverage)} of all such cases lie there "
        "(coverage), and "
        f"{percent(found.density)} of the cases there are such (density); of all {answer.rows:,} cases it is {base}."
    )


def limit_in_words(column: Dimension, limit: Limit) -> str:
    """Return what a limit leaves of what varies."""
    name = name_of(column.name)
    if limit.words is not None:
        others = [place for place in range(len(column.words)) if place not in limit.words]
        held, sign = (others, "is not") if len(others) < len(limit.words) else (sorted(limit.words), "is")
        return f"{name} {sign} {' or '.join(value_of(column.name, column.words[place]) for place in held)}"
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
