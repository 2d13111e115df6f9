"""A stand-in for a case whose data nobody may see: a case of the same shape, observed in a run of the model.

Everything but the data is copied: what is given, priors, rivals, what is held out, how it was observed. The people are
as many, in as many departments, with the same lines of reporting, under names that tell nothing, and their ties are
drawn; the run's values come from the priors, so that nothing of the stand-in was learned from the data. The real files
are named by their hashes, for whoever may see them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from experiments.configuration.points import file_digest
from experiments.configuration.yaml_text import plain_yaml
from experiments.organizations.shared import Organizations
from experiments.organizations.written import COLUMNS, PEOPLE_FILE
from experiments.posterior.case_file import Case
from experiments.posterior.example import hidden_truth
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Survey
from experiments.posterior.observing import PROJECT_HEADER, Rows, Seen, Wave, observed_run, write_rows
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from experiments.store.files import write_json, write_whole
from sim.errors import ScenarioError
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationSource

FILE = "stands_in_for.json"
TABLES = ("organization=", "organization.employees=", "organization.ties=", "organization.departments=")


def write_stand_in(case: Case, folder: Path, seed: int) -> Path:
    """Write a stand-in for a case into a new folder, and return its case file."""
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
    seen = _observed(case, folder, given.get("scenario", []), seed)
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


def _observed(case: Case, folder: Path, choices: Sequence[str], seed: int) -> list[Seen]:
    """Return what a run shows of the log and the projects, and of each survey."""
    texts = [text.replace(f"={PEOPLE_FILE}", f"={folder / PEOPLE_FILE}") for text in choices]
    with hydra_started() as hydra:
        scenario = composed_scenario(hydra, StudyRequest(tuple(texts)))
    (organization, *_) = Organizations().of(scenario, 1)
    scenario = scenario.with_values(hidden_truth(scenario, seed))
    log = [(cell.week + 1, cell.group) for cell in case.design.log.cells] if case.design.log else []
    waves = [_waves(survey.cells) for survey in case.design.surveys] or [[]]
    return [observed_run(scenario, organization, log, each, seed) for each in waves]


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
