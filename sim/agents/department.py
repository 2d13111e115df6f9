"""A department: its members and the projects that run in it."""

from __future__ import annotations

from sim.agents.base import AgentSet, View, leading_ladder
from sim.state import ADOPTED


class Department(View):
    """A department of the organization; everything about it is read from its members and its projects."""

    @property
    def name(self) -> str:
        """Name of the department."""
        return self.model.organization.department_names[self.number]

    @property
    def change_oriented(self) -> bool:
        """Whether the department is made for change; otherwise it is process-oriented."""
        return bool(self.model.organization.change_oriented[self.number])

    @property
    def headcount(self) -> int:
        """Number of seats."""
        return len(self.model.world.seats[self._seats])

    @property
    def members(self) -> AgentSet:
        """The employees of the department."""
        return AgentSet(self.model.everybody.employees[self._seats], random=self.model.random)

    @property
    def adoption(self) -> float:
        """Share of members that have adopted the practice that was first to be done, in [0, 1]."""
        return float((leading_ladder(self.model.world)["stage"][self._seats] == ADOPTED).mean())

    @property
    def running_projects(self) -> AgentSet:
        """The running projects with a member of this department in the team as it was formed."""
        world = self.model.world
        running = world.running[: world.portfolio["running"][0]].tolist()
        here = [
            project for project in (self.model.everybody.projects[k] for k in running) if project.involves(self.number)
        ]
        return AgentSet(here, random=self.model.random)

    @property
    def _seats(self) -> slice:
        start = self.model.organization.department_start
        return slice(int(start[self.number]), int(start[self.number + 1]))
