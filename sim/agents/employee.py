"""An employee: whoever sits in a seat at this moment."""

from __future__ import annotations

from typing import NamedTuple

from sim.agents.base import Figure, OfLadder, Share, View, leading_ladder
from sim.agents.department import Department
from sim.agents.project import Project
from sim.errors import ScenarioError, nearest_hint
from sim.interventions.catalogue import MEASURES
from sim.organization.chart import NOBODY
from sim.state import NO_PROJECT, PROCESS, SILO, STAGES, TRUST


class Contact(NamedTuple):
    """Somebody an employee turns to, and how much (0 to 1)."""

    employee: Employee
    strength: float


class Rung(NamedTuple):
    """Where somebody stands on the ladder of a practice: stage, mastery and share of contacts who use it (0 to 1)."""

    stage: str
    proficiency: float
    exposure: float


class Employee(View):
    """A seat and who sits in it; when somebody leaves, the view shows the successor.

    Attributes that may be set, all in [0, 1]:
        silo, trust, process_orientation: the three traits.
        silo_anchor, trust_anchor, process_anchor: where social influence pulls each of them back to.
        readiness: for change.
        threshold: share of contacts that must use a practice before they convince.
        collaboration_skill, job_satisfaction, sense_of_influence: see the dictionary of outcomes.

    Attributes that the model computes:
        workload: demand over capacity, a ratio.
        stage, proficiency, exposure: of the practice that was first to be done: stage of adoption, mastery of it and
            share of the contacts that use it, both in [0, 1]. ``rung`` tells them of any practice.

    """

    silo = Share("traits", SILO)
    trust = Share("traits", TRUST)
    process_orientation = Share("traits", PROCESS)
    silo_anchor = Share("stances", "silo_anchor")
    trust_anchor = Share("stances", "trust_anchor")
    process_anchor = Share("stances", "process_anchor")
    readiness = Share("seats", "readiness")
    threshold = Share("stances", "threshold")
    collaboration_skill = Share("seats", "collaboration_skill")
    job_satisfaction = Share("seats", "job_satisfaction")
    sense_of_influence = Share("seats", "sense_of_influence")
    proficiency = OfLadder("proficiency")
    exposure = OfLadder("exposure")
    workload = Figure("seats", "workload")

    @property
    def name(self) -> str:
        """Name of the seat."""
        return self.model.organization.seat_names[self.number]

    @property
    def department(self) -> Department:
        """The department of the seat."""
        number = int(self.model.organization.department[self.number])
        department: Department = self.model.everybody.departments[number]
        return department

    @property
    def unit(self) -> int:
        """Number of the team, the unit of a rollout."""
        return int(self.model.organization.unit[self.number])

    @property
    def manager(self) -> Employee | None:
        """Who the seat reports to; None at the top."""
        manager = self.model.organization.manager[self.number]
        return None if manager == NOBODY else self.model.everybody.employees[manager]

    @property
    def level(self) -> int:
        """Steps below the top of the reporting line."""
        return int(self.model.organization.level[self.number])

    @property
    def stage(self) -> str:
        """Stage of adoption of the practice that was first to be done, one of ``sim.state.STAGES``."""
        return STAGES[leading_ladder(self.model.world)[self.number]["stage"]]

    def rung(self, practice: str) -> Rung:
        """Return where the person stands with a practice, such as ``lean``; raise ScenarioError for others."""
        if practice not in MEASURES:
            raise ScenarioError(f"there is no practice '{practice}'{nearest_hint(practice, MEASURES)}")
        ladder = self.model.world.ladders[MEASURES.index(practice), self.number]
        return Rung(STAGES[ladder["stage"]], float(ladder["proficiency"]), float(ladder["exposure"]))

    @property
    def project(self) -> Project | None:
        """The running project the person works on, if any."""
        project = self.model.world.seats[self.number]["project"]
        return None if project == NO_PROJECT else self.model.everybody.projects[project]

    def contacts(self) -> list[Contact]:
        """Return whom this person turns to, by standing ties and those that working together has formed, by seat."""
        organization, world = self.model.organization, self.model.world
        standing = slice(organization.tie_start[self.number], organization.tie_start[self.number + 1])
        targets = [*organization.tie_target[standing].tolist(), *world.formed_target[self.number].tolist()]
        weights = [*organization.tie_weight[standing].tolist(), *world.formed_strength[self.number].tolist()]
        strength: dict[int, float] = {}
        for target, weight in zip(targets, weights, strict=True):
            if weight > 0.0:
                strength[target] = min(1.0, strength.get(target, 0.0) + weight)
        return [Contact(self.model.everybody.employees[target], strength[target]) for target in sorted(strength)]
