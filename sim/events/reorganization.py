"""A reorganization: some departments are taken apart and put together anew.

Rule    Touched are the departments that are ``merged`` into one or ``split`` in two, team by team; where none is named,
        every department with chance ``share``, by a keyed draw. In the week in which it comes, people there lose
        ``ties_lost`` of the strength of every tie that they formed at work across departments, and ``mistrust`` of
        their trust; while it lasts it takes ``distraction`` of everybody's week there. From that week on those who were
        merged work together as one department, and the halves of a split one as two: with or without a border between
        them, over which silos, failed exchanges and ties that grow at work count. Teams, reporting line, moods and the
        ties that people came with stay.
Source  Reorganizations cut informal networks and trust (direction, many case studies); sizes are assumptions.
"""

from sim.compiler import kernel
from sim.events.event import LastingEvent, befalls, lasts
from sim.parameters import declare
from sim.processes.experience import Experience, shift_trust
from sim.state import FORMED_TIES, TRUST, Array, Chart, Schedule, World

KIND = 7


class Reorganization(LastingEvent):
    """How many are touched, and how."""

    merged: tuple[float, ...] = declare(
        "numbers of the departments that become one, counted from 0", default=(), bounds=(0, 1_000_000)
    )
    split: tuple[float, ...] = declare(
        "numbers of the departments that are cut in two, counted from 0", default=(), bounds=(0, 1_000_000)
    )
    share: float = declare("share of the departments that are touched where none is named", default=0.5, bounds=(0, 1))
    ties_lost: float = declare("strength that formed ties of those touched lose", default=0.5, bounds=(0, 1))
    mistrust: float = declare("share of their trust that those touched lose", default=0.15, bounds=(0, 1))
    distraction: float = declare(
        "time that it takes from those touched", default=0.05, unit="share of a week", bounds=(0, 1)
    )


@kernel
def reorganize(
    week: int, schedule: Schedule, p: Reorganization, world: World, chart: Chart, experience: Experience, luck: Array
) -> None:
    """Let departments be taken apart in the week in which it comes, and busy with themselves while it lasts."""
    if not lasts(week, KIND, p.chance, p.week, p.weeks, luck):
        return
    named = len(schedule.regrouped) > 0
    world.shocks[0].regrouped = named
    for d in range(len(world.departments)):
        if schedule.regrouped[d] if named else befalls(KIND, d, p.share, luck):
            for i in range(chart.department_start[d], chart.department_start[d + 1]):
                world.seats[i].claimed += p.distraction
                if week == p.week:
                    _uproot(i, p, world, experience)


@kernel
def _uproot(i: int, p: Reorganization, world: World, experience: Experience) -> None:
    for slot in range(FORMED_TIES):
        world.formed_strength[i, slot] *= 1.0 - p.ties_lost
    shift_trust(i, -p.mistrust * world.traits[i, TRUST], world, experience)
