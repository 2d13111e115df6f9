"""What is believed of a parameter before any data: a distribution inside the parameter's declared bounds.

Rule    A prior that nobody gives follows the grade of evidence: literature, a seed or an assumption that was measured
        somewhere may be off by half, data by a quarter, an assumption by a factor of two; evenly on a log scale where
        the default is above 0, and never outside of the declared bounds. These factors are an assumption themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import stats

from experiments.configuration.nested import flat
from experiments.posterior.keys import Numbers
from sim.errors import ScenarioError, nearest_hint
from sim.parameters import Declaration, Grade, Role
from sim.scenario import Scenario, declared_parameters

FACTOR = {Grade.SEED: 1.5, Grade.LITERATURE: 1.5, Grade.DATA: 1.25, Grade.ASSUMPTION: 2.0}
WRITTEN = re.compile(r"(\w+)\(\s*([-+.\deE]+)\s*,\s*([-+.\deE]+)\s*\)")
KINDS = ("uniform", "loguniform", "normal", "lognormal", "beta")
ALWAYS_GIVEN = ("organization.", "horizon.", "rollouts.", "study.")
GIVEN_OF_EVENTS = ("chance", "week", "weeks")  # whoever names an event knows whether and when it came
HIGHEST_SHARE = 0.95  # of what is a share of 1, unless its default is higher
DIGITS = 9


@dataclass(frozen=True)
class Prior:
    """A distribution of one of ``KINDS`` with its two numbers, cut off at ``low`` and ``high``.

    normal: mean and standard deviation; lognormal: median and standard deviation of the logarithm; beta: both shapes.
    """

    kind: str
    first: float
    second: float
    low: float
    high: float

    @cached_property
    def _distribution(self) -> Any:  # noqa: ANN401 - a frozen distribution of SciPy
        a, b = self.first, self.second
        if self.kind == "uniform":
            return stats.uniform(a, b - a)
        if self.kind == "loguniform":
            return stats.loguniform(a, b)
        if self.kind == "normal":
            return stats.norm(a, b)
        return stats.lognorm(b, scale=a) if self.kind == "lognormal" else stats.beta(a, b)

    def value(self, share: Numbers) -> Numbers:
        """Return the quantiles at some shares of the cut-off distribution."""
        below, above = self._distribution.cdf(self.low), self._distribution.cdf(self.high)
        found: Numbers = self._distribution.ppf(below + share * (above - below))
        return np.clip(found, self.low, self.high)

    def share(self, value: Numbers) -> Numbers:
        """Return which share of the cut-off distribution lies below some values."""
        below, above = self._distribution.cdf(self.low), self._distribution.cdf(self.high)
        found: Numbers = (self._distribution.cdf(value) - below) / (above - below)
        return np.clip(found, 0.0, 1.0)

    def __str__(self) -> str:
        return f"{self.kind}({self.first:g}, {self.second:g})"


@dataclass(frozen=True)
class Unknown:
    """A parameter that varies in a bank, and what is believed of it."""

    name: str
    prior: Prior
    whole: bool = False

    def values(self, share: Numbers) -> Numbers:
        """Return values with as many digits as a configuration keeps."""
        found = self.prior.value(share)
        if self.whole:
            return np.round(found)
        return np.array([float(f"{value:.{DIGITS}g}") for value in found.tolist()])


def written_prior(name: str, text: object) -> Prior:
    """Return the prior that somebody wrote for a parameter; raise ScenarioError for what is none."""
    declared = _declaration(name)
    low, high = declared.bounds or (-np.inf, np.inf)
    if text == "declared" and np.isfinite([low, high]).all():
        return Prior("uniform", low, high, low, high)
    if "(" in str(text) and ")" not in str(text):
        raise ScenarioError(f"priors.{name}: '{text}' is cut off at its comma; in braces it needs quotes")
    found = WRITTEN.fullmatch(str(text).strip())
    if found is None or found[1] not in KINDS:
        hint = nearest_hint(found[1], KINDS) if found else ""
        raise ScenarioError(f"priors.{name}: '{text}' is no prior{hint}; write uniform(0.1, 0.5), {', '.join(KINDS)}")
    prior = Prior(found[1], float(found[2]), float(found[3]), low, high)
    _refuse_impossible(name, prior)
    if prior.kind in ("uniform", "loguniform"):
        return Prior(prior.kind, prior.first, prior.second, max(low, prior.first), min(high, prior.second))
    return prior


def _refuse_impossible(name: str, prior: Prior) -> None:
    a, b = prior.first, prior.second
    ranged = prior.kind in ("uniform", "loguniform")
    wrong = not a < b if ranged else b <= 0.0
    if wrong or (prior.kind in ("loguniform", "lognormal", "beta") and a <= 0.0):
        raise ScenarioError(f"priors.{name}: {prior} is no distribution; {_what_is_right(prior.kind)}")
    if ranged and (a < prior.low or b > prior.high):
        raise ScenarioError(f"priors.{name}: {prior} goes out of bounds: allowed is {prior.low:g} to {prior.high:g}")


def _what_is_right(kind: str) -> str:
    if kind in ("uniform", "loguniform"):
        return f"{kind} takes the low and the high end{', both above 0' if kind == 'loguniform' else ''}"
    return f"{kind} takes two numbers above 0" if kind != "normal" else "normal takes a mean and a deviation above 0"


def _declaration(name: str) -> Declaration:
    declared = declared_parameters()
    if name not in declared:
        raise ScenarioError(f"priors.{name}: unknown parameter{nearest_hint(name, declared)}")
    found = declared[name]
    if isinstance(found.example, bool) or not isinstance(found.example, (int, float)):
        raise ScenarioError(f"priors.{name}: only numbers have a prior; give {name} in scenario")
    if name.startswith(ALWAYS_GIVEN):
        raise ScenarioError(f"priors.{name}: the organization is given, not fitted; set {name} in scenario")
    return found


def unknowns_of(scenario: Scenario, written: Mapping[str, Prior], known: frozenset[str]) -> list[Unknown]:
    """Return everything uncertain that a scenario uses, but what is ``known``: by its own prior, else by its grade."""
    values: dict[str, Any] = dict(flat(scenario.to_mapping()))
    found = []
    for name, declared in declared_parameters().items():
        whole = isinstance(declared.example, int)
        if name in written:
            found.append(Unknown(name, written[name], whole))
        elif name not in known and _is_uncertain(name, declared, values):
            prior = _by_grade(float(values[name]), declared)
            if prior is not None:
                found.append(Unknown(name, prior, whole))
    return found


def _is_uncertain(name: str, declared: Declaration, values: Mapping[str, Any]) -> bool:
    number = isinstance(values[name], (int, float)) and not isinstance(values[name], bool)
    if declared.role is not Role.UNCERTAINTY or not number or name.startswith(ALWAYS_GIVEN):
        return False
    section, _, last = name.rpartition(".")
    if section.startswith("events."):
        return values[f"{section}.chance"] > 0.0 and last not in GIVEN_OF_EVENTS
    return values.get(f"{section}.strength", 1.0) != 0.0 or not section.startswith("intervention.")


def _by_grade(value: float, declared: Declaration) -> Prior | None:
    factor, (least, most) = FACTOR[declared.grade], declared.bounds or (-np.inf, np.inf)
    low, high = sorted((value / factor, value * factor))
    if (least, most) == (0, 1):
        most = max(HIGHEST_SHARE, value)
    low, high = max(low, least), min(high, most)
    if not low < high or (least < 0 and value == least):  # a number below all others is a sign for "not set"
        return None
    return Prior("loguniform" if low > 0.0 else "uniform", low, high, low, high)
