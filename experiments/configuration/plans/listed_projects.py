"""One project of a list: what is told about it, checked, in weeks and person-weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from experiments.configuration.plans.amounts import amount
from experiments.configuration.plans.named_departments import Names, numbered
from experiments.configuration.plans.problems import no_such
from experiments.input.dates import date_written
from experiments.organizations.table import number_text
from sim.parameters import BETWEEN_NAMES
from sim.processes.budget import PERSON_WEEK

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("project", "project_name", "title", "naam", "naam_project", "projectnaam"),
    "effort": ("person_weeks", "effort_person_weeks", "effort_in_person_weeks"),
    "cost": ("budget", "costs", "whole_life_cost", "total_cost", "kosten", "geschatte_kosten"),
    "start": ("start_week", "start_date", "from", "startdatum"),
    "deadline": ("end", "end_week", "end_date", "to", "finish", "einddatum"),
    "owner": ("department", "lead", "lead_department", "afdeling", "eigenaar"),
    "departments": ("participants", "participating_departments", "with", "afdelingen"),
    "mandatory": ("legal", "statutory", "verplicht"),
    "rank": ("priority", "prioriteit"),
    "benefits": ("planned_benefits", "baten"),
    "kind": ("type", "category", "soort"),
}
YES, NO = ("1", "true", "yes", "y", "x", "ja"), ("", "0", "false", "no", "n", "nee")
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S")
SMALLEST, LARGEST, WEEK = 1.0, 20_000.0, 7


@dataclass(frozen=True)
class Listed:
    """A project: effort in person-weeks, weeks counted from 0, departments by number (-1: nobody is named)."""

    name: str
    effort: float
    start: int | None
    deadline: int
    owner: int
    departments: tuple[int, ...]
    mandatory: int
    rank: float
    benefits: float


@dataclass(frozen=True)
class Rules:
    """How a list is read: the date of week 0, what a cost of 1 and a person-week are in EUR, what is left out."""

    begin: date | None = None
    cost_in: float = 1.0
    person_week: float = PERSON_WEEK
    leave_out_incomplete: bool = False

    @classmethod
    def checked(cls, values: Mapping[object, object], begin: date | None, where: str, problems: list[str]) -> Self:
        """Return the rules that stand beside a file."""
        own = {
            key: amount(values[key], f"{where}.{key}", problems) for key in ("cost_in", "person_week") if key in values
        }
        leave = values.get("leave_out_incomplete", False)
        if not isinstance(leave, bool):
            problems.append(f"{where}.leave_out_incomplete must be true or false, not {leave!r}")
        return cls(begin, leave_out_incomplete=leave is True, **own)


def read_project(row: object, where: str, rules: Rules, names: Names | None, problems: list[str]) -> Listed | None:
    """Return one project; None where it is none. Add to ``problems`` whatever is wrong with it, each with its place."""
    if not isinstance(row, Mapping) or not str(row.get("name") or "").strip():
        problems.append(f"{where} must be a project such as {{name: Portal, effort: 120}}")
        return None
    told = {str(key): value for key, value in row.items() if value not in ("", None)}
    problems += [f"{where}: {no_such(key, COLUMNS)}" for key in told if key not in COLUMNS]
    start = _week(told, "start", where, rules, problems)
    deadline = _week(told, "deadline", where, rules, problems)
    if deadline is not None and deadline <= (start or 0):
        problems.append(f"{where}: deadline: it ends in week {deadline}, not after its start in week {start or 0}")
    owner = _departments([told["owner"]] if "owner" in told else [], f"{where}: owner", names, problems)
    return Listed(
        name=str(row["name"]).replace(BETWEEN_NAMES, ",").strip(),
        effort=_effort(told, where, rules, problems),
        start=start,
        deadline=deadline or 0,
        owner=owner[0] if owner else -1,
        departments=tuple(_departments(_several(told.get("departments")), f"{where}: departments", names, problems)),
        mandatory=_yes(told.get("mandatory", ""), where, problems),
        rank=_number(told.get("rank", 0.0), f"{where}: rank", problems),
        benefits=_number(told.get("benefits", 1.0), f"{where}: benefits", problems),
    )


def _effort(told: Mapping[str, object], where: str, rules: Rules, problems: list[str]) -> float:
    if "effort" in told:
        effort = _number(told["effort"], f"{where}: effort", problems)
    elif "cost" in told:
        effort = amount(told["cost"], f"{where}: cost", problems) * rules.cost_in / max(rules.person_week, 1.0)
    else:
        problems.append(f"{where} needs an effort (person-weeks) or a cost (EUR)")
        return 0.0
    if not SMALLEST <= effort <= LARGEST:
        problems.append(f"{where}: {effort:,.6g} person-weeks; a project has {SMALLEST:g} to {LARGEST:,.0f}")
        return 0.0
    return effort


def _week(told: Mapping[str, object], key: str, where: str, rules: Rules, problems: list[str]) -> int | None:
    if key not in told:
        return None
    value = told[key]
    text = str(value).strip()
    if text.removesuffix(".0").isdigit():
        return int(float(text))
    day = date_written(value, DATES)
    if day is None:
        problems.append(f"{where}: {key} must be a week, counted from 0, or a date such as 2027-01-04, not {value!r}")
        return None
    if rules.begin is None:
        problems.append(f"{where}: {key} is a date, so the study needs one, too: study.start=2027-01-04")
        return None
    return max(0, (day - rules.begin).days // WEEK)


def _several(value: object) -> list[object]:
    if isinstance(value, str):
        return [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
    return list(value) if isinstance(value, list) else [value] if value is not None else []


def _departments(values: Sequence[object], where: str, names: Names | None, problems: list[str]) -> list[int]:
    whole = [int(value) if isinstance(value, str) and value.isdigit() else value for value in values]
    found = numbered(whole, names, where, problems)
    return [value for value in found if isinstance(value, int)] if isinstance(found, list) else []


def _yes(value: object, where: str, problems: list[str]) -> int:
    text = str(value).strip().lower()
    if text not in (*YES, *NO):
        problems.append(f"{where}: mandatory must be yes or no, not {value!r}")
    return int(text in YES)


def _number(value: object, where: str, problems: list[str]) -> float:
    try:
        return float(number_text(str(value).strip()))
    except ValueError:
        problems.append(f"{where} must be a number, not {value!r}")
        return 0.0
