"""A unit or a department as something to ask about: some seats that lie together, and the units they form."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import SubjectOutcome
from experiments.explain.followed import ladder_of, units_of
from experiments.explain.group_recorder import GroupRecorder
from sim.organization.chart import NOBODY, Organization
from sim.replay import Replay
from sim.state import ADOPTED, NEVER, RELAPSED, TRYING, Array, World


class GroupThing:
    """The seats [first, last) and the units [first_unit, last_unit) of a unit or a department."""

    def __init__(self, kind: str, replay: Replay, number: int) -> None:
        organization = replay.organization
        self.kind = kind
        self.number = number
        self.replay = replay
        if kind == "department":
            self.name = organization.department_names[number]
            self.seats = _between(organization.department_start, number)
            self.units = np.flatnonzero(organization.unit_department == number)
        else:
            self.name = f"unit {number}"
            self.seats = _between(organization.unit_start, number)
            self.units = np.array([number])

    def parts(self, world: World) -> Mapping[str, Array]:
        """Return the records of its units and its people."""
        of_people = {name: getattr(world, name)[self.seats] for name in ("traits", "stances", "seats")}
        return {"units": world.units[:, self.units], "ladders": world.ladders[:, self.seats], **of_people}

    def outcome(self, world: World) -> SubjectOutcome:
        """Return how many have adopted the practice; the scale is their number."""
        stages = ladder_of(world, self.replay.scenario)["stage"][self.seats]
        adopted, trying, relapsed = (int((stages == stage).sum()) for stage in (ADOPTED, TRYING, RELAPSED))
        count = f"{adopted} of {len(stages)} have adopted the practice, {trying} try it, {relapsed} gave it up"
        joined = units_of(world, self.replay.scenario)["joined"][self.units] != NEVER
        reached = "" if joined.any() else "; never taken on"
        return SubjectOutcome(f"{adopted} of {len(stages)} adopted", f"{count}{reached}", float(adopted))

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether one in twenty of its people, and somebody at least, fares otherwise."""
        return abs(outcome.scale - other.scale) >= max(1.0, len(self.seats) / 20)

    def listens_to(self, _world: World, /) -> NDArray[np.int64]:
        """Return the seats outside whom its people turn to or report to."""
        return contacts_of(self.seats, self.replay.organization)

    def recorder(self) -> GroupRecorder:
        """Return a new recorder for it."""
        return GroupRecorder(self.replay, self.seats, self.units)


def contacts_of(seats: NDArray[np.int64], organization: Organization) -> NDArray[np.int64]:
    """Return the seats outside some seats whom these turn to by standing ties, and their managers."""
    ties = np.concatenate(
        [organization.tie_target[organization.tie_start[i] : organization.tie_start[i + 1]] for i in seats]
    )
    managers = organization.manager[seats]
    return np.setdiff1d(np.concatenate([ties, managers[managers != NOBODY]]), seats).astype(np.int64)


def _between(starts: NDArray[np.int32], number: int) -> NDArray[np.int64]:
    return np.arange(starts[number], starts[number + 1], dtype=np.int64)
