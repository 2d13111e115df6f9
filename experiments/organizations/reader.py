"""An organization from files of one's own: people, and ties between them where somebody knows them.

Files are read as text and never evaluated. Everything that does not fit is said in one line that names the option,
the file and the row, so that a person can put it right; what was guessed or left out is told.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from experiments.organizations.how import How
from experiments.organizations.people import read_employees
from experiments.organizations.problems import refuse_all
from experiments.organizations.ties_file import read_ties
from sim.organization.chart import Organization
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow

__all__ = ["read_employees", "read_organization", "read_organizations", "read_ties"]
AS_THEY_ARE = How()


class Tables(NamedTuple):
    """The rows of both tables; without ties, they are the recipe's."""

    employees: list[EmployeeRow]
    ties: list[TieRow] | None


def read_organization(
    employees_path: str, ties_path: str, recipe: OrganizationRecipe, notes: list[str] | None = None
) -> Organization:
    """Read people and ties and build the organization; ``recipe`` gives team size and span where the files do not.

    People: a table with a header (id and department; optional manager, team, silo, trust, process_orientation; any
    order, other columns left alone), or two columns of whole numbers "id department" without a header. Ties: a table
    with a header (source, target, optional weight, type, date), GraphML, GEXF, GML, Pajek, node-link JSON, a matrix,
    or two columns "source target"; lines that begin with # are comments; without a file they are the recipe's. Tables
    may be CSV with any usual separator and encoding, or .xlsx. What was guessed or left out goes into ``notes``.
    Raises :class:`~sim.errors.ScenarioError` for files that cannot be read or understood.
    """
    recipe = replace(recipe, employees=employees_path, ties=ties_path)
    return read_organizations(recipe, 0, [0], notes)[0]


def read_organizations(
    recipe: OrganizationRecipe, seed: int, draws: Sequence[int], notes: list[str] | None = None
) -> list[Organization]:
    """Return the organization of the files of a recipe; without ties one for each of ``draws``, with ties of its own.

    Raises :class:`~sim.errors.ScenarioError` as ``read_organization`` does.
    """
    told: list[str] = [] if notes is None else notes
    return organizations_of(read_tables(recipe, told), recipe, seed, draws, told)


def read_tables(recipe: OrganizationRecipe, notes: list[str], how: How = AS_THEY_ARE) -> Tables:
    """Return the rows of the files of a recipe, read as somebody said; raise ScenarioError with all that is wrong."""
    employees = read_employees(recipe.employees, notes, how.people)
    ties = read_ties(recipe.ties, {row.id for row in employees}, notes, how.ties) if recipe.ties else None
    refuse_all(employees, ties or [], recipe)
    return Tables(employees, ties)


def organizations_of(
    tables: Tables, recipe: OrganizationRecipe, seed: int, draws: Sequence[int], notes: list[str]
) -> list[Organization]:
    """Return what ``read_organizations`` does, of tables that were read."""
    if tables.ties is not None:
        notes += left_out(tables.ties)
        return [organization_from_tables(tables.employees, tables.ties, recipe)]
    notes.append("organization.ties is empty: who turns to whom is drawn from the recipe")
    return [organization_from_tables(tables.employees, None, recipe, seed, draw) for draw in draws]


def left_out(ties: Sequence[TieRow]) -> list[str]:
    """Return how many ties to oneself are dropped and how many repeated ones merged; nothing where all count."""
    others = [(row.source, row.target) for row in ties if row.source != row.target]
    own, repeated = len(ties) - len(others), len(others) - len(set(others))
    told = ((own, "to oneself dropped"), (repeated, "repeated merged"))
    said = [f"{count} {what}" for count, what in told if count]
    return [f"organization.ties: {', '.join(said)}"] if said else []
