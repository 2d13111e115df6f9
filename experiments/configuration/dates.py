"""Dates where a week may stand: in a plan, and in the arms and observations of a case, if a study has a start.

``from: 2027-07-05`` becomes the week in which that day lies, before anything is checked, so that all that follows sees
weeks only.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from experiments.wording.calendar import DATE, Calendar, calendar_of
from sim.errors import ScenarioError

START = "study.start"
KEYS = ("from", "to", "until", "start", "deadline", "week", "start_week", "end_week", "new_year")
SECTIONS = ("plan", "case")


def checked_start(text: str) -> Calendar | None:
    """Return the calendar of a study; raise ScenarioError where its start is no day."""
    try:
        return calendar_of(text)
    except ValueError:
        raise ScenarioError(f"{START} must be a day such as 2027-01-04, not '{text}'") from None


def calendar_told(settings: Mapping[str, Any]) -> Calendar | None:
    """Return the calendar that the settings of a study tell; raise ScenarioError where a day is none."""
    start, council = (str(settings.get(name, "")) for name in ("start", "council"))
    if council and not start:
        raise ScenarioError(f"study.council needs {START}, on which week 0 begins")
    calendar = checked_start(start)
    try:
        return calendar_of(start, council) if calendar else None
    except ValueError:
        raise ScenarioError(f"study.council must be a day such as 2026-03-18, not '{council}'") from None


def with_weeks(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a configuration whose plan and case have weeks for dates; as it is where the study has no start.

    Raises ScenarioError for a day that there is not, or before the start.
    """
    study = values.get("study")
    text = study.get("start") if isinstance(study, Mapping) else None
    calendar = checked_start(text) if isinstance(text, str) else None
    if calendar is None:
        return dict(values)
    return {name: in_weeks(value, calendar, name) if name in SECTIONS else value for name, value in values.items()}


def in_weeks(values: Any, calendar: Calendar | None, where: str) -> Any:  # noqa: ANN401 - any plain value
    """Return plain values with weeks for the dates in them; raise ScenarioError that names the place of a wrong one."""
    if calendar is None:
        return values
    if isinstance(values, list):
        return [in_weeks(value, calendar, f"{where}[{place}]") for place, value in enumerate(values)]
    if not isinstance(values, Mapping):
        return values
    return {
        key: _week(value, calendar, f"{where}.{key}")
        if key in KEYS and isinstance(value, str) and DATE.fullmatch(value)
        else in_weeks(value, calendar, f"{where}.{key}")
        for key, value in values.items()
    }


def _week(text: str, calendar: Calendar, where: str) -> int:
    try:
        week = calendar.week_of(date.fromisoformat(text))
    except ValueError:
        raise ScenarioError(f"{where}: there is no day {text}") from None
    if week < 0:
        raise ScenarioError(f"{where}: {text} lies before {START} = {calendar.start}")
    return week
