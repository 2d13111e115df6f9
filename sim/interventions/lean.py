"""Lean: departments improve their processes as far as their people practise it and their silos let them.

Rule    A department can save gain * (1 - silo_drag * mean silo) ^ 2 * mean of what its people practise (use *
        proficiency) of its service demand; it comes ``pace`` of the way there a week. Work that crosses two silo walls
        is held back twice, hence the square. Whoever practises it spends ``board_hours`` a week at the board.
Source  Lean held back by silos and habits: Sweden (seed 002, direction only). All sizes are assumptions.
"""

from sim.compiler import compiled, kernel, step
from sim.interventions.intervention import Practice, Turn, claim_of_users
from sim.parameters import Grade, Role, declare
from sim.state import SILO, Chart, World


class Lean(Practice):
    """Continuous improvement of service work."""

    dip: float = declare(
        "productivity lost by a complete novice",
        default=0.15,
        bounds=(0, 0.9),
        source="worse before better: Repenning & Sterman 2001 (form)",
    )
    gain: float = declare(
        "service demand saved where everybody practises it and nobody has a silo", default=0.2, bounds=(0, 0.6)
    )
    silo_drag: float = declare(
        "how much full silo holds it back",
        default=0.9,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Sweden (seed 002): silo working held the effect back (direction)",
    )
    pace: float = declare(
        "share of the way to what a department can save, in a week", default=0.04, unit="per week", bounds=(0, 1)
    )
    board_hours: float = declare(
        "meetings at the board", default=0.5, unit="hours a week", bounds=(0, 10), role=Role.LEVER
    )
    fee: float = declare("advice from outside", default=400.0, unit="EUR a week per 1,000 people", bounds=(0, 1e6))


@compiled
def saving(acts: float, practised: float, silo: float, p: Lean) -> float:
    """Return the share of service demand a department can save, in [0, gain]; practice and silo are means in [0, 1]."""
    through_a_wall = 1.0 - p.silo_drag * silo
    return acts * p.gain * practised * through_a_wall * through_a_wall


@step
def act(turn: Turn, own: Lean, world: World, chart: Chart) -> None:
    """Let every department improve its processes as far as practice and silos allow."""
    claim_of_users(turn.measure, turn.strength * own.board_hours / turn.week_hours, world)
    for d in range(len(world.departments)):
        silo, practised = _means(turn.measure, d, world, chart)
        department = world.departments[d]
        department.saved += own.pace * (saving(turn.acts, practised, silo, own) - department.saved)


@kernel
def _means(m: int, d: int, world: World, chart: Chart) -> tuple[float, float]:
    first, last = chart.department_start[d], chart.department_start[d + 1]
    silo, practised = 0.0, 0.0
    for i in range(first, last):
        silo += world.traits[i, SILO]
        practised += world.ladders[m, i].use * world.ladders[m, i].proficiency
    return silo / (last - first), practised / (last - first)
