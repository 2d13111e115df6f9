"""Social influence: silo, trust and process orientation move toward those of the people one listens to.

Rule    Friedkin-Johnsen: x += rate * ((1 - stubbornness) * mean + stubbornness * anchor - x), where the mean weighs every tie,
        ties to other departments times the own trust, and the own manager by ``authority``. The same pass takes
        the weighted share of contacts who visibly use the practice (exposure). Who listens to nobody keeps the traits. A
        standing and a formed tie to the same person add up here.
Source  Friedkin & Johnsen 1990; the weights are assumptions.
"""

from sim.compiled import compiled, kernel, step
from sim.organization.chart import NOBODY
from sim.parameters import Grade, Parameters, declare
from sim.state import FORMED_TIES, PROCESS, SILO, TRUST, USE, Array, Chart, World


class Influence(Parameters):
    """How people take over traits."""

    active: bool = declare("switch of the mechanism (exposure to users is still seen)", default=True)
    rate: float = declare("share of the gap closed in a week", default=0.03, unit="per week", bounds=(0, 1))
    stubbornness: float = declare(
        "weight of what somebody brought along against what others think",
        default=0.6,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Friedkin & Johnsen 1990 (form)",
    )
    authority: float = declare("weight of the own manager against a full tie", default=3.0, bounds=(0, 50))


@step
def listen(world: World, chart: Chart, p: Influence) -> None:
    """Update everybody's traits and exposure at once from last week's traits."""
    rate = p.rate if p.active else 0.0
    for i in range(len(world.seats)):
        weight, silo, trust, process, use = _contacts(i, world, chart, p.authority)
        if weight > 0.0:
            _take_over(i, silo / weight, trust / weight, process / weight, rate, world, p.stubbornness)
            world.seats[i].exposure = min(1.0, use / weight)
        else:
            _take_over(i, world.traits[i, SILO], world.traits[i, TRUST], world.traits[i, PROCESS], 0.0, world, 0.0)
            world.seats[i].exposure = 0.0
    for i in range(len(world.seats)):
        for k in range(3):
            world.traits[i, k] = world.traits_next[i, k]


@kernel
def _contacts(i: int, world: World, chart: Chart, authority: float) -> tuple[float, float, float, float, float]:
    openness = 1.0 * world.traits[i, TRUST]
    inside = _sum_ties(chart.tie_start[i], chart.tie_split[i], 1.0, world.traits, chart)
    across = _sum_ties(chart.tie_split[i], chart.tie_start[i + 1], openness, world.traits, chart)
    formed = _sum_formed(i, openness, world)
    manager = chart.manager[i]
    boss = authority if manager != NOBODY else 0.0
    m = manager if manager != NOBODY else i
    x = world.traits[m]
    return (
        inside[0] + across[0] + formed[0] + boss,
        inside[1] + across[1] + formed[1] + boss * x[SILO],
        inside[2] + across[2] + formed[2] + boss * x[TRUST],
        inside[3] + across[3] + formed[3] + boss * x[PROCESS],
        inside[4] + across[4] + formed[4] + boss * x[USE],
    )


@kernel
def _sum_ties(first: int, last: int, factor: float, traits: Array, chart: Chart) -> tuple[float, float, float, float, float]:
    weight, silo, trust, process, use = 0.0, 0.0, 0.0, 0.0, 0.0
    for tie in range(first, last):
        j = chart.tie_target[tie]
        w = chart.tie_weight[tie] * factor
        weight += w
        silo += w * traits[j, SILO]
        trust += w * traits[j, TRUST]
        process += w * traits[j, PROCESS]
        use += w * traits[j, USE]
    return weight, silo, trust, process, use


@kernel
def _sum_formed(i: int, factor: float, world: World) -> tuple[float, float, float, float, float]:
    weight, silo, trust, process, use = 0.0, 0.0, 0.0, 0.0, 0.0
    for slot in range(FORMED_TIES):
        w = world.formed_strength[i, slot] * factor
        if w > 0.0:
            x = world.traits[world.formed_target[i, slot]]
            weight += w
            silo += w * x[SILO]
            trust += w * x[TRUST]
            process += w * x[PROCESS]
            use += w * x[USE]
    return weight, silo, trust, process, use


@kernel
def _take_over(i: int, silo: float, trust: float, process: float, rate: float, world: World, stubbornness: float) -> None:
    seat, now, then = world.seats[i], world.traits[i], world.traits_next[i]
    then[SILO] = _moved(now[SILO], silo, seat.silo_anchor, rate, stubbornness)
    then[TRUST] = _moved(now[TRUST], trust, seat.trust_anchor, rate, stubbornness)
    then[PROCESS] = _moved(now[PROCESS], process, seat.process_anchor, rate, stubbornness)


@compiled
def _moved(own: float, mean: float, anchor: float, rate: float, stubbornness: float) -> float:
    return own + rate * ((1.0 - stubbornness) * mean + stubbornness * anchor - own)
