"""A stand-in for a case whose data nobody may see: a case of the same shape, observed in a run of the model.

Everything but the data is copied: what is given, priors, rivals, what is held out, how it was observed. The people are
as many, in as many departments, with the same lines of reporting, under names that tell nothing, and their ties are
drawn; the run's values come from the priors, so that nothing of the stand-in was learned from the data. The real files
are named by their hashes, for whoever may see them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml  # type: ignore[import-untyped]

from experiments.configuration.points import file_digest
from experiments.configuration.yaml_text import plain_yaml
from experiments.organizations.shared import Organizations
from experiments.organizations.written import COLUMNS, PEOPLE_FILE
from experiments.posterior.case_file import Case
from experiments.posterior.emulate import observing_at, of_survey, unknowns_of_observing
from experiments.posterior.example import drawn_truth
from experiments.posterior.keys import OBSERVATION, shares
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Survey
from experiments.posterior.observing import (
    PROJECT_HEADER,
    USUAL,
    Observing,
    Rows,
    Seen,
    Wave,
    observed_run,
    write_rows,
)
from experiments.posterior.prior import Unknown, unknowns_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from experiments.store.files import write_json, write_whole
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationSource
from sim.scenario import Scenario

FILE = "stands_in_for.json"
TABLES = ("organization=", "organization.employees=", "organization.ties=", "organization.departments=")


@dataclass(frozen=True)
class Truth:
    """What a case is made of: where its unknowns lie in their priors, the run's scenario, and where it is lived.

    ``how``: how it is observed, survey by survey.
    """

    places: Mapping[str, float]
    scenario: Scenario
    organization: Organization
    how: Sequence[Observing]


def truth_of(
    case: Case, unknowns: Sequence[Unknown], scenario: Scenario, organization: Organization, seed: int
) -> Truth:
    """Return a truth of a scenario that is drawn from the priors of unknowns, and of how the case observes."""
    places, values = drawn_truth(scenario, unknowns, seed)
    free = [unknown.name for unknown in unknowns_of_observing(case.design)]
    drawn = {name: shares(seed, OBSERVATION, f"truth of {name}", np.arange(1)) for name in free}
    at = {name: float(value[0]) for name, value in observing_at(case.design, drawn, 1).items()}
    of = case.design.log.of if case.design.log is not None else USUAL.of
    how = [
        Observing(
            of,
            at.get("completeness", 1.0),
            at.get(of_survey("reliability", number), 1.0),
            at.get(of_survey("users_answer", number), 1.0),
        )
        for number in range(max(1, len(case.design.surveys)))
    ]
    places |= {name: float(share[0]) for name, share in drawn.items()}
    return Truth(places, scenario.with_values(values), organization, how)


def write_stand_in(case: Case, folder: Path, seed: int, truth: Truth | None = None) -> Path:
    """Write a stand-in for a case into a new folder, and return its case file; its truth is drawn unless given."""
    if folder.exists():
        raise ScenarioError(f"{folder} is there already; name a new folder")
    if not len(case.values):
        raise ScenarioError(f"{case.path} has no data yet, so nothing needs a stand-in")
    folder.mkdir(parents=True)
    given = plain_yaml(case.path, "")
    own = case.scenario.organization.source == OrganizationSource.FROM_DATA
    if own:
        write_rows(folder / PEOPLE_FILE, COLUMNS, _people(case.organizations[0]))
        kept = [text for text in given.get("scenario", []) if not text.startswith(TABLES)]
        given["scenario"] = ["organization=from_data", f"organization.employees={PEOPLE_FILE}", *kept]
    names = case.organizations[0].department_names
    if given.get("hold_out"):
        given["hold_out"] = {"departments": [_name(names, one, own=own) for one in given["hold_out"]["departments"]]}
    given["title"] = "A stand-in"
    lived = truth or _drawn(case, folder, given.get("scenario", []), seed)
    seen = _observed(case, lived, seed)
    given["data"] = _data(case, given["data"], seen, folder, [_name(names, one, own=own) for one in names])
    write_whole(folder / "case.yaml", yaml.safe_dump(given, sort_keys=False, allow_unicode=True))
    write_json(folder / FILE, hashes(case))
    return folder / "case.yaml"


def hashes(case: Case) -> dict[str, str]:
    """Return the SHA-256 of a case's own file and of all files that it names."""
    recipe = case.scenario.organization
    tables = {path: file_digest("organization", path) for path in (recipe.employees, recipe.ties) if path}
    named = {Path(path).name: digest for path, digest in tables.items()}
    return {case.path.name: hashlib.sha256(case.path.read_bytes()).hexdigest(), **case.files, **named}


def _name(names: Sequence[str], name: str, *, own: bool) -> str:
    """Return what a department is called in the stand-in: of one's own organization a number, of a recipe its name."""
    return f"D{list(names).index(name) + 1}" if own and name in names else str(name)


def _people(organization: Organization) -> Rows:
    """Return the rows of people under numbers, in the departments, teams and lines that there are."""
    places = zip(
        organization.department.tolist(), organization.manager.tolist(), organization.unit.tolist(), strict=True
    )
    return [
        (f"p{seat + 1}", f"D{department + 1}", f"p{manager + 1}" if manager >= 0 else "", f"t{team + 1}", "", "", "")
        for seat, (department, manager, team) in enumerate(places)
    ]


def _drawn(case: Case, folder: Path, choices: Sequence[str], seed: int) -> Truth:
    """Return a truth that is lived in the first organization of the stand-in."""
    texts = [text.replace(f"={PEOPLE_FILE}", f"={folder / PEOPLE_FILE}") for text in choices]
    with hydra_started() as hydra:
        scenario = composed_scenario(hydra, StudyRequest(tuple(texts)))
    (organization, *_) = Organizations().of(scenario, 1)
    return truth_of(case, unknowns_of(case.scenario, case.priors, case.known), scenario, organization, seed)


def _observed(case: Case, truth: Truth, seed: int) -> list[Seen]:
    """Return what a run shows of the log and the projects, and of each survey."""
    log = [(cell.week + 1, cell.group) for cell in case.design.log.cells] if case.design.log else []
    waves = [_waves(survey.cells) for survey in case.design.surveys] or [[]]
    return [
        observed_run(truth.scenario, truth.organization, log, each, seed, how)
        for each, how in zip(waves, truth.how, strict=True)
    ]


def _waves(cells: Sequence[Cell]) -> list[Wave]:
    """Return the waves of a survey: departments that were asked for themselves, and the rest of everybody."""
    found = []
    for week in dict.fromkeys(cell.week for cell in cells):
        asked = {cell.group: cell.answers for cell in cells if cell.week == week}
        alone = {group: count for group, count in asked.items() if group != EVERYBODY}
        rest = asked.get(EVERYBODY, 0) - sum(alone.values())
        found += [Wave(week + 1, group, count) for group, count in alone.items()]
        found += [Wave(week + 1, EVERYBODY, rest)] if rest > 0 else []
    return found


def _data(
    case: Case, given: Mapping[str, Any], seen: Sequence[Seen], folder: Path, names: Sequence[str]
) -> dict[str, Any]:
    """Write the tables, and return the section that names them."""
    found: dict[str, Any] = {}
    design = case.design
    if design.log is not None:
        rows: Rows = [(day, _called(group, names), people) for day, group, people in seen[0].log]
        write_rows(folder / "log.csv", ("date", "department", "people"), rows)
        found["adoption"] = _named(given["adoption"], "log.csv")
    surveys = given.get("surveys", [])
    for number, (survey, one) in enumerate(zip(design.surveys, seen, strict=False)):
        said = surveys[number] if isinstance(surveys, list) else surveys
        file = f"survey-{number + 1}.csv"
        _write_survey(folder / file, survey, one.answers, names)
        found.setdefault("surveys", []).append(_named(said, file) | {"scale": [1, 7]})
    if design.projects is not None:
        write_rows(folder / "projects.csv", PROJECT_HEADER, seen[0].projects)
        found["projects"] = _named(given["projects"], "projects.csv")
    return found


def _write_survey(path: Path, survey: Survey, answers: Rows, names: Sequence[str]) -> None:
    header = ("date", "department", *(("uses",) if survey.by_use else ()), *survey.items)
    rows: Rows = []
    for day, group, uses, *items in answers:
        told = dict(zip(ITEMS, items, strict=True))
        own = (uses,) if survey.by_use else ()
        rows.append((day, _called(group, names), *own, *(told[item] for item in survey.items)))
    write_rows(path, header, rows)


def _called(group: object, names: Sequence[str]) -> str:
    return "" if group == EVERYBODY else names[int(str(group))]


def _named(given: Mapping[str, Any], file: str) -> dict[str, Any]:
    return {"file": file} | {key: value for key, value in given.items() if key not in ("file", "columns")}
