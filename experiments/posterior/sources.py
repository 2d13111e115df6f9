"""The section ``data`` of a case (and ``planned``, of data that nobody has collected yet): its sources, one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiments.configuration.points import file_digest
from experiments.input.dates import date_of
from experiments.organizations.table import normal
from experiments.organizations.text_file import file_and_sheet
from experiments.posterior.calendar import week_of
from experiments.posterior.design_of import HeldOut, log_of, projects_of, survey_of
from experiments.posterior.emulate import group_sizes
from experiments.posterior.keys import Numbers
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Design, Log, ProjectList, Survey
from experiments.posterior.problems import Problems
from experiments.posterior.tables import Answers, Source, Where, read_log, read_projects, read_survey
from sim.errors import nearest_hint
from sim.organization.chart import Organization

SOURCES = ("adoption", "surveys", "projects")
LOG_KEYS = ("file", "columns", "of", "completeness", "dates", "by")
SURVEY_KEYS = ("file", "columns", "scale", "reliability", "users_answer", "by", "dates", "answers", "items")
PROJECT_KEYS = ("file", "columns", "complete", "until")
USUAL_SCALE, USUAL_RELIABILITY, EVEN = (1.0, 7.0), (0.7, 0.9), (1.0, 1.0)
ONE_AT_LEAST = 0.05


@dataclass(frozen=True)
class Sources:
    """What was observed, with its values in the order of the design; what is planned; and the hashes of the files."""

    design: Design
    values: Numbers
    planned: Design
    files: Mapping[str, str]


def read_sources(given: Mapping[str, Any], where: Where, held: HeldOut, organization: Organization) -> Sources:
    """Return the sources of a case; what is wrong goes to ``where.problems``."""
    data, planned = (_section(given.get(key), key, where.problems) for key in ("data", "planned"))
    if not data and not planned:
        where.problems.add("there are no data: name adoption, surveys or projects below data (or below planned)")
    sizes = group_sizes(organization)
    values: list[Numbers] = []
    log = _log(data.get("adoption"), where, held, sizes, values)
    surveys = tuple(
        found
        for number, one in enumerate(_listed(data.get("surveys")))
        if (found := _survey(one, f"data.surveys[{number}]", where, held, sizes, values)) is not None
    )
    projects = _projects(data.get("projects"), where, held, values)
    later = Design(
        _planned_log(planned.get("adoption"), where, held, organization.departments),
        tuple(_planned_survey(one, where, held) for one in _listed(planned.get("surveys"))),
        ProjectList(held.until) if "projects" in planned else None,
    )
    files = {name: _digest(where, name) for name in _files(data)}
    return Sources(Design(log, surveys, projects), np.concatenate([*values, np.empty(0)]), later, files)


def _section(given: object, key: str, problems: Problems) -> Mapping[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        problems.add(f"{key} is a section with {', '.join(SOURCES)}")
        return {}
    for name in given:
        if name not in SOURCES:
            problems.add(
                f"{key}: unknown source '{name}'{nearest_hint(str(name), SOURCES)}; valid: {', '.join(SOURCES)}"
            )
    return given


def _listed(given: Any) -> list[Any]:  # noqa: ANN401 - whatever a file holds
    return [] if given is None else given if isinstance(given, list) else [given]


def _files(data: Mapping[str, Any]) -> list[str]:
    parts = [data.get("adoption"), *_listed(data.get("surveys")), data.get("projects")]
    return [str(part["file"]) for part in parts if isinstance(part, Mapping) and "file" in part]


def _digest(where: Where, name: str) -> str:
    path = where.folder / file_and_sheet(name)[0]
    return file_digest("data", str(path)) if path.is_file() else ""


def _keys(given: object, option: str, valid: tuple[str, ...], problems: Problems) -> Mapping[str, Any] | None:
    if not isinstance(given, Mapping):
        problems.add(f"{option} is a section such as {{file: log.csv}}")
        return None
    for key in given:
        if key not in valid:
            problems.add(f"{option}: unknown key '{key}'{nearest_hint(str(key), valid)}; valid: {', '.join(valid)}")
    return given


def _keys_and_source(
    given: object, option: str, valid: tuple[str, ...], problems: Problems
) -> tuple[Mapping[str, Any], Source] | None:
    """Return a section that names a file, and that table; None where it names none."""
    keys = _keys(given, option, valid, problems)
    if keys is None:
        return None
    if not isinstance(keys.get("file"), str):
        problems.add(f"{option} needs a file, such as file: log.csv (what is not there yet goes below planned)")
        return None
    columns = keys.get("columns", {})
    if not isinstance(columns, Mapping):
        problems.add(f"{option}.columns says which column is what, such as {{date: Peildatum}}")
        columns = {}
    return keys, Source(keys["file"], option, {str(name): str(said) for name, said in columns.items()})


def _log(given: object, where: Where, held: HeldOut, sizes: Numbers, values: list[Numbers]) -> Log | None:
    named = None if given is None else _keys_and_source(given, "data.adoption", LOG_KEYS, where.problems)
    if named is None:
        return None
    keys, source = named
    rows = read_log(source, where)
    for row in rows:
        if row.people > sizes[row.group]:
            who = "everybody" if row.group == EVERYBODY else where.departments[row.group]
            where.problems.add(
                f"{source.file}: {row.people:g} people use it in a group ({who}) of {sizes[row.group]:g}"
            )
    log, found = log_of(rows, _log_as(keys, "data.adoption", where), held, sizes)
    values.append(found)
    return log


def _log_as(keys: Mapping[str, Any], option: str, where: Where) -> Log:
    of = keys.get("of", "using")
    if of not in ("using", "adopted"):
        where.problems.add(f"{option}.of must be using or adopted, not {of!r}")
        of = "using"
    return Log((), of, _span(keys, "completeness", EVEN, option, where.problems, (ONE_AT_LEAST, 1.0)))


def _survey(
    given: object, option: str, where: Where, held: HeldOut, sizes: Numbers, values: list[Numbers]
) -> Survey | None:
    named = _keys_and_source(given, option, SURVEY_KEYS, where.problems)
    if named is None:
        return None
    keys, source = named
    like, answered = _survey_as(keys, option, where), _answers(keys, option, where)
    if answered.scale[0] == answered.scale[1]:
        where.problems.add(f"{option}.scale needs two ends, such as [1, 7]")
        return None
    rows = read_survey(source, answered, where)
    survey, found = survey_of(rows, like, held, sizes, by_department=keys.get("by") == "department")
    values.append(found)
    return survey


def _survey_as(keys: Mapping[str, Any], option: str, where: Where) -> Survey:
    if keys.get("by", "everybody") not in ("everybody", "department"):
        where.problems.add(f"{option}.by must be everybody or department, not {keys['by']!r}")
    low, high = _answers(keys, option, where).scale
    reliability = _span(keys, "reliability", USUAL_RELIABILITY, option, where.problems, (ONE_AT_LEAST, 1.0))
    answer = _span(keys, "users_answer", EVEN, option, where.problems, (ONE_AT_LEAST, 20.0))
    return Survey((), ITEMS, max(1.0, high - low), reliability, answer)


def _answers(keys: Mapping[str, Any], option: str, where: Where) -> Answers:
    """Return the scale of a survey: its ends, or labels from low to high, evenly apart."""
    given = keys.get("scale")
    if isinstance(given, list) and len(given) > 1 and all(isinstance(label, str) for label in given):
        labels = {normal(label): float(place) for place, label in enumerate(given)}
        return Answers((0.0, len(given) - 1.0), labels)
    return Answers(_span(keys, "scale", USUAL_SCALE, option, where.problems, (-1e6, 1e6)), {})


def _projects(given: object, where: Where, held: HeldOut, values: list[Numbers]) -> ProjectList | None:
    named = None if given is None else _keys_and_source(given, "data.projects", PROJECT_KEYS, where.problems)
    if named is None:
        return None
    keys, source = named
    rows = read_projects(source, where)
    before = sum(row.start < 0 for row in rows)
    if before:
        where.notes.append(
            f"{source.file}: {before} projects that began before week 0 are left out; the model begins without"
        )
    last = max((week for row in rows for week in (row.start, row.end or 0)), default=0)
    later = _as_of(keys, last, where)
    complete = keys.get("complete", True) is True
    projects, found = projects_of(rows, complete=complete, until=min(held.until, later), later=later)
    values.append(found)
    return projects


def _as_of(keys: Mapping[str, Any], last: int, where: Where) -> int:
    """Return the week after which a list of projects was written: what it says, or the last in it."""
    if "until" not in keys:
        return last
    day = date_of(keys["until"])
    if day is None:
        where.problems.add(f"data.projects.until '{keys['until']}' is no date; write 2021-12-31")
        return last
    return week_of(day, where.begins)


def _planned_log(given: object, where: Where, held: HeldOut, departments: int) -> Log | None:
    if given is None:
        return None
    keys = _keys(given, "planned.adoption", LOG_KEYS, where.problems) or {}
    groups = range(departments) if keys.get("by") == "department" else (EVERYBODY,)
    weeks = _weeks(keys, "planned.adoption", where, held)
    cells = tuple(Cell(week, group) for week in weeks for group in groups)
    return replace(_log_as(keys, "planned.adoption", where), cells=cells)


def _planned_survey(given: object, where: Where, held: HeldOut) -> Survey:
    keys = _keys(given, "planned.surveys", SURVEY_KEYS, where.problems) or {}
    answers = keys.get("answers")
    if isinstance(answers, bool) or not isinstance(answers, int) or answers < 1:
        where.problems.add("planned.surveys needs answers: 150, how many people will answer")
        answers = 1
    items = tuple(item for item in ITEMS if item in keys.get("items", ITEMS))
    cells = tuple(Cell(week, EVERYBODY, answers) for week in _weeks(keys, "planned.surveys", where, held))
    return replace(_survey_as(keys, "planned.surveys", where), cells=cells, items=items)


def _weeks(keys: Mapping[str, Any], option: str, where: Where, held: HeldOut) -> list[int]:
    days = [date_of(text) for text in _listed(keys.get("dates"))]
    if not days or None in days:
        where.problems.add(f"{option} needs dates: [2020-06-30, 2020-12-31], when it will be observed")
    weeks = [week_of(day, where.begins) for day in days if day is not None]
    return sorted({week for week in weeks if week <= held.until})


def _span(
    keys: Mapping[str, Any],
    key: str,
    usual: tuple[float, float],
    option: str,
    problems: Problems,
    bounds: tuple[float, float],
) -> tuple[float, float]:
    given = keys.get(key, usual)
    pair = [given, given] if isinstance(given, (int, float)) and not isinstance(given, bool) else given
    good = isinstance(pair, (list, tuple)) and len(pair) == len(usual)
    if not good or not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in pair):
        problems.add(f"{option}.{key} must be a number or [low, high], not {given!r}")
        return usual
    low, high = float(pair[0]), float(pair[1])
    if not bounds[0] <= low <= high <= bounds[1]:
        problems.add(
            f"{option}.{key} = [{low:g}, {high:g}] must lie between {bounds[0]:g} and {bounds[1]:g}, low first"
        )
        return usual
    return low, high
