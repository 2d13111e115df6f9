"""A case as a file: what is given, what was observed, what is believed, what is held out; checked, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from experiments.configuration.yaml_text import plain_yaml
from experiments.input.dates import date_of
from experiments.organizations.shared import Organizations
from experiments.posterior.calendar import week_of
from experiments.posterior.design_of import HeldOut
from experiments.posterior.emulate import group_sizes
from experiments.posterior.keys import Numbers
from experiments.posterior.observed import EVERYBODY, Design, Statistic
from experiments.posterior.prior import ALWAYS_GIVEN, Prior, written_prior
from experiments.posterior.problems import Problems
from experiments.posterior.rival import Rival, read_rivals
from experiments.posterior.sources import Sources, read_sources
from experiments.posterior.statistics import statistics_of
from experiments.posterior.tables import Where
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from sim.engine import make_plan
from sim.errors import ScenarioError, nearest_hint
from sim.organization.chart import Organization
from sim.scenario import Scenario, declared_parameters

KEYS = (
    "title", "begins", "until", "scenario", "data", "planned", "wanted", "priors", "known", "hold_out", "runs", "seed",
    "organizations", "rivals",
)  # fmt: skip
CASE = "case"  # a file of this name is called as its folder is
RUNS, SEED, ORGANIZATIONS = 20_000, 1, 16
MOST_WANTED, LARGEST_NUMBER = 20, 2**53


@dataclass(frozen=True)
class Case:
    """A case that has been read and checked.

    Attributes:
        name, title: what it is called, in a path and in words.
        path: its file.
        scenario, overrides: what is given, and as it was written.
        organizations: in which it takes place; of a recipe several draws, for that is not known either.
        design, statistics, values: what was observed.
        planned: what might be observed besides, for the value of data; no values.
        wanted: parameters that were named for verdicts; none: the bank says which.
        priors, known: priors that were written; what is held fixed.
        runs, seed: of the bank.
        rivals: models that are weighed against the case's own.
        files: SHA-256 of every file of data by its name.
        notes: what was guessed or left out.

    """

    name: str
    title: str
    path: Path
    scenario: Scenario
    overrides: tuple[str, ...]
    organizations: Sequence[Organization]
    begins: date
    design: Design
    statistics: Sequence[Statistic]
    values: Numbers
    planned: Design
    wanted: tuple[str, ...]
    priors: Mapping[str, Prior]
    known: frozenset[str]
    runs: int
    seed: int
    files: Mapping[str, str]
    notes: Sequence[str] = field(default_factory=list)
    rivals: tuple[Rival, ...] = ()

    @property
    def observed(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which statistics are fitted; the others are held out."""
        return np.array([not statistic.held_out for statistic in self.statistics], bool)


def read_case(path: Path) -> Case:
    """Return a case; raise ScenarioError with everything that is wrong with it."""
    given = plain_yaml(path, "see the guide on calibration; it begins with begins: 2020-01-06")
    problems, notes = Problems(), list[str]()
    for key in given:
        if key not in KEYS:
            problems.add(f"unknown key '{key}'{nearest_hint(str(key), KEYS) or '; valid: ' + ', '.join(KEYS)}")
    begins = _date(given, "begins", problems)
    overrides = _overrides(given.get("scenario"), path.parent, problems)
    scenario = _scenario(overrides, problems)
    problems.refuse(str(path)) if begins is None or scenario is None else None
    if begins is None or scenario is None:
        raise ScenarioError(f"{path} cannot be read")
    organizations = _organizations(scenario, given, problems)
    if not organizations:
        problems.refuse(str(path))
    _check_organizations(scenario, organizations, problems)
    where = Where(path.parent, begins, list(organizations[0].department_names), problems, notes)
    held = _held_out(given, begins, scenario.horizon.weeks, where)
    sources = read_sources(given, where, held, organizations[0])
    _check_length(sources, scenario, problems)
    _tell_of_sizes(sources.design, organizations, notes)
    priors, known = _priors(given, problems), _names(given, "known", problems)
    wanted = _names(given, "wanted", problems)
    if len(wanted) > MOST_WANTED:
        problems.add(f"wanted names {len(wanted)} parameters; at most {MOST_WANTED}: no data tell so many apart")
    for name in [name for name in wanted if name in known]:
        problems.add(f"{name} is wanted and known; leave one of both out")
    runs, seed = _count(given, "runs", RUNS, problems), _count(given, "seed", SEED, problems)
    rivals = read_rivals(given.get("rivals"), scenario, lambda more: composed((*overrides, *more)), problems)
    problems.refuse(str(path))
    return Case(
        name=path.resolve().parent.name if path.stem == CASE else path.stem,
        title=str(given.get("title", path.stem)),
        path=path,
        scenario=scenario,
        overrides=overrides,
        organizations=organizations,
        begins=begins,
        design=sources.design,
        statistics=statistics_of(sources.design, where.departments),
        values=sources.values,
        planned=sources.planned,
        wanted=wanted,
        priors=priors,
        known=frozenset(known),
        runs=runs,
        seed=seed,
        files=sources.files,
        notes=list(dict.fromkeys(notes)),
        rivals=rivals,
    )


def _date(given: Mapping[str, Any], key: str, problems: Problems) -> date | None:
    found = date_of(given.get(key))
    if found is None:
        said = f"'{given[key]}' is no date" if key in given else "it is missing"
        problems.add(f"{key}: {said}; write {key}: 2020-01-06, the first day of week 0")
    return found


def _overrides(given: object, folder: Path, problems: Problems) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        problems.add("scenario is a list of choices as on the command line, such as [case=amsterdam]")
        return ()
    return tuple(_beside(text, folder) for text in given)


def _beside(text: str, folder: Path) -> str:
    """Return an override whose file is looked for beside the case."""
    key, _, value = text.partition("=")
    is_file = key in ("organization.employees", "organization.ties") and (folder / value.partition("#")[0]).is_file()
    return f"{key}={folder / value}" if is_file else text


def _scenario(overrides: Sequence[str], problems: Problems) -> Scenario | None:
    with problems.caught():
        return composed(overrides)
    return None


def composed(overrides: Sequence[str]) -> Scenario:
    """Return the scenario of some choices; raise ScenarioError where there is none."""
    from experiments.configuration.messages import BAD_INPUT, one_line

    try:
        with hydra_started() as hydra:
            return composed_scenario(hydra, StudyRequest(tuple(overrides)))
    except BAD_INPUT as error:
        raise ScenarioError(f"scenario: {one_line(error)}") from None


def _organizations(scenario: Scenario, given: Mapping[str, Any], problems: Problems) -> Sequence[Organization]:
    from dataclasses import replace

    draws = _count(given, "organizations", ORGANIZATIONS, problems)
    recipe = replace(scenario.organization, draws=max(1, draws))
    with problems.caught():
        return Organizations().of(replace(scenario, organization=recipe), max(1, draws))
    return []


def _held_out(given: Mapping[str, Any], begins: date, weeks: int, where: Where) -> HeldOut:
    until = weeks
    if "until" in given:
        day = _date(given, "until", where.problems)
        until = until if day is None else week_of(day, begins)
    said = given.get("hold_out") or {}
    if (
        not isinstance(said, Mapping)
        or set(said) - {"departments"}
        or not isinstance(said.get("departments", []), list)
    ):
        where.problems.add("hold_out takes departments: [D4]; what is held out by date comes after until")
        return HeldOut(until)
    departments = set[int]()
    for name in map(str, said.get("departments", [])):
        if name in where.departments:
            departments.add(list(where.departments).index(name))
        else:
            where.problems.add(f"hold_out: there is no department '{name}'{nearest_hint(name, where.departments)}")
    return HeldOut(until, frozenset(departments))


def _priors(given: Mapping[str, Any], problems: Problems) -> dict[str, Prior]:
    said = given.get("priors") or {}
    if not isinstance(said, Mapping):
        problems.add("priors is a section of parameters, such as adoption.push: uniform(0.05, 0.8)")
        return {}
    found = {}
    for name, text in said.items():
        if str(name).endswith(")"):  # the second half of a prior that a comma in braces cut in two
            continue
        with problems.caught():
            found[str(name)] = written_prior(str(name), text)
    return found


def _names(given: Mapping[str, Any], key: str, problems: Problems) -> tuple[str, ...]:
    said = given.get(key) or []
    if not isinstance(said, list):
        problems.add(f"{key} is a list of parameters, such as [adoption.push]")
        return ()
    for name in map(str, said):
        if name not in declared_parameters():
            problems.add(f"{key}: unknown parameter '{name}'{nearest_hint(name, declared_parameters())}")
        elif key == "wanted" and name.startswith(ALWAYS_GIVEN):
            problems.add(f"{key}: {name} is given, not fitted; set it in scenario")
    return tuple(map(str, said))


def _count(given: Mapping[str, Any], key: str, usual: int, problems: Problems) -> int:
    found = given.get(key, usual)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= LARGEST_NUMBER:
        problems.add(f"{key} must be a whole number from 0 to 2**53, not {found!r}")
        return usual
    return found


def _check_organizations(scenario: Scenario, organizations: Sequence[Organization], problems: Problems) -> None:
    """Say where an organization that is drawn has no room for what is given, such as too few teams for its waves."""
    for number, organization in enumerate(organizations, start=1):
        try:
            make_plan(scenario, organization)
        except ScenarioError as error:
            which = f"organization {number} of {len(organizations)} that are drawn: " if len(organizations) > 1 else ""
            problems.add(f"scenario: {which}{error}")
            return


def _tell_of_sizes(design: Design, organizations: Sequence[Organization], notes: list[str]) -> None:
    """Say where counts by department are read against sizes that nobody has told."""
    sizes = [group_sizes(one) for one in organizations]
    if any(cell.group != EVERYBODY for cell in design.cells) and any((one != sizes[0]).any() for one in sizes):
        shown = ", ".join(f"{size:g}" for size in sizes[0][:-1])
        notes.append(
            "departments of a recipe have other sizes in every draw; counts by department are read against those of "
            f"the first ({shown}); give your own chart with organization=from_data"
        )


def _check_length(sources: Sources, scenario: Scenario, problems: Problems) -> None:
    last = max((cell.week for cell in [*sources.design.cells, *sources.planned.cells]), default=0)
    if sources.design.projects is not None:
        last = max(last, sources.design.projects.until, sources.design.projects.later)
    if last >= scenario.horizon.weeks:
        problems.add(
            f"data reach week {last}, but the scenario ends after {scenario.horizon.weeks} weeks; add "
            f"horizon.weeks={last + 1} to scenario"
        )
