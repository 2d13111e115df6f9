"""A reorganization: some departments are taken apart and put together anew.

Rule    Every department is touched with chance ``share``, by a keyed draw. In the week in which it comes, people there
        lose ``ties_lost`` of the strength of every tie that they formed at work across departments, and ``mistrust`` of
        their trust; while it lasts it takes ``distraction`` of everybody's week there. The chart, its teams and the
        ties that people came with stay as they are: who sits where afterwards is not modelled.
Source  Reorganizations cut informal networks and trust (direction, many case studies); sizes are assumptions.
"""

from sim.compiler import kernel
from sim.events.event import LastingEvent, befalls, lasts
from sim.parameters import declare
from sim.processes.experience import Experience, shift_trust
from sim.state import FORMED_TIES, TRUST, Array, Chart, World

KIND = 7


class Reorganization(LastingEvent):
    """How many are touched, and how."""

    share: float = declare("share of the departments that are touched", default=0.5, bounds=(0, 1))
    ties_lost: float = declare("strength that formed ties of those touched lose", default=0.5, bounds=(0, 1))
    mistrust: float = declare("share of their trust that those touched lose", default=0.15, bounds=(0, 1))
    distraction: float = declare(
        "time that it takes from those touched", default=0.05, unit="share of a week", bounds=(0, 1)
    )


@kernel
def reorganize(week: int, p: Reorganization, world: World, chart: Chart, experience: Experience, luck: Array) -> None:
    """Let departments be taken apart in the week in which it comes, and busy with themselves while it lasts."""
    if not lasts(week, KIND, p.chance, p.week, p.weeks, luck):
        return
    for d in range(len(world.departments)):
        if befalls(KIND, d, p.share, luck):
            for i in range(chart.department_start[d], chart.department_start[d + 1]):
                world.seats[i].claimed += p.distraction
                if week == p.week:
                    _uproot(i, p, world, experience)


@kernel
def _uproot(i: int, p: Reorganization, world: World, experience: Experience) -> None:
    for slot in range(FORMED_TIES):
        world.formed_strength[i, slot] *= 1.0 - p.ties_lost
    shift_trust(i, -p.mistrust * world.traits[i, TRUST], world, experience)
