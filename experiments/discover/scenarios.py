"""Scenarios: in which worlds, and with which levers, something goes wrong.

One question after another, each with its answer.

A row is a policy in a world, judged by its mean over replicates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.points import shown
from experiments.discover.box import Cases, Dimension, Limit
from experiments.discover.prim import DiscoveredBox, scenario_of
from experiments.discover.space import Combination, Space
from experiments.discover.thresholds import Threshold, all_met
from experiments.wording.choices import Choice
from experiments.wording.quantities import percent
from sim.errors import ScenarioError

ENDS = ("project.size", "rollout.speed")
Chosen = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A question: what goes wrong (``subject``, a clause), in which rows it can, and in which of these it does."""

    subject: str
    policies: NDArray[np.intp]
    worlds: NDArray[np.intp]
    cases: Cases


@dataclass(frozen=True)
class ScenarioAnswer:
    """The answer to a question.

    Attributes:
        subject: what goes wrong, as a clause.
        rows, cases: how many rows were looked at, and in how many it does.
        columns: what the scenario could be made of.
        scenario: what PRIM found; None where it goes wrong always or never.
        sentence: the answer in plain words.

    """

    subject: str
    rows: int
    cases: int
    columns: Sequence[Dimension]
    scenario: DiscoveredBox | None
    sentence: str


def answers(space: Space, asked: Sequence[Question]) -> list[ScenarioAnswer]:
    """Answer questions about a space."""
    return [_answer(space, question) for question in asked]


def usual_questions(space: Space, thresholds: Sequence[Threshold], robust: str) -> list[Question]:
    """Return what is asked unless somebody asks otherwise.

    Where any policy falls short, where the robust one does, and where the largest projects lose against the smallest,
    the fastest rollout against the slowest.
    """
    found = [falls_short(space, thresholds, {})]
    named = [policy for policy in space.policies if policy.label == robust and not policy.is_baseline]
    found += [falls_short(space, thresholds, _chosen(policy)) for policy in named if len(space.worlds) > 1]
    for key in (key for key in ENDS if key in space.levers):
        given = {policy.values[key] for policy in space.policies if not policy.is_baseline}
        values = sorted(value for value in given if isinstance(value, (int, float)))
        if len(values) > 1 and _alike_else(space, key, values[-1], values[0]):
            found.append(loses(space, {key: shown(values[-1])}, {key: shown(values[0])}))
    return found


def _alike_else(space: Space, key: str, one: Choice, other: Choice) -> bool:
    """Return whether two policies differ in nothing but that one has the first value of a key, the other the second."""
    tried = [dict(policy.values) for policy in space.policies if not policy.is_baseline]
    return any(values[key] == one and values | {key: other} in tried for values in tried)


def falls_short(space: Space, thresholds: Sequence[Threshold], chosen: Chosen) -> Question:
    """Ask where policies with some choices (none: all) miss a threshold.

    Raise ScenarioError where no policy has them.
    """
    met = all_met(space, thresholds)
    policies, worlds = _rows(space, _with(space, chosen))
    missed = " or ".join(threshold.missed for threshold in thresholds)
    who = f"{_said(chosen)} falls" if chosen else "Policies fall"
    return Question(f"{who} short ({missed})", policies, worlds, ~met[policies, worlds])


def loses(space: Space, chosen: Chosen, other: Chosen) -> Question:
    """Ask where policies with some choices are worse than the same with others.

    Raise ScenarioError where no two are alike else.
    """
    changed = {**chosen, **other}
    partner: dict[int, int] = {}
    for number in _with(space, chosen).tolist():
        alike = {**_chosen(space.policies[number]), **other}
        found = [place for place in _with(space, other).tolist() if _chosen(space.policies[place]) == alike]
        if found and found[0] != number:
            partner[number] = found[0]
    if not partner:
        raise ScenarioError(
            f"--loses {_said(chosen)} --against {_said(other)}: no two policies differ in {' and '.join(changed)} alone"
        )
    policies, worlds = _rows(space, np.array(list(partner), np.intp))
    others = np.array([partner[number] for number in policies.tolist()], np.intp)
    means = space.sign * space.values(space.metric).mean(axis=2)
    gain = means[policies, worlds] - means[others, worlds]
    known = ~np.isnan(gain)
    subject = f"{_said(chosen)} loses against {_said(other)} (on {space.metric})"
    return Question(subject, policies[known], worlds[known], gain[known] < 0)


def in_words(column: Dimension, limit: Limit) -> str:
    """Return a limit as a clause."""
    if limit.words is not None:
        words = [column.words[word] for word in sorted(limit.words)]
        others = [word for place, word in enumerate(column.words) if place not in limit.words]
        if len(others) < len(words):
            return f"{column.name} is not {' or '.join(others)}"
        return f"{column.name} is {' or '.join(words)}"
    levels = np.unique(column.values[limit.holds(column.values)])
    if len(levels) == 1:
        return f"{column.name} is {levels[0]:.3g}"
    if np.isinf(limit.low):
        return f"{column.name} is at most {limit.high:.3g}"
    if np.isinf(limit.high):
        return f"{column.name} is at least {limit.low:.3g}"
    return f"{column.name} is {limit.low:.3g} to {limit.high:.3g}"


def _answer(space: Space, asked: Question) -> ScenarioAnswer:
    columns = _columns(space, asked)
    scenario = scenario_of(columns, asked.cases) if columns else None
    rows, cases = len(asked.cases), int(asked.cases.sum())
    return ScenarioAnswer(asked.subject, rows, cases, columns, scenario, _sentence(asked, columns, scenario))


def _sentence(asked: Question, columns: Sequence[Dimension], scenario: DiscoveredBox | None) -> str:
    subject = asked.subject
    if scenario is None:
        extent = "in every case" if asked.cases.all() else "in no case"
        return f"{subject} {extent} of {len(asked.cases)}."
    found, base = scenario.found, percent(scenario.base)
    if not found.box.limits:
        return (
            f"{subject} in {base} of {len(asked.cases)} cases, and no limits on what varies tell these from the others."
        )
    clauses = [in_words(column, found.box.limits[column.name]) for column in columns if column.name in found.box.limits]
    return (
        f"{subject} where {' and '.join(clauses)}: {percent(found.coverage)} of the cases that do lie there "
        "(coverage), and "
        f"{percent(found.density)} of the cases there do (density), against {base} of all {len(asked.cases)}."
    )


def _columns(space: Space, asked: Question) -> list[Dimension]:
    """Return what varies between the rows of a question, levers first."""
    columns = []
    for keys, combinations, places in (
        (space.levers, space.policies, asked.policies),
        (space.uncertainties, space.worlds, asked.worlds),
    ):
        for key in keys:
            values = [combinations[place].values[key] for place in places.tolist()]
            column = _column(key, values, asked.worlds if keys is space.uncertainties else None)
            if len(np.unique(column.values)) > 1:
                columns.append(column)
    return columns


def _column(key: str, values: Sequence[Choice | None], worlds: NDArray[np.intp] | None) -> Dimension:
    groups = None if worlds is None else worlds.astype(np.int64)
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        return Dimension(key, np.array(values, np.float64), (), groups)
    words = list(dict.fromkeys(shown(value) for value in values))
    return Dimension(key, np.array([words.index(shown(value)) for value in values], np.float64), tuple(words), groups)


def _rows(space: Space, policies: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the place of every row: some policies in all worlds in which they were run."""
    run = ~np.isnan(space.values(space.metric)[policies]).any(axis=2)
    rows, worlds = np.nonzero(run)
    return policies[rows], worlds


def _with(space: Space, chosen: Chosen) -> NDArray[np.intp]:
    """Return the policies that have some choices, baselines left out."""
    for key in chosen:
        if key not in space.levers:
            raise ScenarioError(
                f"{key} is no lever that varies in this study; those that do: {', '.join(space.levers) or 'none'}"
            )
    asked = [number for number, policy in enumerate(space.policies) if not policy.is_baseline]
    found = [number for number in asked if chosen.items() <= _chosen(space.policies[number]).items()]
    if not found:
        raise ScenarioError(f"no policy of this study has {_said(chosen)}")
    return np.array(found, np.intp)


def _chosen(policy: Combination) -> dict[str, str]:
    return {key: shown(value) for key, value in policy.values.items()}


def _said(chosen: Chosen) -> str:
    return ", ".join(f"{key}={value}" for key, value in chosen.items())
