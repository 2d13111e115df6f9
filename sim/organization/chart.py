"""The organization as arrays: seats in departments and teams, a reporting line, and directed collaboration ties.

Seats are numbered department by department and team by team, so that people who work together lie together in memory.
Everything here is fixed while a scenario runs; what changes from week to week lies in ``sim.state``.
"""

from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from sim.organization.tie_blocks import TieBlocks, seat_by_seat
from sim.organization.tie_layout import TieLayout

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Organization:
    """A public body of ``n`` seats, ``d`` departments and ``u`` units (teams, the unit of a rollout).

    Equal only to itself.

    Attributes:
    ----------
    seat_names, department_names : names of seats (n) and departments (d), for people.
    department, unit, manager, level : int32 (n); ``manager`` is ``NOBODY`` at the top, ``level`` is 0 there.
    department_start, unit_start : int32 (d + 1) and (u + 1); the seats of department k are [start[k], start[k+1]).
    unit_department : int32 (u).
    change_oriented : bool (d); a change-oriented department has less process orientation from the start.
    ties : whom every seat turns to, and how much (0 to 1), in the order in which the engine reads them.
    traits : float64 (n, 3); silo, trust and process orientation where known, NaN where the replicate draws them.
    conditions : float64 (d, 3); service demand, its growth and legacy debt of each department where known, NaN where
        not; (0, 3) where none is known.
    imported : whether people and ties are those of somebody's tables; then the mean silo follows from these ties,
        however the scenario that lives with them was made.

    """

    seat_names: tuple[str, ...]
    department_names: tuple[str, ...]
    department: NDArray[np.int32]
    unit: NDArray[np.int32]
    manager: NDArray[np.int32]
    level: NDArray[np.int32]
    department_start: NDArray[np.int32]
    unit_start: NDArray[np.int32]
    unit_department: NDArray[np.int32]
    change_oriented: NDArray[np.bool_]
    ties: TieBlocks
    traits: NDArray[np.float64]
    conditions: NDArray[np.float64] = field(default_factory=partial(np.empty, (0, 3)))
    imported: bool = False

    @property
    def headcount(self) -> int:
        """Number of seats."""
        return len(self.department)

    @property
    def departments(self) -> int:
        """Number of departments."""
        return len(self.department_names)

    @cached_property
    def by_seat(self) -> TieLayout:
        """The ties seat by seat: a copy of them, which is made when somebody asks and then kept."""
        return seat_by_seat(self.ties)

    @property
    def tie_start(self) -> NDArray[np.int64]:
        """First tie of each seat in ``by_seat``, (n + 1): those of seat i are [tie_start[i], tie_start[i+1])."""
        return self.by_seat.tie_start

    @property
    def tie_split(self) -> NDArray[np.int64]:
        """First of its ties that leads to another department, (n)."""
        return self.by_seat.tie_split

    @property
    def tie_target(self) -> NDArray[np.int32]:
        """The person a seat turns to, (m); sorted in each of the two parts of a seat."""
        return self.by_seat.tie_target

    @property
    def tie_weight(self) -> NDArray[np.float32]:
        """How much a seat turns to that person, (m), 0 to 1."""
        return self.by_seat.tie_weight

    @property
    def units(self) -> int:
        """Number of teams."""
        return len(self.unit_department)
