"""The section ``case`` of a configuration: arms, observations and a question, checked before anything runs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from experiments.configuration.observation import BASELINE, Observation, checked_observation
from experiments.configuration.plans.named_departments import Names
from experiments.configuration.plans.plan import Plan, checked_plan
from experiments.input.own_metrics import OWN
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES
from sim.parameters import Parameters, Role, declare
from sim.scenario import Scenario

CASE = "case"
ARM = f"{CASE}.arm"
ARM_NAME = re.compile(r"[a-z][a-z0-9_]*")
LISTS: Mapping[str, Any] = {"arms": {}, "metrics": [], "compare": [], "observed": []}


class CaseSettings(Parameters):
    """What a case is about, and which of its arms is run."""

    title: str = declare("title of the case", default="", role=Role.CONSTANT)
    question: str = declare("what somebody who decides would ask", default="", role=Role.CONSTANT)
    arm: str = declare(
        "arm that is run; empty: all of them, one by one (with -m: none)", default="", role=Role.CONSTANT
    )


class Contrast(Parameters):
    """Two arms that are compared, pair by pair."""

    arm: str = declare("arm that is compared", default="", role=Role.CONSTANT)
    against: str = declare("arm it is compared with, or baseline", default=BASELINE, role=Role.CONSTANT)


@dataclass(frozen=True)
class Case:
    """A checked section: its settings, every arm as a plan, what is compared, and what was observed."""

    settings: CaseSettings
    arms: Mapping[str, Plan]
    metrics: Sequence[str]
    compare: Sequence[Contrast]
    observed: Sequence[Observation]

    @property
    def weekly(self) -> bool:
        """Whether something was seen in one week, so that the weeks of every run must be kept."""
        return any(found.weekly for found in self.observed)

    def applied(self, scenario: Scenario) -> Scenario:
        """Return a scenario with the parameters of the arm that is run; raise ScenarioError where they do not fit."""
        if self.running is None:
            return scenario
        try:
            return scenario.with_values(self.running.parameters)
        except ScenarioError as error:
            raise ScenarioError(f"{CASE}.arms.{self.settings.arm}: {error}") from None

    @property
    def running(self) -> Plan | None:
        """The arm that is run; None where there is none.

        Raises ScenarioError for an arm that is not there.
        """
        name = self.settings.arm
        if name and name not in self.arms:
            raise ScenarioError(f"{ARM}: there is no arm '{name}'{_valid(name, self.arms)}")
        return self.arms[name] if name else None


def declared_case() -> dict[str, Any]:
    """Return the section as it is where nothing is said."""
    return CaseSettings().plain() | dict(LISTS)


def checked_case(values: object, names: Names | None = None, begin: date | None = None) -> Case:
    """Return the checked section; raise ScenarioError for anything that is not allowed or refers to nothing.

    ``names`` gives the names of all departments: whoever runs an arm that names some has to know them. ``begin``: the
    day on which week 0 begins, for dates in tables.
    """
    if not isinstance(values, Mapping):
        raise ScenarioError(f"{CASE} is a section with settings of its own, not a value; write {CASE}.<setting>=...")
    settings = {name: value for name, value in values.items() if name not in LISTS}
    arms = {
        str(name): _checked_arm(str(name), changes, names, begin) for name, changes in _mapping(values, "arms").items()
    }
    compare = [
        _checked_contrast(item, arms, f"{CASE}.compare[{place}]") for place, item in enumerate(_list(values, "compare"))
    ]
    observed = [
        checked_observation(item, f"{CASE}.observed[{place}]") for place, item in enumerate(_list(values, "observed"))
    ]
    for place, found in enumerate(observed):
        _check_arms(found.arm, found.against, arms, f"{CASE}.observed[{place}]")
    return Case(
        CaseSettings.checked(settings, CASE), arms, _checked_metrics(_list(values, "metrics")), compare, observed
    )


def _checked_arm(name: str, changes: object, names: Names | None, begin: date | None) -> Plan:
    if not ARM_NAME.fullmatch(name) or name == BASELINE:
        raise ScenarioError(
            f"{CASE}.arms: '{name}' cannot name an arm; write small letters, digits and _, and not '{BASELINE}'"
        )
    return checked_plan(changes, f"{CASE}.arms.{name}", names=names, begin=begin)


def _checked_contrast(values: object, arms: Mapping[str, Plan], where: str) -> Contrast:
    if not isinstance(values, Mapping):
        raise ScenarioError(f"{where} must be two arms such as {{arm: waves, against: {BASELINE}}}")
    found = Contrast.checked(values, where)
    _check_arms(found.arm, found.against, arms, where)
    return found


def _check_arms(arm: str, against: str, arms: Mapping[str, Plan], where: str) -> None:
    for key, name, valid in (("arm", arm, ["", BASELINE, *arms]), ("against", against, [BASELINE, *arms])):
        if name not in valid:
            raise ScenarioError(
                f"{where}.{key}: there is no arm '{name}'{_valid(name, [each for each in valid if each])}"
            )


def _checked_metrics(names: Sequence[object]) -> list[str]:
    for name in names:
        if name not in METRIC_NAMES and name not in OWN:
            hint = nearest_hint(str(name), METRIC_NAMES) or "; see: orgchange describe metrics"
            raise ScenarioError(f"{CASE}.metrics: there is no metric '{name}'{hint}")
    return [str(name) for name in names]


def _mapping(values: Mapping[str, Any], name: str) -> Mapping[Any, object]:
    found = values.get(name) or {}
    if not isinstance(found, Mapping):
        raise ScenarioError(
            f"{CASE}.{name} must give every arm its parameters, such as {{slow: {{rollout.speed: 0.05}}}}, not "
            f"{found!r}"
        )
    return found


def _list(values: Mapping[str, Any], name: str) -> Sequence[object]:
    found = values.get(name) or []
    if not isinstance(found, list):
        raise ScenarioError(f"{CASE}.{name} must be a list, not {found!r}")
    return found


def _valid(name: str, names: Mapping[str, object] | Sequence[str]) -> str:
    if not names:
        return "; this configuration has no arms (add one: '+case.arms.slow={rollout.speed: 0.05}')"
    return nearest_hint(name, names) or f"; valid: {', '.join(names)}"
