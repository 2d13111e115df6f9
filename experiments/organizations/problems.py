"""Everything that is wrong with an organization's tables, all of it at once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.errors import ScenarioError
from sim.organization.departments import names_told
from sim.organization.import_ties import TieRow
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow

MOST = 8
PEOPLE, TIES, DEPARTMENTS = "organization.employees", "organization.ties", "organization.departments"


def refuse_all(employees: Sequence[EmployeeRow], ties: Sequence[TieRow], recipe: OrganizationRecipe) -> None:
    """Raise ScenarioError that lists the problems where there are several; a single one is told where it is found.

    Departments that a table tells of (``recipe``) must have as many people here as there.
    """
    miscounted = list(_of_departments(employees, recipe))
    found = [*_of_people(employees), *_of_ties(employees, ties), *miscounted]
    refuse_found(found if len(found) > 1 else miscounted)


def refuse_found(found: Sequence[str]) -> None:
    """Raise ScenarioError where something was found: the one problem, or how many there are and the first of them."""
    if len(found) == 1:
        raise ScenarioError(found[0])
    if found:
        more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
        raise ScenarioError(f"{len(found)} problems: {'; '.join(found[:MOST])}{more}")


def _of_departments(employees: Sequence[EmployeeRow], recipe: OrganizationRecipe) -> Iterator[str]:
    counted = Counter(row.department for row in employees)
    for name, people in zip(names_told(recipe), recipe.department_sizes, strict=False):
        if name in counted and counted[name] != people:
            yield f"{DEPARTMENTS}: '{name}' has {people:g} people, but {PEOPLE} lists {counted[name]}"


def _of_people(employees: Sequence[EmployeeRow]) -> Iterator[str]:
    known: dict[str, int] = {}
    for row in employees:
        if row.id and row.id in known:
            yield f"{PEOPLE} row {row.row}: the id '{row.id}' is that of row {known[row.id]}, too"
        known.setdefault(row.id, row.row)
    for row in employees:
        if not row.id:
            yield f"{PEOPLE} row {row.row}: the id is empty"
        if not row.department:
            yield f"{PEOPLE} row {row.row}: the department is empty"
        if row.manager and row.manager not in known:
            yield f"{PEOPLE} row {row.row}: the manager '{row.manager}' is nobody in the table"


def _of_ties(employees: Sequence[EmployeeRow], ties: Sequence[TieRow]) -> Iterator[str]:
    known = {row.id for row in employees}
    for tie in ties:
        for name in (tie.source, tie.target):
            if name not in known:
                yield f"{TIES} row {tie.row}: '{name}' is not an employee"
