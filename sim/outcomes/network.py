"""Network outcomes on tie strengths: E-I index and assortativity by department, standing and formed ties together.

Rule    E-I index = (external - internal) / (external + internal), in [-1, 1] (Krackhardt & Stern 1988);
        assortativity = (trace of the mixing matrix - chance) / (1 - chance) (Newman 2003).
"""

import numpy as np

from sim.compiler import allocates, compiled, kernel, step
from sim.compiler.simd import Four, four_of, numbers_of, row_of
from sim.organization.tie_blocks import ACROSS, COUNT, FIRST, INSIDE, LANES, WEIGHTS
from sim.state import FORMED_TIES, Array, Chart, World


@kernel
def standing_strength(chart: Chart) -> tuple[float, float]:
    """Return the total weight of the standing ties inside and across departments."""
    return _strength(INSIDE, chart), _strength(ACROSS, chart)


@kernel
def _strength(side: int, chart: Chart) -> float:
    total = 0.0
    for i in range(len(chart.tie_list)):
        for tie in range(chart.tie_list[i, side, COUNT]):
            total += chart.tie_weight[chart.tie_list[i, side, WEIGHTS] + LANES * tie]
    return total


@kernel
def formed_strength(world: World) -> float:
    """Return the total strength of formed ties; they all cross departments."""
    total = four_of(0.0, 0.0, 0.0, 0.0)
    for i in range(len(world.seats)):
        total += row_of(world.formed_strength, i)
    return exact_sum(total)


@kernel
def exact_sum(strengths: Four) -> float:
    """Return the total of strengths of formed ties that were added up slot by slot.

    After a week's fading a strength is 0 or a multiple of 2**-30, as a float32 from 1/128 on is. Sums below 2**23 of
    such numbers are exact, so that up to two million people their order does not matter.
    """
    first, second, third, fourth = numbers_of(strengths)
    return first + second + third + fourth


@compiled
def ei_index(inside: float, across: float) -> float:
    """Return the E-I index of tie strengths; 0 without ties."""
    total = inside + across
    return (across - inside) / total if total > 0.0 else 0.0


@allocates
@step
def department_assortativity(world: World, chart: Chart) -> float:
    """Return the assortativity of tie strength by department, in [-1, 1]; 0 where it is not defined."""
    departments = len(chart.department_start) - 1
    sent, received = np.zeros(departments), np.zeros(departments)
    inside, across = standing_strength(chart)
    _add_standing(chart, sent, received)
    _add_formed(world, chart, sent, received)
    total = inside + across + formed_strength(world)
    if total <= 0.0:
        return 0.0
    chance = 0.0
    for d in range(departments):
        chance += sent[d] / total * received[d] / total
    return (inside / total - chance) / (1.0 - chance) if chance < 1.0 else 0.0


@kernel
def _add_standing(chart: Chart, sent: Array, received: Array) -> None:
    for i in range(len(chart.tie_list)):
        for side in (INSIDE, ACROSS):
            for tie in range(chart.tie_list[i, side, COUNT]):
                weight = chart.tie_weight[chart.tie_list[i, side, WEIGHTS] + LANES * tie]
                sent[chart.department[i]] += weight
                received[chart.department[chart.tie_target[chart.tie_list[i, side, FIRST] + tie]]] += weight


@kernel
def _add_formed(world: World, chart: Chart, sent: Array, received: Array) -> None:
    for i in range(len(world.seats)):
        for slot in range(FORMED_TIES):
            strength = world.formed_strength[i, slot]
            if strength > 0.0:
                sent[chart.department[i]] += strength
                received[chart.department[world.formed_target[i, slot]]] += strength
