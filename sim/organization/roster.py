"""The people of an organization's own table, checked: who they are, where they sit, whom they report to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError, nearest_hint
from sim.organization.chart import NOBODY

TABLE = "organization.employees"
TRAITS = ("silo", "trust", "process_orientation")
NAMED_IN_A_CIRCLE = 6


class EmployeeRow(NamedTuple):
    """One line of the table; an empty text means unknown. ``row`` is its number there, for messages."""

    id: str
    department: str
    manager: str = ""
    team: str = ""
    silo: str | float = ""
    trust: str | float = ""
    process_orientation: str | float = ""
    row: int = 0


class Roster(NamedTuple):
    """Checked people (n) in the order of the table.

    ``department`` and ``manager`` are int32 (n), the manager a person's number, or None when nobody has one; ``team``
    is int64 (n), equal for people with the same text there; ``traits`` is float64 (n, 3), NaN where unknown.
    """

    names: tuple[str, ...]
    department_names: tuple[str, ...]
    department: NDArray[np.int32]
    manager: NDArray[np.int32] | None
    team: NDArray[np.int64]
    has_teams: bool
    traits: NDArray[np.float64]


def checked_roster(employees: Sequence[EmployeeRow]) -> Roster:
    """Return the people of a table; raise :class:`ScenarioError` naming the row for anything that does not fit."""
    if not employees:
        raise ScenarioError(f"{TABLE} lists nobody: it needs at least one employee")
    numbers = _numbers(employees)
    departments = _numbered([_department(row, at) for at, row in enumerate(employees)])
    return Roster(
        names=tuple(numbers),
        department_names=tuple(departments),
        department=np.array([departments[row.department] for row in employees], np.int32),
        manager=_managers(employees, numbers) if any(row.manager for row in employees) else None,
        team=_text_numbers([row.team for row in employees]),
        has_teams=any(row.team for row in employees),
        traits=np.array([[_trait(row, at, name) for name in TRAITS] for at, row in enumerate(employees)]),
    )


def teammates(roster: Roster) -> NDArray[np.int64]:
    """Return a number for each person, int64 (n), equal for those who are to sit in one team or a few of their own."""
    people = np.arange(len(roster.names))
    if roster.has_teams:
        lead = roster.team
    elif roster.manager is None:
        lead = np.zeros(len(people), np.int64)
    else:
        lead = _leads(roster.department, roster.manager)
    pairs = np.stack([roster.department.astype(np.int64), lead], axis=1)
    _, first, group = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[group.reshape(-1)]


def _leads(department: NDArray[np.int32], manager: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return who leads each person's team: the manager, or oneself with reports here and a manager elsewhere."""
    people = np.arange(len(manager))
    same = (manager != NOBODY) & (department[manager] == department)
    leads_here = np.zeros(len(people), np.bool_)
    leads_here[manager[same]] = True
    return np.where(same | ~leads_here, manager, people).astype(np.int64)


def _at(row: EmployeeRow, position: int) -> str:
    return f"{TABLE} row {row.row or position + 1}"


def _numbers(employees: Sequence[EmployeeRow]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for position, row in enumerate(employees):
        if not row.id:
            raise ScenarioError(f"{_at(row, position)} has no id: every employee needs one")
        if row.id in numbers:
            first = _at(employees[numbers[row.id]], numbers[row.id])
            raise ScenarioError(f"{_at(row, position)} repeats the id '{row.id}' of {first}: ids must be unique")
        numbers[row.id] = position
    return numbers


def _numbered(texts: Sequence[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(dict.fromkeys(texts))}


def _text_numbers(texts: Sequence[str]) -> NDArray[np.int64]:
    numbered = _numbered(texts)
    return np.array([numbered[text] for text in texts], np.int64)


def _department(row: EmployeeRow, position: int) -> str:
    if not row.department:
        raise ScenarioError(f"{_at(row, position)} (employee '{row.id}') has no department: every employee needs one")
    return row.department


def _trait(row: EmployeeRow, position: int, name: str) -> float:
    given = getattr(row, name)
    if given == "":
        return float("nan")
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = float("nan")
    if not 0.0 <= value <= 1.0:
        raise ScenarioError(
            f"{_at(row, position)} (employee '{row.id}'): {name} = {given!r} must be a number from 0 to 1, or empty"
        )
    return value


def _managers(employees: Sequence[EmployeeRow], numbers: Mapping[str, int]) -> NDArray[np.int32]:
    manager = [_manager(row, position, numbers) for position, row in enumerate(employees)]
    circle = _circle(manager)
    if circle:
        names = [employees[person].id for person in circle[:NAMED_IN_A_CIRCLE]]
        names += ["..."] * (len(circle) > NAMED_IN_A_CIRCLE) + [employees[circle[0]].id]
        raise ScenarioError(
            f"{_at(employees[circle[0]], circle[0])}: the reporting line runs in a circle, {' -> '.join(names)}; "
            "leave the manager of the top person empty"
        )
    top = manager.index(NOBODY)
    reporting = [top if above == NOBODY else above for above in manager]
    reporting[top] = NOBODY
    return np.array(reporting, np.int32)


def _manager(row: EmployeeRow, position: int, numbers: Mapping[str, int]) -> int:
    if not row.manager:
        return NOBODY
    if row.manager not in numbers:
        hint = nearest_hint(row.manager, numbers) or "; leave it empty when there is none"
        raise ScenarioError(
            f"{_at(row, position)} (employee '{row.id}'): manager '{row.manager}' is not an employee{hint}"
        )
    return numbers[row.manager]


def _circle(manager: Sequence[int]) -> list[int]:
    """Return the people of one circle in the reporting line, or an empty list."""
    visitor = [NOBODY] * len(manager)
    for start in range(len(manager)):
        person = start
        while person != NOBODY and visitor[person] == NOBODY:
            visitor[person] = start
            person = manager[person]
        if person != NOBODY and visitor[person] == start:
            circle = [person]
            while manager[circle[-1]] != person:
                circle.append(manager[circle[-1]])
            return circle
    return []
