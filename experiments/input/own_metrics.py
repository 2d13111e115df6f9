"""Metrics of people's own: a formula over declared metrics, with a unit and what is better.

They are kept by name for the process, once a study that has them is read or run, so that whoever is given a name finds
its unit, its direction and its values, as of a declared one.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from experiments.input.formula import Formula, checked_formula
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES, Metric

Numbers = NDArray[np.float64]
Found = TypeVar("Found")

NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
BETTER = {"higher": 1, "more": 1, "lower": -1, "less": -1, "": 0}
KEYS = ("formula", "unit", "better")
EXAMPLE = "{speedy: {formula: adopted / (1 + cost_overrun_first), unit: points, better: higher}}"
MOST = 50


@dataclass(frozen=True)
class OwnMetric:
    """A checked metric of somebody's own."""

    metric: Metric
    formula: Formula

    def values(self, metrics: Numbers) -> Numbers:
        """Return its values, float64 (...), from the declared metrics of runs, float64 (..., m)."""
        return self.formula.values(lambda name: metrics[..., METRIC_NAMES.index(name)])


OWN: dict[str, OwnMetric] = {}


class WithOwn(dict[str, Found]):
    """What is known of declared metrics by name, in which those of people's own are found, too."""

    def __init__(self, declared: Mapping[str, Found], of: Callable[[Metric], Found]) -> None:
        super().__init__(declared)
        self._of = of

    def __missing__(self, name: str) -> Found:
        return self._of(OWN[name].metric)


def settings_text(values: object) -> str:
    """Return the metrics of a configuration as one text, as the settings of a study keep them."""
    return values if isinstance(values, str) else json.dumps(values, sort_keys=False, default=str)


def declared_own(text: str, where: str) -> tuple[str, ...]:
    """Make the metrics of a text known and return their names; raise ScenarioError that says all that is wrong."""
    found: list[OwnMetric] = []
    problems: list[str] = []
    for name, values in _mapping(text, where).items():
        try:
            found.append(_checked(name, values, f"{where}.{name}"))
        except ScenarioError as error:
            problems.append(str(error))
    if problems:
        raise ScenarioError("; ".join(problems))
    OWN.update((own.metric.name, own) for own in found)
    return tuple(own.metric.name for own in found)


def named_values(metrics: Numbers, name: str) -> Numbers:
    """Return a metric by its name, one of somebody's own, too, float64 (...), from declared ones, float64 (..., m)."""
    found: Numbers = OWN[name].values(metrics) if name in OWN else metrics[..., METRIC_NAMES.index(name)]
    return found


def with_own(metrics: Numbers, names: Sequence[str]) -> Numbers:
    """Return declared metrics of runs, float64 (r, m), with columns of own ones behind them."""
    columns = [OWN[name].values(metrics) for name in names]
    return np.column_stack([metrics, *columns]) if columns else metrics


def _mapping(text: str, where: str) -> Mapping[str, object]:
    try:
        values = json.loads(text or "{}")
    except ValueError:
        values = None
    if not isinstance(values, dict) or len(values) > MOST:
        raise ScenarioError(f"{where} must be metrics by name such as {EXAMPLE}, at most {MOST}, not '{text[:60]}'")
    return values


def _checked(name: str, values: object, where: str) -> OwnMetric:
    if not NAME.fullmatch(name) or name in METRIC_NAMES:
        raise ScenarioError(f"{where} cannot name a metric: small letters, digits and _, and not one that is declared")
    if not isinstance(values, Mapping) or "formula" not in values:
        raise ScenarioError(f"{where} needs a formula, such as {EXAMPLE}")
    for key in values:
        if key not in KEYS:
            hint = nearest_hint(str(key), KEYS) or f"; valid: {', '.join(KEYS)}"
            raise ScenarioError(f"{where}: there is no '{key}'{hint}")
    better = str(values.get("better") or "")
    if better not in BETTER:
        raise ScenarioError(f"{where}.better must be higher or lower, not '{better}'")
    formula = checked_formula(values["formula"], METRIC_NAMES, f"{where}.formula")
    unit = str(values.get("unit") or "own unit")
    return OwnMetric(Metric(name, f"own metric: {formula.text}", unit, BETTER[better]), formula)
