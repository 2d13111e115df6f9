"""When an intervention is done and how fully, week by week.

Rule    It is done with ``strength`` from ``start_week`` on, with each of ``later_strengths`` from that of
        ``later_weeks`` on, and not at all from ``end_week`` on. A strength of 0 pauses it. After a pause it begins
        again: what reaches units is brought to them anew, by the same rollout counted from that week, with all its
        attention.
Source  How a plan is written: a training that is held twice, a practice that is pushed for a year and then kept up.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.interventions.intervention import Intervention

KNOWN = 1000


def check_times(p: Intervention, section: str, *, is_planned_once: bool) -> None:
    """Raise ScenarioError where the later strengths of a section cannot be."""
    weeks, strengths = p.later_weeks, p.later_strengths
    if not weeks and not strengths:
        return
    if is_planned_once:
        raise ScenarioError(f"{section}.later_weeks: what it does is planned once, before the first week; leave it out")
    if len(weeks) != len(strengths):
        raise ScenarioError(
            f"{section}.later_weeks has {len(weeks)} entries and {section}.later_strengths {len(strengths)}; give "
            "every week its strength"
        )
    if list(weeks) != sorted(set(weeks)) or weeks[0] <= p.start_week or any(week != int(week) for week in weeks):
        raise ScenarioError(
            f"{section}.later_weeks must be whole weeks that rise, the first after start_week = {p.start_week}, not "
            f"{', '.join(f'{week:g}' for week in weeks)}"
        )
    if p.end_week and weeks[-1] >= p.end_week:
        raise ScenarioError(f"{section}.later_weeks: week {weeks[-1]:g} is not before end_week = {p.end_week}")


@lru_cache(KNOWN)
def strength_by_week(p: Intervention, weeks: int) -> NDArray[np.float64]:
    """Return how fully an intervention is done in each week, float64 (weeks); nobody writes into it."""
    planned = np.zeros(weeks)
    if p.strength > 0.0:
        for week, strength in zip((p.start_week, *p.later_weeks), (p.strength, *p.later_strengths), strict=True):
            planned[int(week) :] = strength
        planned[p.end_week or weeks :] = 0.0
    return planned


@lru_cache(KNOWN)
def begins_again(p: Intervention, weeks: int) -> NDArray[np.bool_]:
    """Return in which weeks an intervention begins again that has paused, bool (weeks); nobody writes into it."""
    done = strength_by_week(p, weeks) > 0.0
    starts = np.diff(done, prepend=False) & done
    starts[: int(np.argmax(starts)) + 1] = False
    return starts
