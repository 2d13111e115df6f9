"""What can be set, what is measured, and the order of a week, from the model's own declarations."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from rich.console import Console

from experiments.api.answer import Answer
from experiments.configuration.declarations import Row, metric_rows, parameter_rows, week_rows
from experiments.configuration.offered import case_rows, event_rows, intervention_rows, plan_rows
from experiments.console.describe import print_rows
from experiments.validation.evidence import counted, evidence_rows
from sim.errors import ScenarioError, nearest_hint
from sim.scenario import declared_parameters

TOPICS: dict[str, Callable[[], list[Row]]] = {
    "parameters": parameter_rows,
    "metrics": metric_rows,
    "week": week_rows,
    "evidence": evidence_rows,
    "interventions": intervention_rows,
    "events": event_rows,
    "plans": plan_rows,
    "cases": case_rows,
}


def describe(topic: str, words: Sequence[str]) -> Answer[list[Row]]:
    """Return the rows of a topic with all the words in their name, else anywhere; raise ScenarioError without any."""
    everything = TOPICS[topic]()
    rows = _filtered(everything, words)
    if not rows:
        raise ScenarioError(f"no {topic} with {' and '.join(map(repr, words))}{_nearest_name(words, everything)}")
    headline = counted(rows) if topic == "evidence" else ""

    def show(console: Console) -> None:
        print_rows(console, rows, headline)

    return Answer(rows, show=show, plain=lambda: {topic: rows}, frame=lambda: _frame(topic, rows))


def parameters(*words: str) -> Answer[list[Row]]:
    """Return every parameter (with all of ``words``): default, bounds, unit, meaning, role, grade and source.

    As a table, ``low`` and ``high`` are the bounds as numbers: what a sampler needs.
    """
    return describe("parameters", words)


def metrics(*words: str) -> Answer[list[Row]]:
    """Return every metric and weekly series (with all of ``words``): definition, unit, and what is better."""
    return describe("metrics", words)


def week(*words: str) -> Answer[list[Row]]:
    """Return the steps of a week (with all of ``words``) in their order, and what each reads."""
    return describe("week", words)


def evidence(*words: str) -> Answer[list[Row]]:
    """Return what everything rests on: parameters and targets (with all of ``words``), assumptions first."""
    return describe("evidence", words)


def _frame(topic: str, rows: Sequence[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    if topic == "parameters":
        bounds = {name: declared.bounds for name, declared in declared_parameters().items() if declared.bounds}
        for place, column in enumerate(("low", "high")):
            frame[column] = [bounds[name][place] if name in bounds else None for name in frame["name"]]
            frame[column] = frame[column].astype("float64")
    return frame


def _filtered(rows: Sequence[Row], words: Sequence[str]) -> list[Row]:
    named = [row for row in rows if all(word.lower() in row["name"].lower() for word in words)]
    return named or [row for row in rows if all(_stands_in(word, row.values()) for word in words)]


def _stands_in(word: str, values: Any) -> bool:  # noqa: ANN401 - the values of a row
    return any(word.lower() in str(value).lower() for value in values)


def _nearest_name(words: Sequence[str], rows: Sequence[Row]) -> str:
    return nearest_hint(words[0], [part for row in rows for part in (row["name"], *row["name"].split("."))])
