"""A unit or a department as something to ask about: some seats that lie together, and the units they form."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import SubjectOutcome
from experiments.explain.group_recorder import GroupRecorder
from experiments.explain.practices import practice_name
from sim.organization.chart import NOBODY, Organization
from sim.replay import Replay
from sim.state import ADOPTED, NEVER, RELAPSED, TRYING, Array, World


class GroupThing:
    """The seats [first, last) and the units [first_unit, last_unit) of a unit or a department."""

    def __init__(self, kind: str, replay: Replay, number: int, practices: Sequence[int]) -> None:
        organization = replay.organization
        self.kind = kind
        self.number = number
        self.replay = replay
        self.practices = practices
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
        """Return how many have adopted each practice; the scale is their number."""
        adopted = {practice_name(m): float(self._count(m, ADOPTED, world)) for m in self.practices}
        people, total = len(self.seats), sum(adopted.values())
        if len(self.practices) == 1:
            m = self.practices[0]
            reached = "" if self._is_reached(m, world) else "; never taken on"
            text = f"{self._stages(m, 'the practice', world)}{reached}"
            return SubjectOutcome(f"{total:.0f} of {people} adopted", text, total, adopted)
        word = ", ".join(f"{name} {count:.0f}" for name, count in adopted.items())
        told = [self._stages(m, practice_name(m), world) + self._in_brackets(m, world) for m in self.practices]
        return SubjectOutcome(f"{word} of {people} adopted", "; ".join(told), total, adopted)

    def _stages(self, m: int, practice: str, world: World) -> str:
        adopted, trying, relapsed = (self._count(m, stage, world) for stage in (ADOPTED, TRYING, RELAPSED))
        return f"{adopted} of {len(self.seats)} have adopted {practice}, {trying} try it, {relapsed} gave it up"

    def _in_brackets(self, m: int, world: World) -> str:
        return "" if self._is_reached(m, world) else " (never taken on)"

    def _count(self, m: int, stage: int, world: World) -> int:
        return int((world.ladders["stage"][m, self.seats] == stage).sum())

    def _is_reached(self, m: int, world: World) -> bool:
        return bool((world.units["joined"][m, self.units] != NEVER).any())

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether one in twenty of its people, and somebody at least, fares otherwise with a practice."""
        apart = (abs(count - other.by_practice[name]) for name, count in outcome.by_practice.items())
        return max(apart) >= max(1.0, len(self.seats) / 20)

    def listens_to(self, _world: World, /) -> NDArray[np.int64]:
        """Return the seats outside whom its people turn to or report to."""
        return contacts_of(self.seats, self.replay.organization)

    def recorder(self) -> GroupRecorder:
        """Return a new recorder for it."""
        return GroupRecorder(self.replay, self.seats, self.units, self.practices)


def contacts_of(seats: NDArray[np.int64], organization: Organization) -> NDArray[np.int64]:
    """Return the seats outside some seats whom these turn to by standing ties, and their managers."""
    ties = np.concatenate(
        [organization.tie_target[organization.tie_start[i] : organization.tie_start[i + 1]] for i in seats]
    )
    managers = organization.manager[seats]
    return np.setdiff1d(np.concatenate([ties, managers[managers != NOBODY]]), seats).astype(np.int64)


def _between(starts: NDArray[np.int32], number: int) -> NDArray[np.int64]:
    return np.arange(starts[number], starts[number + 1], dtype=np.int64)
