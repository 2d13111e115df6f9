"""Who sits where: persons told apart from the seats they sit in."""

import numpy as np
from numpy.typing import NDArray

from experiments.export.sheet import TEXT, WHOLE, Column
from sim.replay import Moment

SEAT = Column("seat", WHOLE, "", "number of the seat, counted from 0")
SEAT_NAME = Column("seat_name", TEXT, "", "name of the seat; the id in your own table of people")
PERSON = Column(
    "person",
    WHOLE,
    "",
    "number of the person: the first in a seat has the seat's number, newcomers follow in the order in which they come",
)
DEPARTMENT = Column("department", TEXT, "", "name of the department")
UNIT = Column("unit", WHOLE, "", "number of the team, the unit of a rollout")
NEVER_ARRIVED = -1


class Persons:
    """Numbers the people of a run as they come.

    Attributes:
        present: number of the person in every seat; ``arrived``: the week in which that one came, -1 from the start.
        before: who sat there before the week that was seen last; ``left``: the seats whose person left in it.

    """

    def __init__(self, seats: int) -> None:
        self.present = np.arange(seats)
        self.arrived = np.full(seats, NEVER_ARRIVED)
        self.before = self.present.copy()
        self.left: NDArray[np.int64] = np.zeros(0, np.int64)
        self._next = seats

    def see(self, moment: Moment) -> None:
        """Note who has left in a week, and who came."""
        self.before = self.present.copy()
        self.left = np.flatnonzero(moment.before.seats["people"] != moment.after.seats["people"])
        self.present[self.left] = self._next + np.arange(len(self.left))
        self.arrived[self.left] = moment.week
        self._next += len(self.left)
