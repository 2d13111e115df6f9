"""The two futures of a lesson: their scenarios, composed as ``orgchange run`` does, and the people they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from experiments.configuration.overrides import parse_override
from experiments.lesson.content import SETTING, Lesson
from experiments.organizations.shared import organization_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from sim.engine import Plan, make_plan
from sim.errors import ScenarioError
from sim.model import OrganizationModel
from sim.organization.chart import Organization
from sim.scenario import Scenario

NAMES = "ab"  # of the two futures, in codes
KNOWN = 64


@dataclass(frozen=True)
class Futures:
    """The scenarios of two futures of the same people, who they are, and whose luck they have."""

    scenarios: Sequence[Scenario]
    organization: Organization
    replicate: int

    @cached_property
    def plans(self) -> list[Plan]:
        """The scenarios made ready for their people."""
        return [make_plan(scenario, self.organization) for scenario in self.scenarios]

    def model(self, future: int) -> OrganizationModel:
        """Return one of them before its first week, to be lived and branched."""
        return OrganizationModel(self.scenarios[future], self.organization, self.replicate)


def futures_of(lesson: Lesson) -> Futures:
    """Return the futures of a lesson; raise ScenarioError where they do not share their people."""
    setting = lesson.setting
    scenarios = scenarios_of(setting.futures, f"{lesson.name}/{SETTING}: futures", lesson.options)
    one, other = scenarios
    if one.organization != other.organization or one.horizon != other.horizon:
        raise ScenarioError(
            f"the two futures of the lesson {lesson.name} must have the same organization, horizon and seed"
        )
    _check_weeks(lesson, one.horizon.weeks)
    return Futures(scenarios, people_of(one, setting.replicate), setting.replicate)


def _check_weeks(lesson: Lesson, weeks: int) -> None:
    """Raise ScenarioError where a lesson stops, or looks, when all weeks have been lived."""
    late = [f"a stop in week {stop.week}" for stop in lesson.setting.stops if stop.week >= weeks]
    late += [f"bet '{name}' on week {bet.week}" for name, bet in lesson.setting.bets.items() if (bet.week or 0) > weeks]
    if late:
        raise ScenarioError(f"{lesson.name}/{SETTING}: the futures have {weeks} weeks, too few for {', '.join(late)}")


def people_of(scenario: Scenario, replicate: int) -> Organization:
    """Return the organization in which a replicate of a scenario lives."""
    return organization_of(scenario, replicate + scenario.organization.draws, replicate)


def scenarios_of(futures: Sequence[Sequence[str]], where: str, options: Path | None = None) -> list[Scenario]:
    """Return the scenarios of some futures; ``options``: a folder in which plans of one's own are found, too.

    Raise ScenarioError, which says where, if one cannot be composed.
    """
    return [_scenario(tuple(one), f"{where}[{place}]", options) for place, one in enumerate(futures)]


def _scenario(overrides: tuple[str, ...], where: str, options: Path | None) -> Scenario:
    try:
        return _of_shipped(overrides) if options is None else _composed(overrides, (options,))
    except ScenarioError as error:
        raise ScenarioError(f"{where}: {error}") from None


@lru_cache(KNOWN)
def _of_shipped(overrides: tuple[str, ...]) -> Scenario:
    """Return the scenario of shipped options, which never change; bets and claims of a lesson share many."""
    return _composed(overrides, ())


def _composed(overrides: tuple[str, ...], search: tuple[Path, ...]) -> Scenario:
    with hydra_started() as hydra:
        _refuse_sweeps(overrides)
        return composed_scenario(hydra, StudyRequest(overrides, search))


def _refuse_sweeps(overrides: Sequence[str]) -> None:
    for text in overrides:
        if parse_override(text).is_sweep_override():
            raise ScenarioError(f"'{text}' has several values, and a future is one scenario")
