"""Who turns to whom, week by week: the ties that stand, and those that work has formed."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.export.persons import Persons
from experiments.export.run import Run
from experiments.export.sheet import SMALL, TEXT, WHOLE, Column, Part, Sheet, repeated
from sim.organization.chart import Organization
from sim.replay import Moment
from sim.rollout import QUARTER

STANDING, FORMED = "standing", "formed"
COLUMNS = [
    Column("source", WHOLE, "", "number of the seat that turns to another"),
    Column("target", WHOLE, "", "number of the seat it turns to"),
    Column("source_person", WHOLE, "", "number of the person in the first seat at the end of the week"),
    Column("target_person", WHOLE, "", "number of the person in the second seat at the end of the week"),
    Column("strength", SMALL, "0 to 1", "how much it turns to the other"),
    Column("kind", TEXT, "", f"{STANDING}: there from the start, and never changing; {FORMED}: by working together"),
]


def quarters(weeks: int) -> list[int]:
    """Return the first week, the first of every quarter, and the last."""
    return sorted({*range(0, weeks, QUARTER), weeks - 1})


def network(run: Run, weeks: Sequence[int]) -> Sheet:
    """Return the ties of a run in some weeks."""
    meaning = "a row a tie and week of one run"
    return Sheet("network", meaning, [*run.weekly, *COLUMNS], lambda: _parts(run, weeks), run.about)


def _parts(run: Run, weeks: Sequence[int]) -> Iterator[Part]:
    organization = run.replay.organization
    source, persons = standing_sources(organization), Persons(organization.headcount)
    for moment in run.replay.weeks():
        persons.see(moment)
        if moment.week in weeks:
            who, slot = formed_ties(moment)
            one = np.concatenate([source, who])
            other = np.concatenate([organization.tie_target, moment.after.formed_target[who, slot]])
            strength = np.concatenate([organization.tie_weight, moment.after.formed_strength[who, slot]])
            kind = [*repeated(STANDING, len(source)), *repeated(FORMED, len(who))]
            present = persons.present[one], persons.present[other]
            yield [*run.in_week(moment.week, len(one)), one, other, *present, strength, kind]


def standing_sources(organization: Organization) -> NDArray[np.int64]:
    """Return the seat at the beginning of every standing tie."""
    return np.repeat(np.arange(organization.headcount), np.diff(organization.tie_start))


def formed_ties(moment: Moment) -> tuple[NDArray[np.int64], ...]:
    """Return seat and place of every tie that work has formed and that has not faded."""
    return np.nonzero(moment.after.formed_strength > 0.0)
