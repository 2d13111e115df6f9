"""Composition: from overrides to checked design points, by Hydra, once for every distinct choice of options.

Hydra needs about 0.1 s to compose a configuration. Points of a sweep mostly differ in plain values of declared
parameters, which cannot change what else is composed: Hydra composes what they share once, and the values are put
in afterwards, in their order. Anything else (additions, deletions, references, whole sections) is left to Hydra.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, partial
from typing import Any

from hydra.core.config_loader import ConfigLoader
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.case import ARM, CASE, Case, checked_case
from experiments.configuration.composing import wrong_shape_in_one_line
from experiments.configuration.dates import checked_start, in_weeks, with_weeks
from experiments.configuration.departments import with_departments
from experiments.configuration.overrides import choices_of, is_plain, parse_override, split_overrides
from experiments.configuration.plans.plan import PLAN, Plan, checked_plan, without_options
from experiments.configuration.points import NOTHING_TRIED, Design, Point, kept_once, tries_something, untouched
from experiments.configuration.safety import refuse_unsafe_configuration
from experiments.configuration.settings import SECTION, StudySettings, checked_settings, declared_everything
from experiments.organizations.shared import department_names
from sim.errors import ScenarioError
from sim.parameters import Parameters, check
from sim.scenario import Scenario, check_consistency

Nested = dict[str, Any]
MISSING = "???"
BASELINES_KNOWN = 1_000
OUTER = (f"{SECTION}.", f"{CASE}.")
MAY_BE_A_TABLE = "organization.departments="
KEPT_BY_BASELINES = tuple(each.name for each in fields(Scenario) if each.name not in NOTHING_TRIED)
WHERE_PLANS_APPLY = ("organization.", "horizon.")


@dataclass(frozen=True)
class Composed:
    """A composed configuration as nested plain values, and whether parts refer to others (``${project.size}``)."""

    values: Nested
    refers: bool


@dataclass(frozen=True)
class Shared:
    """What points have in common that differ in plain values of the scenario only."""

    scenario: Scenario
    settings: StudySettings


class Composer:
    """Composes the design points of one command; ``master`` is its configuration before any sweep."""

    def __init__(self, loader: ConfigLoader, master: DictConfig) -> None:
        self._loader = loader
        self._master = master
        self._known: dict[tuple[str, ...], Composed] = {}
        self._start: tuple[str, ...] | None = None
        self._sharing: dict[tuple[str, ...], Shared | None] = {}
        self._group_options = cache(loader.get_group_options)
        self._baselines: dict[str, Design] = {}
        self._untouched: dict[tuple[int, ...], tuple[Sequence[object], Design]] = {}
        self._plans_read: dict[tuple[str, ...], Plan] = {}
        self.plans: dict[str, Plan] = {}

    def start_with(self, overrides: Sequence[str], composed: Composed) -> None:
        """Go on from what Hydra has already composed for ``overrides``."""
        self._start = tuple(overrides)
        self._known[self._start] = composed

    def point(self, overrides: Sequence[str]) -> tuple[Point, StudySettings]:
        """Return the point and the study settings that ``overrides`` ask for.

        Raise what Hydra or the scenario refuses.
        """
        design, settings = self._design(overrides)
        return Point(design, self._baseline(design, overrides, settings), choices_of(overrides)), settings

    def _design(self, overrides: Sequence[str]) -> tuple[Design, StudySettings]:
        """Return a design; points that differ in plain values share the sections that these do not touch."""
        overrides = self.expanded(overrides)
        inner = [text for text in overrides if is_plain(text) and not text.startswith((*OUTER, MAY_BE_A_TABLE))]
        begun = self._goes_on_from_start(tuple(overrides))
        shared = None if begun else self._shared(tuple(text for text in overrides if text not in inner))
        if shared is not None:
            return Design(with_plain(shared.scenario, inner)), shared.settings
        values = self.values(overrides)
        settings, case = _settings_and_case(values)
        return Design(case.applied(Scenario.from_mapping(values))), settings

    def expanded(self, overrides: Sequence[str]) -> list[str]:
        """Return overrides with those of the chosen plan before them, and the options of the arm instead of theirs."""
        asked, composed = list(overrides), self._without_plain(overrides)
        if _names_an_arm(asked, composed):
            values = self.values(asked)
            arm = checked_case(values[CASE], partial(self._departments, asked), _begin(values[SECTION])).running
            if arm is not None and arm.options:
                asked = [*without_options(asked, arm.options), *arm.options]
                composed = self._without_plain(asked)
        if not composed.get(PLAN):
            return asked
        name = str(choices_of(asked).get(PLAN, PLAN))
        self.plans[name] = plan = self._plan(composed[PLAN], name, asked)
        return [*without_options(plan.overrides, asked), *asked]

    def _plan(self, section: object, name: str, overrides: Sequence[str]) -> Plan:
        """Return a plan, read once for all points that differ in nothing it could depend on."""
        key = tuple(text for text in overrides if not is_plain(text) or text.startswith(WHERE_PLANS_APPLY))
        if key not in self._plans_read:
            named = partial(self._departments, overrides)
            calendar = checked_start(self.values(overrides)[SECTION]["start"])
            dated = in_weeks(section, calendar, f"{PLAN}={name}")
            begin = calendar.start if calendar else None
            self._plans_read[key] = checked_plan(dated, f"{PLAN}={name}", self._group_options, named, begin)
        return self._plans_read[key]

    def _departments(self, overrides: Sequence[str]) -> Sequence[str]:
        return _departments_of(self.values(overrides))

    def _without_plain(self, overrides: Sequence[str]) -> Nested:
        """Return what is composed for overrides, plain values left out; it is shared, and must not be changed."""
        options = _options(overrides)
        if self._start is not None and self._goes_on_from_start(tuple(overrides)):
            return self._known[self._start].values
        return self._composed(tuple(overrides) if self._for_hydra(options) else options).values

    def _shared(self, overrides: tuple[str, ...]) -> "Shared | None":
        if overrides not in self._sharing:
            self._sharing[overrides] = self._found_shared(overrides)
        return self._sharing[overrides]

    def _found_shared(self, overrides: tuple[str, ...]) -> "Shared | None":
        """Return what points with these overrides share.

        None where Hydra or an arm has to see the other values, too.
        """
        if self._for_hydra(_options(overrides)):
            return None
        values = self.values(overrides)
        settings, case = _settings_and_case(values)
        try:
            return None if case.settings.arm else Shared(Scenario.from_mapping(values), settings)
        except ScenarioError:  # another value may mend what is wrong, and otherwise it is refused in its own words
            return None

    def values(self, overrides: Sequence[str]) -> Nested:
        """Return the configuration that ``overrides`` ask for, as nested plain values without Hydra's own section."""
        return with_departments(with_weeks(self._values(overrides)))

    def _values(self, overrides: Sequence[str]) -> Nested:
        if self._start is not None and self._goes_on_from_start(tuple(overrides)):
            return _with_values(self._known[self._start], overrides[len(self._start) :])
        options = _options(overrides)
        if self._for_hydra(options):
            return _with_values(self._composed(tuple(overrides)), ())
        return _with_values(self._composed(options), [text for text in overrides if is_plain(text)])

    def _goes_on_from_start(self, overrides: tuple[str, ...]) -> bool:
        """Return whether only plain values follow what was composed before the first point."""
        start, rest = self._start, overrides[len(self._start or ()) :]
        if start is None or overrides[: len(start)] != start:
            return False
        return not rest or (not self._known[start].refers and all(map(is_plain, rest)))

    def _composed(self, overrides: tuple[str, ...]) -> Composed:
        if overrides not in self._known:
            with wrong_shape_in_one_line():
                composed = self._loader.load_sweep_config(self._master, list(overrides))
            self._known[overrides] = checked_composition(composed)
        return self._known[overrides]

    def _for_hydra(self, options: tuple[str, ...]) -> bool:
        """Return whether a configuration has more than options, or refers to itself: only Hydra can change it."""
        return not all(self._is_option(text) for text in options) or self._composed(options).refers

    def _is_option(self, text: str) -> bool:
        override = parse_override(text)
        return not isinstance(override.value(), dict) and bool(self._group_options(override.key_or_group))

    def _baseline(self, design: Design, overrides: Sequence[str], settings: StudySettings) -> Design | None:
        if settings.baseline:
            baseline = self._named_baseline(overrides, settings.baseline)
        elif tries_something(design.scenario):
            baseline = self._nothing_tried(design.scenario)
        else:
            return None
        if baseline.address == design.address:
            return None
        return self._baselines.setdefault(baseline.address, baseline)  # which many points of a sweep share

    def _nothing_tried(self, scenario: Scenario) -> Design:
        """Return a design without what is tried, made once for all points that share the very same other sections."""
        sections = [getattr(scenario, name) for name in KEPT_BY_BASELINES]
        key = tuple(map(id, sections))
        if key not in self._untouched:
            if len(self._untouched) >= BASELINES_KNOWN:
                self._untouched.clear()
            self._untouched[key] = sections, Design(untouched(scenario))  # an id is one's own for as long as one lives
        return self._untouched[key][1]

    def _named_baseline(self, overrides: Sequence[str], named: str) -> Design:
        instead = split_overrides(named)
        replaced = {parse_override(text).key_or_group for text in instead}
        kept = [text for text in overrides if parse_override(text).key_or_group not in replaced]
        try:
            return self._design([*kept, *instead])[0]
        except ScenarioError as error:
            raise ScenarioError(f"study.baseline: {error}") from None


def _names_an_arm(overrides: Sequence[str], composed: Nested) -> bool:
    given = [text for text in overrides if text.startswith(f"{ARM}=")]
    return bool(parse_override(given[-1]).value() if given else composed[CASE].get("arm"))


def _settings_and_case(values: Nested) -> tuple[StudySettings, Case]:
    """Take out of composed values what is no scenario, checked."""
    values.pop(PLAN, None)
    names = partial(_departments_of, values)
    study = values.pop(SECTION, {})
    return checked_settings(study), checked_case(values.pop(CASE, {}), names, _begin(study))


def _begin(study: Any) -> date | None:  # noqa: ANN401 - a section that may not have been checked
    """Return the day on which the first week begins; None where a study does not say so."""
    calendar = (
        checked_start(study["start"]) if isinstance(study, dict) and isinstance(study.get("start"), str) else None
    )
    return calendar.start if calendar else None


def _departments_of(values: Nested) -> Sequence[str]:
    return department_names(Scenario.from_mapping({name: values[name] for name in ("organization", "horizon")}))


def _options(overrides: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in overrides if not is_plain(text))


def with_plain(scenario: Scenario, overrides: Sequence[str]) -> Scenario:
    """Return a scenario with plain values put in, in their order; raise ScenarioError for what is not allowed."""
    declared = declared_everything()
    changes: Nested = {}
    for text in overrides:
        override = parse_override(text)
        name = override.key_or_group
        place = changes
        *sections, last = name.split(".")
        for section in sections:
            place = place.setdefault(section, {})
        place[last] = check(override.value(), declared[name], name)
    changed: Scenario = _replaced(scenario, changes)
    check_consistency(changed)
    return changed


def _replaced(owner: Any, changes: Nested) -> Any:  # noqa: ANN401 - a scenario, a group of sections, or a section
    inside = {
        name: _replaced(getattr(owner, name), value) if isinstance(value, dict) else value
        for name, value in changes.items()
    }
    changed = replace(owner, **inside)
    return kept_once(changed) if isinstance(changed, Parameters) else changed


def checked_composition(configuration: DictConfig) -> Composed:
    """Return a composed configuration as plain values; raise ScenarioError for what no configuration may contain."""
    refuse_unsafe_configuration(configuration)
    own = OmegaConf.masked_copy(configuration, [str(key) for key in configuration if key != "hydra"])
    values: Any = OmegaConf.to_container(own, resolve=False)
    refers = _refers(values)
    if refers:
        values = OmegaConf.to_container(own, resolve=True, throw_on_missing=True)
    return Composed(with_weeks(values), refers)


def _refers(values: object) -> bool:
    if isinstance(values, dict):
        return any(_refers(value) for value in values.values())
    if isinstance(values, list):
        return any(_refers(value) for value in values)
    return isinstance(values, str) and ("${" in values or values == MISSING)


def _with_values(composed: Composed, plain: Sequence[str]) -> Nested:
    """Return a copy of composed values with plain ones put in, in their order."""
    values = _copied(composed.values)
    for text in plain:
        _put(values, text)
    return values


def _copied(values: Nested) -> Nested:
    return {name: _copied(value) if isinstance(value, dict) else value for name, value in values.items()}


def _put(values: Nested, text: str) -> None:
    override = parse_override(text)
    *sections, name = override.key_or_group.split(".")
    place: Any = values
    for section in sections:
        place = place[section]
        if not isinstance(place, dict):
            raise ScenarioError(
                f"'{text}': {section} is set to {place!r} elsewhere, but is a section with parameters of its own"
            )
    place[name] = override.value()
