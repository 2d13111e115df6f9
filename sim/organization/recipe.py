"""An organization from a recipe: head count, departments, span of control and one silo dial.

Rule    Department sizes are lognormal around their mean; teams fill each department; ties are denser inside a
        department by ``silo_ratio``, and close triangles until the network is as clustered as the recipe says.
Source  Densities, E-I index, reciprocity and clustering: email-Eu-core (SNAP; Yin et al. 2017), 1,005 people in 42
        departments: ratio 10.3, E-I +0.33, reciprocity .69, clustering .40, department median 14.5 and maximum 109.
"""

from enum import Enum

from sim.parameters import Grade, Parameters, Role, declare

EU_CORE = "email-Eu-core (SNAP; Yin et al. 2017)"


class OrganizationSource(Enum):
    """Where the organization comes from."""

    RECIPE = "recipe"
    FROM_DATA = "from_data"


class OrganizationRecipe(Parameters):
    """What an organization is built from."""

    source: OrganizationSource = declare(OrganizationSource.RECIPE, "build from the recipe, or import tables", role=Role.CONSTANT)
    employees: str = declare("", "CSV of employees: id, department, manager, optional traits", unit="path", role=Role.CONSTANT)
    ties: str = declare("", "edge list: CSV, GraphML or two columns of ids", unit="path", role=Role.CONSTANT)
    headcount: int = declare(1200, "people", unit="people", bounds=(10, 2_000_000), role=Role.CONSTANT, grade=Grade.SEED, source="Amsterdam: all IT departments")
    departments: int = declare(24, "departments", unit="departments", bounds=(1, 20_000), role=Role.CONSTANT)
    department_sizes: tuple[float, ...] = declare((), "head count of each department; empty: drawn", unit="people", bounds=(1, 1_000_000), role=Role.CONSTANT)
    size_spread: float = declare(0.8, "sd of ln(department size)", bounds=(0, 2), role=Role.CONSTANT, grade=Grade.DATA, source=EU_CORE)
    team_size: int = declare(12, "people a team, the unit of a rollout", unit="people", bounds=(2, 100), role=Role.CONSTANT)
    span: int = declare(7, "direct reports of a manager above the teams", unit="people", bounds=(2, 50), role=Role.CONSTANT)
    contacts: float = declare(16.0, "mean number of people somebody has a tie with, either way", unit="people", bounds=(0, 200), role=Role.UNCERTAINTY)
    silo_ratio: float = declare(10.3, "tie density inside departments over density across", bounds=(1, 100), role=Role.UNCERTAINTY, grade=Grade.DATA, source=EU_CORE)
    reciprocity: float = declare(0.69, "share of directed ties that are returned", bounds=(0, 1), role=Role.CONSTANT, grade=Grade.DATA, source=EU_CORE)
    clustering: float = declare(0.40, "mean local clustering aimed at", bounds=(0, 0.8), role=Role.CONSTANT, grade=Grade.DATA, source=EU_CORE)
    change_oriented: float = declare(0.25, "share of departments that are change-oriented", bounds=(0, 1), role=Role.UNCERTAINTY)
    draws: int = declare(4, "different organizations the replicates of a study share", unit="organizations", bounds=(1, 1000), role=Role.CONSTANT)
