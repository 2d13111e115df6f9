"""An organization from a recipe: head count, departments, span of control and one silo dial.

Departments may have names, and what is known of each: its head count, kind, the mean of its people's traits, service
demand and its growth, and legacy debt.

Rule    Department sizes are lognormal around their mean; teams fill each department; ties are denser inside a
        department by ``silo_ratio``, and close triangles until the network is as clustered as the recipe says.
Source  Densities, E-I index, reciprocity and clustering: email-Eu-core (SNAP; Yin et al. 2017), 1,005 people in 42
        departments: ratio 10.3, E-I +0.33, reciprocity .69, clustering .40, department median 14.5 and maximum 109.
Limits  The ratio compares densities, so the same ratio leaves fewer ties inside when the same people sit in more and
        smaller departments: 380 departments of 50 people at ratio 10.3 have 95 % of their ties across.
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

    source: OrganizationSource = declare(
        "build from the recipe, or import tables", default=OrganizationSource.RECIPE, role=Role.CONSTANT
    )
    employees: str = declare(
        "CSV of employees: id, department, manager, optional traits", default="", unit="path", role=Role.CONSTANT
    )
    ties: str = declare("edge list: CSV, GraphML or two columns of ids", default="", unit="path", role=Role.CONSTANT)
    headcount: int = declare(
        "people",
        default=1200,
        unit="people",
        bounds=(10, 2_000_000),
        role=Role.CONSTANT,
        grade=Grade.SEED,
        source="Amsterdam: all IT departments",
    )
    departments: int = declare("departments", default=24, unit="departments", bounds=(1, 20_000), role=Role.CONSTANT)
    department_sizes: tuple[float, ...] = declare(
        "head count of each department; empty: drawn",
        default=(),
        unit="people",
        bounds=(1, 1_000_000),
        role=Role.CONSTANT,
    )
    department_names: str = declare(
        "names of the departments, with ; between them; empty: D1, D2, ...", default="", role=Role.CONSTANT
    )
    department_silo: tuple[float, ...] = declare(
        "mean silo of each department at the start; -1, or no number: drawn like everybody's",
        default=(),
        bounds=(-1, 1),
        role=Role.CONSTANT,
    )
    department_trust: tuple[float, ...] = declare(
        "mean trust of each department at the start; -1, or no number: drawn like everybody's",
        default=(),
        bounds=(-1, 1),
        role=Role.CONSTANT,
    )
    department_process: tuple[float, ...] = declare(
        "mean process orientation of each department at the start; -1, or no number: drawn like everybody's",
        default=(),
        bounds=(-1, 1),
        role=Role.CONSTANT,
    )
    department_workload: tuple[float, ...] = declare(
        "service demand of a seat in each department; -1, or no number: workload.base",
        default=(),
        unit="share of capacity",
        bounds=(-1, 2),
        role=Role.CONSTANT,
    )
    department_growth: tuple[float, ...] = declare(
        "growth of service demand in each department; -1, or no number: workload.growth",
        default=(),
        unit="per year",
        bounds=(-1, 0.3),
        role=Role.CONSTANT,
    )
    department_legacy: tuple[float, ...] = declare(
        "legacy debt of each department at the start; -1, or no number: drawn around legacy.debt",
        default=(),
        bounds=(-1, 1),
        role=Role.CONSTANT,
    )
    department_spread: float = declare(
        "sd of a trait between people of a department whose mean is told", default=0.15, bounds=(0, 0.5)
    )
    size_spread: float = declare(
        "sd of ln(department size)", default=1.1, bounds=(0, 2), role=Role.CONSTANT, grade=Grade.DATA, source=EU_CORE
    )
    team_size: int = declare(
        "people a team, the unit of a rollout", default=12, unit="people", bounds=(2, 100), role=Role.CONSTANT
    )
    span: int = declare(
        "direct reports of a manager above the teams", default=7, unit="people", bounds=(2, 50), role=Role.CONSTANT
    )
    contacts: float = declare(
        "mean number of people somebody has a tie with, either way",
        default=16.0,
        unit="people",
        bounds=(0, 200),
        role=Role.UNCERTAINTY,
    )
    activity_spread: float = declare(
        "sd of ln(activity): how unequally ties are spread over people",
        default=1.3,
        bounds=(0, 2),
        role=Role.CONSTANT,
        grade=Grade.DATA,
        source=EU_CORE,
    )
    silo_ratio: float = declare(
        "tie density inside departments over density across",
        default=10.3,
        bounds=(1, 100),
        role=Role.UNCERTAINTY,
        grade=Grade.DATA,
        source=EU_CORE,
    )
    reciprocity: float = declare(
        "share of directed ties that are returned",
        default=0.69,
        bounds=(0, 1),
        role=Role.CONSTANT,
        grade=Grade.DATA,
        source=EU_CORE,
    )
    clustering: float = declare(
        "mean local clustering aimed at",
        default=0.40,
        bounds=(0, 0.8),
        role=Role.CONSTANT,
        grade=Grade.DATA,
        source=EU_CORE,
    )
    change_oriented: float = declare(
        "share of departments that are change-oriented", default=0.25, bounds=(0, 1), role=Role.UNCERTAINTY
    )
    change_departments: tuple[float, ...] = declare(
        "numbers of the change-oriented departments, the first is 1; empty: by share",
        default=(),
        unit="departments",
        bounds=(1, 20_000),
        role=Role.CONSTANT,
    )
    draws: int = declare(
        "different organizations the replicates of a study share",
        default=4,
        unit="organizations",
        bounds=(1, 1000),
        role=Role.CONSTANT,
    )
