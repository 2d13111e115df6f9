"""What every event has in common: the week in which it comes, and the chance that it does.

Rule    An event comes in ``week`` with ``chance``, decided by a keyed draw of the replicate, so that all plans meet the
        same events in the same replicate, and a higher chance adds replicates to those that meet it. At chance 0 it
        changes nothing, bit for bit.
Source  Common random numbers: a comparison of plans must not compare what happened to them.
"""

from sim.compiler import compiled
from sim.parameters import Parameters, declare
from sim.state import Array
from sim.streams import EVENT, four_uniforms


class Event(Parameters):
    """Something that comes in one week."""

    chance: float = declare("chance that it comes; 1: for sure, 0: never", default=0.0, bounds=(0, 1))
    week: int = declare("week in which it comes", default=52, unit="weeks", bounds=(0, 2600))


class LastingEvent(Event):
    """Something that comes in one week and lasts."""

    weeks: int = declare("how long it lasts", default=26, unit="weeks", bounds=(1, 2600))


@compiled
def comes(kind: int, chance: float, luck: Array) -> bool:
    """Return whether an event comes in this replicate; ``kind`` is part of its key."""
    return chance > 0.0 and four_uniforms(luck, EVENT, 0, kind, 0)[0] < chance


@compiled
def lasts(week: int, kind: int, chance: float, first: int, weeks: int, luck: Array) -> bool:
    """Return whether an event that comes in week ``first`` has come and, after ``weeks``, is not over."""
    return first <= week < first + weeks and comes(kind, chance, luck)


@compiled
def befalls(kind: int, subject: int, share: float, luck: Array) -> bool:
    """Return whether an event that befalls a share of all people or departments befalls this one."""
    return four_uniforms(luck, EVENT, 1, kind, subject)[0] < share
