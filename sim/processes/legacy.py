"""Legacy: old systems and data silos make a project more work than was planned.

Rule    The debt of a department is keyed, uniform between 0 and twice ``debt``, at most 1. The true scope of a project
        whose first department it is is (1 + drag * debt) times what it would be; planners do not see it.
Source  Outdated systems and data silos; architecture, legacy and integration as success factors: public-sector IT (seed
        004). Sizes are assumptions.
"""

from sim.compiler import compiled, kernel
from sim.parameters import Grade, Parameters, declare
from sim.processes.conditions import LEGACY, told_condition
from sim.state import Array, Chart, World
from sim.streams import DEPARTMENT_CLIMATE, four_uniforms


class Legacy(Parameters):
    """How old systems weigh."""

    active: bool = declare("switch of the mechanism", default=True, without="old systems had cost nothing")
    debt: float = declare(
        "mean legacy debt of a department at the start",
        default=0.3,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="public-sector IT (seed 004): outdated systems (direction)",
    )
    drag: float = declare(
        "unplanned work that full debt adds to a project, as a share of its scope", default=0.1, bounds=(0, 2)
    )


@kernel
def draw_legacy(world: World, chart: Chart, p: Legacy, luck: Array) -> None:
    """Give every department the debt it starts with: what is told of it, or a drawn one."""
    for d in range(len(world.departments)):
        u = four_uniforms(luck, DEPARTMENT_CLIMATE, 0, d, 0)[3]
        told = told_condition(d, LEGACY, chart)
        world.departments[d].legacy = told if told == told else min(1.0, 2.0 * p.debt * u)  # noqa: PLR0124


@compiled
def legacy_factor(debt: float, p: Legacy) -> float:
    """Return the factor on a project's true scope for a department with ``debt`` in [0, 1]."""
    return 1.0 + p.drag * debt if p.active else 1.0
