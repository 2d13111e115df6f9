"""Departments by name where their number may stand: ``organization.departments`` may be a table.

A path or rows there become the parameters of the recipe that they tell, before anything is checked, so that all that
follows sees a recipe as if somebody had written it out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.organizations.departments_table import OPTION, recipe_of_departments
from sim.errors import ScenarioError
from sim.organization.recipe import OrganizationRecipe, OrganizationSource

SECTION = "organization"
DEPARTMENTS = "departments"
NEEDED = "department_sizes"
PEOPLE_NEEDED = f"{OPTION}: every department needs its people, such as {{name: Permits, people: 250}}"


def names_departments(value: object) -> bool:
    """Return whether the value of ``organization.departments`` is a table, not a number."""
    return isinstance(value, (str, list))


def with_departments(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a configuration with the table of its departments, if there is one, as parameters of the recipe.

    Raises ScenarioError for a table that cannot be, or that contradicts what is said beside it.
    """
    section = values.get(SECTION)
    if not isinstance(section, Mapping) or not names_departments(section.get(DEPARTMENTS)):
        return dict(values)
    told = recipe_of_departments(section[DEPARTMENTS], [])
    if section.get("employees"):
        told.pop("headcount", None)  # whoever is listed is there
    elif NEEDED not in told:
        raise ScenarioError(PEOPLE_NEEDED)
    _refuse_contradictions(section, told)
    return {**values, SECTION: {**section, **told}}


def recipe_told(departments: str | Sequence[object], employees: str, ties: str, notes: list[str]) -> OrganizationRecipe:
    """Return a recipe by a table of departments, a list of staff and ties, each empty where there is none.

    What was guessed goes into ``notes``; raises ScenarioError for a table that cannot be.
    """
    told = recipe_of_departments(departments, notes) if departments else {}
    if employees:
        told.pop("headcount", None)
        told |= {"source": OrganizationSource.FROM_DATA.value, "employees": employees, "ties": ties}
    elif NEEDED not in told:
        raise ScenarioError(PEOPLE_NEEDED)
    return OrganizationRecipe.checked(told, SECTION)


def _refuse_contradictions(section: Mapping[str, Any], told: Mapping[str, object]) -> None:
    declared = OrganizationRecipe.declarations()
    for name, value in told.items():
        default = declared[name].default
        said = section.get(name, default)
        if name != DEPARTMENTS and said not in (value, default) and list(_listed(said)) != list(_listed(default)):
            raise ScenarioError(
                f"{SECTION}.{name} = {said} stands beside {OPTION}, whose departments give {value}; leave it out"
            )


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
