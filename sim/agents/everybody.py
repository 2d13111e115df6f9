"""Everybody there is in a model: its agents, created together when somebody first asks for one."""

from __future__ import annotations

from typing import NamedTuple

from sim.agents.base import Agent, Society
from sim.agents.department import Department
from sim.agents.employee import Employee
from sim.agents.project import Project


class Everybody(NamedTuple):
    """The agents of a model, each list in the order of the rows they show."""

    employees: list[Employee]
    departments: list[Department]
    projects: list[Project]


def meet(model: Society) -> Everybody:
    """Create every agent of a model, in an order that does not depend on who was asked for first."""
    everybody = Everybody(
        [Employee(model, number) for number in range(model.organization.headcount)],
        [Department(model, number) for number in range(model.organization.departments)],
        [Project(model, number) for number in range(len(model.world.projects))],
    )
    getattr(Agent, "_ids", {}).pop(model, None)  # Mesa 3.3 numbers agents in a table that keeps every model alive
    return everybody
