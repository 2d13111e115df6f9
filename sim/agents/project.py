"""A project of the portfolio, planned, running or ended."""

from __future__ import annotations

import inspect

from sim.agents.base import AgentSet, Figure, View
from sim.agents.department import Department
from sim.processes.reporting import colour
from sim.state import COLOURS, OUTCOMES, PLANNED, RUNNING, STATUSES, Array


class Project(View):
    """A piece of the wanted change work.

    Attributes, all computed by the model and in person-weeks unless said otherwise:
        effort: nominal effort.
        spent: effort spent so far.
        hidden_errors: wrong work nobody has found yet.
        known_rework: wrong work found and not yet repaired.
        benefit_rate: benefits over planned benefits, in [0, 1]; 0 until it is delivered.

    """

    effort = Figure("projects", "effort")
    spent = Figure("projects", "spent")
    hidden_errors = Figure("projects", "hidden")
    known_rework = Figure("projects", "rework_known")
    benefit_rate = Figure("projects", "benefit_rate")

    @property
    def name(self) -> str:
        """P1 for the project that is wanted first, and so on."""
        return f"P{self.number + 1}"

    @property
    def status(self) -> str:
        """What became of it so far: planned, running, delivered, unused or cancelled."""
        return STATUSES[self._record["status"]]

    @property
    def outcome(self) -> str:
        """Its outcome: successful, challenged or failed; undecided until it ends."""
        return OUTCOMES[self._record["outcome"]]

    @property
    def team(self) -> AgentSet:
        """The employees in its team; nobody while it is planned."""
        return AgentSet([self.model.everybody.employees[seat] for seat in self._team_seats()], random=self.model.random)

    @property
    def lead(self) -> Department | None:
        """The department it is for; None while it is planned."""
        return self.model.everybody.departments[self._record["lead"]] if self._has_started else None

    @property
    def wanted(self) -> int:
        """Week in which it could start."""
        return int(self._record["wanted"])

    @property
    def start(self) -> int | None:
        """Week in which it started; None while it is planned."""
        return int(self._record["start"]) if self._has_started else None

    @property
    def finish(self) -> int | None:
        """Week in which it ended; None before."""
        return None if self._record["status"] in (PLANNED, RUNNING) else int(self._record["finish"])

    @property
    def cost_overrun_first(self) -> float | None:
        """Spending over the first budget, minus 1; None while it is planned."""
        return self._overrun("spent", "budget_first")

    @property
    def cost_overrun_last(self) -> float | None:
        """Spending over the last budget, minus 1; None while it is planned."""
        return self._overrun("spent", "budget_last")

    @property
    def schedule_overrun_first(self) -> float | None:
        """Working time over the first schedule, minus 1; None while it is planned."""
        return self._overrun("elapsed_weeks", "planned_weeks_first")

    @property
    def schedule_overrun_last(self) -> float | None:
        """Working time over the last schedule, minus 1; None while it is planned."""
        return self._overrun("elapsed_weeks", "planned_weeks_last")

    @property
    def reported_status(self) -> str | None:
        """The traffic light the steering committee sees: green, amber or red; None while the project is planned."""
        return COLOURS[self._record["reported"]] if self._has_started else None

    @property
    def true_status(self) -> str | None:
        """The traffic light that counts hidden errors too; None while the project is planned."""
        rule = inspect.unwrap(colour)  # as plain Python: compiling it for one number would take seconds
        return COLOURS[rule(self._record["true_overrun"], self.model.settings.reporting)] if self._has_started else None

    def involves(self, department: int) -> bool:
        """Return whether somebody of the department with this number is in the team."""
        return department in self.model.organization.department[self._team_seats()]

    @property
    def _record(self) -> Array:
        return self.model.world.projects[self.number]

    @property
    def _has_started(self) -> bool:
        return bool(self._record["status"] != PLANNED)

    def _team_seats(self) -> list[int]:
        first = self._record["team_start"]
        last = first + self._record["team"] if self._has_started else first
        return self.model.world.members[first:last].tolist()  # type: ignore[no-any-return]

    def _overrun(self, actual: str, planned: str) -> float | None:
        return float(self._record[actual] / self._record[planned] - 1.0) if self._has_started else None
