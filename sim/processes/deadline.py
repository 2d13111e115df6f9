"""Deadlines: work fills the time that was planned for it.

Rule    A team that would end before the last baseline does goes on more slowly: with what is left to do, as it knows
        it, over the weeks that are left as the pace that is needed, it takes back ``filled`` of the difference to the
        pace it could keep. Time not given is not spent, so that only the schedule stretches. Who is late is not slowed.
Source  Parkinson 1957; few projects end before their date, whatever they were given. The strength is fitted.
"""

from sim.compiler import compiled
from sim.parameters import FITTED, Parameters, declare


class Deadline(Parameters):
    """How far work fills the time that was planned."""

    filled: float = declare(
        "share of the slack before a deadline that work fills",
        default=0.7529,
        off=0.0,
        bounds=(0, 1),
        source=f"Parkinson 1957 (direction); {FITTED}",
    )


@compiled
def pace_kept(left: float, weeks_left: float, pace: float, p: Deadline) -> float:
    """Return the share of its pace that a team keeps, in (0, 1]; ``left`` and ``pace`` are person-weeks (a week)."""
    if p.filled <= 0.0 or weeks_left <= 1.0 or pace <= 0.0 or left >= pace * weeks_left:
        return 1.0
    return 1.0 - p.filled * (1.0 - left / (pace * weeks_left))
