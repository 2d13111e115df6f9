"""One run of a bank: lived week by week, and watched where the case has data; nothing else of it is kept.

Of people: how many use and have adopted the leading practice, and of four items sums and sums of products, of everybody
and of users alone, in every department and in all; and of all people how users and others are spread over the scale of
each item. So a survey of any size can be emulated later without a run. Of projects: the same numbers as of the case's
list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.posterior.observed import COUNTS, ITEMS, RATIOS, Design
from experiments.posterior.project_numbers import numbers_of_ledger
from sim.engine import Plan, begin, lucks_of, some_weeks
from sim.outcomes.dictionary import SERIES_NAMES
from sim.state import ADOPTED, NEVER, PROCESS, SILO, TRUST, USE, World

USES = 0.5
TAKEN_UP = 2  # using, adopted
PAIRS = tuple(combinations_with_replacement(range(len(ITEMS)), 2))
SUMS = len(ITEMS) + len(PAIRS)  # of items, and of products of two
MOMENTS = 1 + 2 * SUMS  # users; sums over all and over users
PLACES = 33  # on the scale of an item; both ends are places, for many lie there
LEDGER = len(COUNTS) + len(RATIOS)

Single = NDArray[np.float32]


@dataclass(frozen=True)
class Watch:
    """In which weeks a run is looked at: people counted, people asked, projects listed (and those that end later)."""

    counted: tuple[int, ...]
    asked: tuple[int, ...]
    listed: tuple[int, ...]

    @classmethod
    def of(cls, design: Design) -> "Watch":
        """Return the weeks that a design needs."""
        counted = {cell.week for cell in design.log.cells} if design.log else set[int]()
        asked = {cell.week for survey in design.surveys for cell in survey.cells}
        projects = design.projects
        listed = () if projects is None else (projects.until, *([projects.later] * (projects.later > projects.until)))
        return cls(tuple(sorted(counted)), tuple(sorted(asked)), tuple(listed))

    @property
    def weeks(self) -> list[int]:
        """The weeks after which something is looked at, in their order; -1 is before the first."""
        return sorted({*self.counted, *self.asked, *self.listed})


@dataclass(frozen=True)
class Lived:
    """What was seen of a run; the last group is everybody.

    Attributes:
        taken_up: float32 (weeks counted, departments + 1, 2), people who use, and who have adopted.
        moments: float32 (weeks asked, departments + 1, MOMENTS).
        standing: float32 (weeks asked, 2, items, PLACES), how many others, and users, stand where.
        ledger: float32 (lists, LEDGER), NaN where there were too few projects.

    """

    taken_up: Single
    moments: Single
    standing: Single
    ledger: Single


def live(plan: Plan, replicate: int, watch: Watch) -> Lived:
    """Live one run as far as it is watched, and return what was seen."""
    world, luck = plan.new_world(), lucks_of(plan.seed, np.array([replicate]))[0]
    begin(world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.silo, luck)
    starts, row = plan.organization.department_start[:-1], np.zeros(len(SERIES_NAMES))
    counted: dict[int, Single] = {}
    asked: dict[int, tuple[Single, Single]] = {}
    listed: list[Single] = []
    lived = 0
    for week in watch.weeks:
        if week >= lived:
            some_weeks(lived, week + 1, world, plan.chart, plan.parameters, plan.schedule, plan.silo, luck, row)
            lived = week + 1
        if week in watch.counted:
            counted[week] = _taken_up(world, starts)
        if week in watch.asked:
            asked[week] = _moments(world, starts), _standing(world)
        if week in watch.listed:
            before = watch.listed[0] if listed else None
            listed.append(numbers_of_ledger(world.projects, week, before))
    groups = len(starts) + 1
    return Lived(
        _stacked([counted[week] for week in watch.counted], (groups, TAKEN_UP)),
        _stacked([asked[week][0] for week in watch.asked], (groups, MOMENTS)),
        _stacked([asked[week][1] for week in watch.asked], (2, len(ITEMS), PLACES)),
        _stacked(listed, (LEDGER,)),
    )


def _stacked(parts: Sequence[Single], shape: tuple[int, ...]) -> Single:
    return np.array(parts, np.float32).reshape(len(parts), *shape)


def _taken_up(world: World, starts: NDArray[np.int32]) -> Single:
    return _by_group(np.column_stack([_uses(world), adopted(world)]), starts)


def adopted(world: World) -> NDArray[np.bool_]:
    """Return who has adopted the leading practice."""
    leading = int(world.portfolio["leading"][0])
    nobody = np.zeros(len(world.seats), np.bool_)
    return nobody if leading == NEVER else np.asarray(world.ladders[leading]["stage"] == ADOPTED)


def _moments(world: World, starts: NDArray[np.int32]) -> Single:
    uses, items = _uses(world).astype(np.float64)[:, None], _items(world)
    sums = np.column_stack([items, *(items[:, one] * items[:, other] for one, other in PAIRS)])
    return _by_group(np.hstack([uses, sums, uses * sums]), starts)


def _standing(world: World) -> Single:
    places = np.rint(np.clip(_items(world), 0.0, 1.0) * (PLACES - 1)).astype(np.intp)
    who = _uses(world).astype(np.intp)[:, None] * len(ITEMS) + np.arange(len(ITEMS))
    counts = np.bincount((who * PLACES + places).ravel(), minlength=2 * len(ITEMS) * PLACES)
    return counts.reshape(2, len(ITEMS), PLACES).astype(np.float32)


def _uses(world: World) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = world.traits[:, USE] > USES
    return found


def _items(world: World) -> NDArray[np.float64]:
    """Return what surveys ask of everybody, float64 (people, items)."""
    items = np.column_stack([*(world.traits[:, [TRUST, SILO, PROCESS]].T), world.seats["job_satisfaction"]])
    return items.astype(np.float64)


def _by_group(columns: Any, starts: NDArray[np.int32]) -> Single:  # noqa: ANN401 - numbers or truths, a row a seat
    """Return sums by department, and of everybody; seats lie department by department."""
    sums = np.add.reduceat(np.asarray(columns, np.float64), starts, axis=0)
    return np.vstack([sums, sums.sum(axis=0)]).astype(np.float32)
