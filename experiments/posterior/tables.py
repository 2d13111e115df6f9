"""The tables of a case: an adoption log, waves of a survey, a list of projects; read as tables of people are.

Whatever is wrong is told by row, all of it, without the names of those who answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from experiments.input.dates import date_of
from experiments.organizations.problems import refuse_found
from experiments.organizations.table import Table, normal, number_text, read_table
from experiments.organizations.text_file import text_of
from experiments.posterior.calendar import BEFORE, during, week_of
from experiments.posterior.observed import EVERYBODY, ITEMS
from experiments.posterior.problems import Problems
from sim.errors import nearest_hint

GROUP = ("dept", "unit", "group", "afdeling", "abteilung", "who")
DAY = ("day", "datum", "when", "timestamp")
LOG_COLUMNS = {"date": DAY, "department": GROUP, "people": ("users", "count", "number", "aantal", "using", "adopted")}
SURVEY_COLUMNS = {
    "date": (*DAY, "wave"),
    "department": GROUP,
    "uses": ("user", "is_user", "adopter", "uses_it"),
    "answers": ("n", "respondents", "count"),
    "trust": ("vertrouwen", "trust_in_colleagues"),
    "silo": ("silos", "silo_thinking"),
    "process_orientation": ("process", "plan_orientation"),
    "job_satisfaction": ("satisfaction", "job_satisfaction_score"),
    **{f"{item}_sd": () for item in ITEMS},
}
PROJECT_COLUMNS = {
    "start": ("started", "start_date", "begin"),
    "end": ("finish", "end_date", "finished", "closed"),
    "planned_end": ("planned_finish", "planned_end_date", "due"),
    "planned_cost": ("budget", "planned_hours", "estimate"),
    "cost": ("actual_cost", "spent", "hours", "actual_hours"),
    "status": ("state",),
}
STATUSES = {
    "running": ("running", "open", "active", "in progress", "ongoing", ""),
    "delivered": ("delivered", "done", "finished", "closed", "completed"),
    "cancelled": ("cancelled", "canceled", "stopped", "terminated"),
}
YES, NO = ("yes", "y", "true", "1", "ja", "1.0"), ("no", "n", "false", "0", "nee", "nein", "0.0")


@dataclass(frozen=True)
class Where:
    """What rows are read against: week 0, the departments there are, and where problems and notes go."""

    folder: Path
    begins: date
    departments: Sequence[str]
    problems: Problems
    notes: list[str]


class Source(NamedTuple):
    """A table of a case: its file, the option that names it, and which column is what where the case says so."""

    file: str
    option: str
    columns: Mapping[str, str]


class Answers(NamedTuple):
    """How answers are written: the ends of their scale, and what labels stand for on it (empty: numbers)."""

    scale: tuple[float, float]
    labels: Mapping[str, float]


@dataclass(frozen=True)
class LogRow:
    """How many people used a practice in a group on a day."""

    week: int
    group: int
    people: float


@dataclass(frozen=True)
class SurveyRow:
    """One answer, or the means of ``answers`` of them; items in the units of the scale."""

    week: int
    group: int
    uses: bool | None
    answers: int
    items: Mapping[str, float]
    spreads: Mapping[str, float]


@dataclass(frozen=True)
class ProjectRow:
    """One project: weeks of its dates, plan and actual cost (NaN where it is not known)."""

    start: int
    end: int | None
    planned_weeks: float
    actual_weeks: float
    planned_cost: float
    cost: float
    status: str


def read_log(source: Source, where: Where) -> list[LogRow]:
    """Return the rows of an adoption log: date, department (empty: everybody), people."""
    found = []
    for row, named in _rows(source, LOG_COLUMNS, ("date", "people"), where):
        week, group = _week(named, "date", row, where), _group(named, row, where)
        people = _number(named, "people", row, where, least=0.0)
        if week == BEFORE:
            where.problems.add(f"{row}: {named['date']} lies before the first week is over")
        elif week is not None and group is not None and people is not None:
            found.append(LogRow(week, group, people))
    return found


def read_survey(source: Source, answered: Answers, where: Where) -> list[SurveyRow]:
    """Return the rows of a survey: a row a person, or with a column ``answers`` a row of means."""
    found = []
    for row, named in _rows(source, SURVEY_COLUMNS, ("date",), where):
        week, group = _week(named, "date", row, where), _group(named, row, where)
        items = {item: _on_scale(named, item, row, answered, where) for item in ITEMS if named.get(item)}
        spreads = {
            item: _number(named, f"{item}_sd", row, where, least=0.0) for item in ITEMS if named.get(f"{item}_sd")
        }
        answers = _number(named, "answers", row, where, least=1.0) if "answers" in named else 1.0
        if not items and not any(item in named for item in ITEMS):
            where.problems.add(f"{row}: no item is asked; its columns may be {', '.join(ITEMS)}")
        if week is not None and group is not None and answers is not None:
            known = {item: value for item, value in items.items() if value is not None}
            known_spreads = {item: value for item, value in spreads.items() if value is not None}
            found.append(SurveyRow(week, group, _uses(named, row, where), int(answers), known, known_spreads))
    return found


def read_projects(source: Source, where: Where) -> list[ProjectRow]:
    """Return the rows of a list of projects; plans and costs in any unit, for only their ratios are used."""
    found = []
    for row, named in _rows(source, PROJECT_COLUMNS, ("start", "status"), where):
        start, status = _day(named, "start", row, where), _status(named, row, where)
        end, planned = (_day(named, name, row, where) if named.get(name) else None for name in ("end", "planned_end"))
        cost, budget = (_optional(named, name, row, where) for name in ("cost", "planned_cost"))
        if start is None or status is None:
            continue
        if status != "running" and end is None:
            where.problems.add(f"{row}: it is {status} without an end; give the date, or say that it is running")
            continue
        if end is not None and end < start:
            where.problems.add(f"{row}: it ends ({named['end']}) before it starts ({named['start']})")
            continue
        planned_weeks = (planned - start).days / 7 if planned else float("nan")
        actual_weeks = (end - start).days / 7 if end else float("nan")
        week = during(end, where.begins) if end and status != "running" else None
        begun = during(start, where.begins)
        found.append(ProjectRow(begun, week, planned_weeks, actual_weeks, budget, cost, status))
    return found


def _rows(
    source: Source, columns: Mapping[str, Sequence[str]], needed: Sequence[str], where: Where
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table by name, each with how it is called; nothing where the table cannot be read."""
    file, option, mapped = source
    path = str(where.folder / file)
    table: Table | None = None
    with where.problems.caught():
        refuse_found(
            [
                f"{option}.columns.{name} is no column{nearest_hint(name, columns)}; valid: {', '.join(columns)}"
                for name in mapped
                if name not in columns
            ]
        )
        text = text_of(path, option, where.notes)
        table = read_table(text, f"{option} = {file}", columns, needed, where.notes, mapped)
    if table is None:
        return
    if not table.rows:
        where.problems.add(f"{option} = {file} has a header and no rows")
    for number, fields in table.rows:
        yield f"{file} row {number}", table.named(fields)


def _day(named: Mapping[str, str], column: str, row: str, where: Where) -> date | None:
    found = date_of(named[column])
    if found is None:
        where.problems.add(f"{row}: {column} '{named[column][:20]}' is no date; write 2020-01-31")
    return found


def _week(named: Mapping[str, str], column: str, row: str, where: Where) -> int | None:
    found = _day(named, column, row, where)
    return None if found is None else week_of(found, where.begins)


def _group(named: Mapping[str, str], row: str, where: Where) -> int | None:
    name = named.get("department", "")
    if not name or normal(name) in ("all", "everybody", "total"):
        return EVERYBODY
    if name in where.departments:
        return where.departments.index(name)
    shown = ", ".join(where.departments[:8])
    hint = nearest_hint(name, where.departments) or f"; there are {shown}"
    where.problems.add(f"{row}: there is no department '{name[:40]}'{hint}")
    return None


def _number(named: Mapping[str, str], column: str, row: str, where: Where, least: float) -> float | None:
    try:
        found = float(number_text(named[column]))
    except ValueError:
        found = float("nan")
    if isfinite(found) and found >= least:
        return found
    where.problems.add(f"{row}: {column} '{named[column][:20]}' is no number from {least:g} on")
    return None


def _optional(named: Mapping[str, str], column: str, row: str, where: Where) -> float:
    if not named.get(column):
        return float("nan")
    found = _number(named, column, row, where, least=0.0)
    return float("nan") if found is None or found == 0.0 else found


def _on_scale(named: Mapping[str, str], item: str, row: str, answered: Answers, where: Where) -> float | None:
    low, high = answered.scale
    if answered.labels:
        found = answered.labels.get(normal(named[item]))
        if found is None:
            where.problems.add(f"{row}: {item} '{named[item][:20]}' is none of {', '.join(answered.labels)}")
    else:
        found = _number(named, item, row, where, least=low)
    if found is not None and found > high:
        where.problems.add(f"{row}: {item} {found:g} is above the scale, which goes from {low:g} to {high:g}")
        return None
    return None if found is None else (found - low) / (high - low)


def _uses(named: Mapping[str, str], row: str, where: Where) -> bool | None:
    given = named.get("uses", "").lower()
    if not given or given in YES or given in NO:
        return None if not given else given in YES
    where.problems.add(f"{row}: uses '{given[:20]}' is neither yes nor no")
    return None


def _status(named: Mapping[str, str], row: str, where: Where) -> str | None:
    given = named["status"].strip().lower()
    for status, words in STATUSES.items():
        if given in words:
            return status
    where.problems.add(f"{row}: status '{given[:20]}' is none of running, delivered, cancelled")
    return None
