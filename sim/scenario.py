"""A scenario: everything that is simulated, in declared sections, checked before anything runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError, nearest_hint
from sim.events.catalogue import Events
from sim.interventions.catalogue import INTERVENTIONS, MEASURES, Interventions, Rollouts, begins
from sim.interventions.microprojects import Microprojects
from sim.interventions.times import check_times
from sim.organization.recipe import OrganizationRecipe
from sim.outcomes.benefits import Benefits
from sim.outcomes.change_success import ChangeSuccess
from sim.parameters import Declaration, Parameters, Role, check, declare
from sim.processes.adoption import Adoption
from sim.processes.budget import Budget
from sim.processes.coordination import Coordination
from sim.processes.deadline import Deadline
from sim.processes.delivery import Delivery
from sim.processes.estimation import Estimation
from sim.processes.experience import Experience
from sim.processes.exposure import Exposure
from sim.processes.feedback import Feedback
from sim.processes.fixed_costs import FixedCosts
from sim.processes.hidden_errors import HiddenErrors
from sim.processes.influence import Influence
from sim.processes.learning import Learning
from sim.processes.leave_taking import LeaveTaking
from sim.processes.legacy import Legacy
from sim.processes.listed_portfolio import ListedProjects, check_listed
from sim.processes.miscommunication import Miscommunication
from sim.processes.onboarding import Onboarding
from sim.processes.people import People
from sim.processes.portfolio import ProjectPlan
from sim.processes.reporting import Reporting
from sim.processes.saturation import Saturation
from sim.processes.steering import Steering
from sim.processes.ties import Ties
from sim.processes.tracking import Tracking
from sim.processes.turnover import Turnover
from sim.processes.wellbeing import Wellbeing
from sim.processes.workload import Workload
from sim.rollout import Rollout

SECTIONS_KNOWN = 10_000


class Horizon(Parameters):
    """How long is simulated, and with which luck."""

    weeks: int = declare("length of the run", default=156, unit="weeks", bounds=(1, 2600), role=Role.CONSTANT)
    seed: int = declare(
        "seed of the study; the same seed is the same people and the same luck",
        default=1,
        bounds=(0, 2**53),
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Scenario:
    """Everything that determines a run, apart from the replicate."""

    horizon: Horizon = Horizon()
    organization: OrganizationRecipe = OrganizationRecipe()
    project: ProjectPlan = ProjectPlan()
    portfolio: ListedProjects = ListedProjects()
    rollout: Rollout = Rollout()
    rollouts: Rollouts = Rollouts()
    intervention: Interventions = Interventions()
    budget: Budget = Budget()
    events: Events = Events()
    people: People = People()
    turnover: Turnover = Turnover()
    leave_taking: LeaveTaking = LeaveTaking()
    workload: Workload = Workload()
    estimation: Estimation = Estimation()
    legacy: Legacy = Legacy()
    tracking: Tracking = Tracking()
    fixed_costs: FixedCosts = FixedCosts()
    coordination: Coordination = Coordination()
    miscommunication: Miscommunication = Miscommunication()
    hidden_errors: HiddenErrors = HiddenErrors()
    exposure: Exposure = Exposure()
    reporting: Reporting = Reporting()
    steering: Steering = Steering()
    deadline: Deadline = Deadline()
    delivery: Delivery = Delivery()
    benefits: Benefits = Benefits()
    change_success: ChangeSuccess = ChangeSuccess()
    feedback: Feedback = Feedback()
    experience: Experience = Experience()
    ties: Ties = Ties()
    influence: Influence = Influence()
    adoption: Adoption = Adoption()
    saturation: Saturation = Saturation()
    learning: Learning = Learning()
    onboarding: Onboarding = Onboarding()
    wellbeing: Wellbeing = Wellbeing()

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> Self:
        """Build a checked scenario from nested plain values; raise ScenarioError for anything that is not allowed."""
        scenario = cls(**_sections(cls, values, ""))
        check_consistency(scenario)
        return scenario

    def to_mapping(self) -> dict[str, Any]:
        """Return the scenario as nested plain values, as in a configuration file."""
        return _plain(self)

    def with_values(self, changes: Mapping[str, object]) -> "Scenario":
        """Return a checked copy with other values, given by dotted names such as ``project.size``."""
        changed: dict[str, Any] = {}
        for path, value in changes.items():
            owner: Any = self
            part = changed
            *parents, name = path.split(".")
            for parent in parents:
                owner, part = getattr(owner, parent, None), part.setdefault(parent, {})
            if not isinstance(owner, Parameters) or name not in owner.declarations():
                raise ScenarioError(f"unknown parameter '{path}'{nearest_hint(path, declared_parameters())}")
            part[name] = check(value, owner.declarations()[name], path)
        scenario: Scenario = _replaced(self, changed)
        check_consistency(scenario)
        return scenario


def _replaced(owner: Any, changed: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a scenario, a group of sections, or one
    """Return a copy with other values, which are checked already; a mapping is what changes in a part."""
    parts = {
        name: _replaced(getattr(owner, name), value) if isinstance(value, dict) else value
        for name, value in changed.items()
    }
    return replace(owner, **parts)


def _sections(owner: type, values: Mapping[str, object], where: str) -> dict[str, Any]:
    known = {item.name: cast("Any", type(item.default)) for item in fields(owner)}
    built: dict[str, Any] = {}
    for name, content in values.items():
        path = f"{where}{name}"
        if name not in known:
            raise ScenarioError(
                f"unknown section '{path}'{nearest_hint(name, known) or '; valid: ' + ', '.join(known)}"
            )
        if content is None:
            continue
        if not isinstance(content, Mapping):
            raise ScenarioError(
                f"{path} is a section with parameters of its own, not a value; write {path}.<parameter>=..."
            )
        section = known[name]
        if issubclass(section, Parameters):
            built[name] = section.checked(content, path)
        else:
            built[name] = section(**_sections(section, content, f"{path}."))
    return built


def _plain(owner: object) -> dict[str, Any]:
    sections = ((item.name, getattr(owner, item.name)) for item in fields(cast("Any", owner)))
    return {name: part.plain() if isinstance(part, Parameters) else _plain(part) for name, part in sections}


def check_consistency(scenario: Scenario) -> None:
    """Refuse values that are fine one by one but contradict each other."""
    organization = scenario.organization
    if organization.departments > organization.headcount:
        raise ScenarioError(
            f"organization.departments = {organization.departments} is more than organization.headcount = "
            f"{organization.headcount}; every department needs somebody"
        )
    if scenario.reporting.red < scenario.reporting.amber:
        raise ScenarioError("reporting.red must not be below reporting.amber")
    weights = scenario.change_success
    if weights.delivery + weights.benefits + weights.people <= 0.0:
        raise ScenarioError(
            "change_success: delivery, benefits and people weigh nothing at all; give one of them a weight above 0"
        )
    check_listed(scenario.portfolio)
    for name in INTERVENTIONS:
        tried = getattr(scenario.intervention, name)
        check_times(tried, f"intervention.{name}", is_planned_once=isinstance(tried, Microprojects))
    for measure in MEASURES:
        _check_start(measure, scenario)


def _check_start(measure: str, scenario: Scenario) -> None:
    own = getattr(scenario.rollouts, measure).start_week
    start, name = (scenario.rollout.start_week, "rollout") if own is None else (own, f"rollouts.{measure}")
    begin = begins(measure, scenario.rollout, scenario.rollouts, scenario.intervention)
    if begin is not None and start >= scenario.horizon.weeks:
        raise ScenarioError(f"{name}.start_week = {start} lies beyond the horizon of {scenario.horizon.weeks} weeks")


@cache
def declared_parameters(owner: type = Scenario, prefix: str = "") -> Mapping[str, Declaration]:
    """Return every declared parameter by its dotted name, in the order of the sections."""
    return MappingProxyType(dict(_walk(owner, prefix)))


def _walk(owner: type, prefix: str) -> Iterator[tuple[str, Declaration]]:
    for item in fields(owner):
        section: Any = type(item.default)
        if issubclass(section, Parameters):
            yield from ((f"{prefix}{item.name}.{name}", declared) for name, declared in section.declarations().items())
        else:
            yield from _walk(section, f"{prefix}{item.name}.")


def parameter_record(scenario: Scenario) -> np.void:
    """Return the scenario as the nested record that compiled functions read (texts and lists stay outside)."""
    record = np.zeros(1, _record_type(Scenario))
    _fill(record.view(np.uint8).data, 0, scenario)
    return cast("np.void", record[0])


def _fill(content: memoryview, begin: int, owner: Any) -> None:  # noqa: ANN401 - a scenario, or a group of sections
    """Write the sections of ``owner`` where its record begins."""
    kind: Any = type(owner)
    for name, offset in _offsets(kind):
        part = getattr(owner, name)
        if isinstance(part, Parameters):
            section = _section_bytes(part)
            content[begin + offset : begin + offset + len(section)] = section
        else:
            _fill(content, begin + offset, part)


@cache
def _offsets(owner: type) -> Sequence[tuple[str, int]]:
    parts: Mapping[str, Any] = _record_type(owner).fields or {}
    return [(name, int(place[1])) for name, place in parts.items()]


@cache
def _record_type(owner: type) -> np.dtype[np.void]:
    parts: list[tuple[str, Any]] = []
    for item in fields(owner):
        section: Any = type(item.default)
        inner = _section_type(section) if issubclass(section, Parameters) else _record_type(section)
        parts.append((item.name, inner))
    return np.dtype(parts, align=True)


@cache
def _section_type(section: type[Parameters]) -> np.dtype[np.void]:
    declared = section.declarations()
    return np.dtype([(name, _number_type(declared[name])) for name in section.numbers()], align=True)


def _number_type(declared: Declaration) -> type:
    if isinstance(declared.example, bool):
        return np.bool_
    return np.int64 if isinstance(declared.example, (int, Enum)) else np.float64


@lru_cache(SECTIONS_KNOWN)
def _section_bytes(section: Parameters) -> bytes:
    """Return the record of one section, which most points of a sweep have in common, as it lies in memory."""
    kind: Any = type(section)
    record = np.zeros(1, _section_type(kind))
    record[0] = tuple(_as_number(getattr(section, name)) for name in section.numbers())
    return record.tobytes()


def section_records(sections: Sequence[Parameters]) -> NDArray[np.void]:
    """Return sections of one kind as records that compiled functions read by their number."""
    owner: Any = type(sections[0])
    kind = _section_type(owner)
    return np.frombuffer(b"".join(map(_section_bytes, sections)), kind).copy()


def _as_number(value: Any) -> Any:  # noqa: ANN401 - a value of any declared type
    return list(type(value)).index(value) if isinstance(value, Enum) else value
