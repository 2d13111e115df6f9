"""A plan: a title, options by their names, parameters, and a timeline of measures, read from a section and checked.

A plan is what somebody would write on a page. It is turned into overrides, as they would be written on a command line,
so that one machinery composes and checks it: options first, then parameters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from experiments.configuration.nested import flat
from experiments.configuration.plans.budget import KEY as BUDGET
from experiments.configuration.plans.budget import Budget, read_budget
from experiments.configuration.plans.events import KEY as EVENTS
from experiments.configuration.plans.events import Events, read_events
from experiments.configuration.plans.measures import KEY as MEASURES
from experiments.configuration.plans.measures import Measures, read_measures, shown
from experiments.configuration.plans.named_departments import Names
from experiments.configuration.plans.override_text import override_text
from experiments.configuration.plans.portfolio import KEY as PORTFOLIO
from experiments.configuration.plans.portfolio import Portfolio, is_parameters, read_portfolio
from experiments.configuration.plans.problems import Options, refused_values, unknown_options
from sim.errors import ScenarioError, nearest_hint
from sim.scenario import declared_parameters

PLAN = "plan"
TITLE = "title"
INTERVENTION = "intervention"
OPTIONS = (PLAN, "project", "rollout", INTERVENTION)
OPTION_NAME = re.compile(r"[\w/-]+")
WORDS = (TITLE, MEASURES)
SAID_APART = (PORTFOLIO, BUDGET, EVENTS)
FIXED = "horizon."


@dataclass(frozen=True)
class Plan:
    """A checked plan.

    Attributes:
        title: what people call it; empty where nothing is said.
        chosen: options by their groups, such as ``{"project": "large", "intervention": "[okr]"}``.
        settings: values by dotted name.
        measures: the timeline.
        portfolio: projects by name, or a mixture of sizes.
        budget: what may be spent.
        events: what comes from outside.

    """

    title: str
    chosen: Mapping[str, str]
    settings: Mapping[str, object]
    measures: Measures
    portfolio: Portfolio
    budget: Budget
    events: Events

    @property
    def options(self) -> tuple[str, ...]:
        """Overrides that choose options."""
        groups = dict(self.chosen)
        if self.measures.names:
            listed = [name for name in groups.pop(INTERVENTION, "[]").strip("[]").split(",") if name]
            groups[INTERVENTION] = f"[{','.join(dict.fromkeys((*listed, *self.measures.names)))}]"
        return (*(f"{group}={name}" for group, name in groups.items()), *self.measures.options)

    @property
    def parameters(self) -> Mapping[str, object]:
        """Values by dotted name, those of the timeline, the portfolio, the budget and the events, too."""
        parts = (self.measures, self.portfolio, self.budget, self.events)
        return dict(self.settings) | {name: value for part in parts for name, value in part.parameters.items()}

    @property
    def overrides(self) -> list[str]:
        """The whole plan as overrides, options before parameters."""
        return [*self.options, *(override_text(name, value) for name, value in self.parameters.items())]

    @property
    def consists_of(self) -> tuple[str, ...]:
        """What the plan consists of, a text a part, in its own words."""
        options = (f"{group}: {name}" for group, name in self.chosen.items())
        values = (f"{name}: {shown(value)}" for name, value in self.settings.items())
        return (*options, *values, *self.measures.words, *self.portfolio.words, *self.budget.words, *self.events.words)


def checked_plan(
    values: object,
    where: str,
    options: Options | None = None,
    names: Names | None = None,
    begin: date | None = None,
) -> Plan:
    """Return a plan read from a section; raise ScenarioError that names every problem of the section at once.

    ``options`` gives the options of a group, ``names`` those of all departments, ``begin`` the day on which week 0
    begins; None where nobody knows them yet.
    """
    if not isinstance(values, Mapping):
        raise ScenarioError(f"{where} must be a plan such as {{rollout: big_bang, project.size: 10}}")
    problems: list[str] = []
    measures = read_measures(values.get(MEASURES), options, names, problems)
    portfolio = read_portfolio(values.get(PORTFOLIO), begin, names, problems)
    budget, events = (
        read_budget(values.get(BUDGET), problems),
        read_events(_listed(values.get(EVENTS)), names, problems),
    )
    chosen = dict(_chosen(values, options, problems))
    settings = dict(_settings(values, problems))
    problems += refused_values(settings)
    if problems:
        raise ScenarioError(f"{where}: {'; '.join(problems)}")
    return Plan(str(values.get(TITLE) or ""), chosen, settings, measures, portfolio, budget, events)


def _listed(events: object) -> object:
    """Return events that are told as a list; others are told by their parameters, as any other section is."""
    return None if isinstance(events, Mapping) else events


def without_options(overrides: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the overrides that choose no option of a group of which ``others`` choose one."""
    chosen = {text.partition("=")[0] for text in others}
    return [text for text in overrides if text.partition("=")[0] not in OPTIONS or text.partition("=")[0] not in chosen]


def _chosen(values: Mapping[Any, Any], options: Options | None, problems: list[str]) -> Iterator[tuple[str, str]]:
    for group in OPTIONS:
        chosen = values.get(group)
        if chosen is None or isinstance(chosen, Mapping):
            continue
        several = isinstance(chosen, list)
        if several and group != INTERVENTION:
            problems.append(f"{group} is one option, not a list of them")
            continue
        names = [str(name) for name in chosen] if several else [str(chosen)]
        odd = [name for name in names if not OPTION_NAME.fullmatch(name)]
        problems += [f"{group}: '{name}' cannot name an option" for name in odd]
        problems += unknown_options(group, [name for name in names if name not in odd], options)
        yield group, f"[{','.join(names)}]" if group == INTERVENTION else names[0]


def _settings(values: Mapping[Any, Any], problems: list[str]) -> Iterator[tuple[str, object]]:
    apart = [key for key in SAID_APART if not _is_section(key, values.get(key))]
    for name, value in flat({key: value for key, value in values.items() if key not in apart}):
        if name in WORDS or name in OPTIONS:
            continue
        if name.startswith(FIXED):
            problems.append(f"{name} cannot differ between plans, which share their weeks and their luck")
        elif name not in declared_parameters():
            problems.append(f"unknown parameter '{name}'{_hint(name)}")
        else:
            yield name, value


def _is_section(key: str, value: object) -> bool:
    """Return whether a part of a plan is told by its parameters (``events: {scandal: {week: 5}}``)."""
    return key != BUDGET and isinstance(value, Mapping) and (key != PORTFOLIO or is_parameters(value))


def _hint(name: str) -> str:
    return (
        nearest_hint(name, [*declared_parameters(), *WORDS, *SAID_APART, *OPTIONS])
        or "; see: orgchange describe parameters"
    )
