"""Benefits: delivered and used work pays back over time, so late work has paid back less when the run ends.

Rule    A project of effort E, planned benefits of w for each person-week and benefit rate b yields E * w * b / payback
        person-weeks a week, from ``delay`` weeks after delivery. portfolio benefits = yield until the horizon / yield
        if all wanted work had been delivered when it was due, or wanted where the projects are listed.
Source  Benefits realization as realized over planned: Serra & Kunc 2015; delay and payback are assumptions.
"""

from sim.compiler import compiled, kernel
from sim.parameters import Parameters, declare
from sim.state import DELIVERED, Array


class Benefits(Parameters):
    """When benefits flow."""

    delay: float = declare("weeks from delivery to the first benefit", default=13.0, unit="weeks", bounds=(0, 208))
    payback: float = declare(
        "weeks in which used work yields its own effort", default=104.0, unit="weeks", bounds=(1, 1040)
    )


@compiled
def yielded(effort: float, rate: float, weeks_since: float, p: Benefits) -> float:
    """Return the benefits (person-weeks) of a project delivered ``weeks_since`` weeks ago."""
    return effort * rate * max(0.0, weeks_since - p.delay) / p.payback


@kernel
def benefits_until(week: int, projects: Array, p: Benefits) -> float:
    """Return the benefits of all projects up to the end of ``week``, in person-weeks."""
    total = 0.0
    for k in range(len(projects)):
        project = projects[k]
        if project.status == DELIVERED:
            total += yielded(project.effort * project.worth, project.benefit_rate, week + 1.0 - project.finish, p)
    return total


@kernel
def benefits_if_when_wanted(weeks: int, projects: Array, p: Benefits) -> float:
    """Return what the projects of a list would yield in ``weeks`` weeks if each came when it is wanted."""
    total = 0.0
    for k in range(len(projects)):
        total += yielded(projects[k].effort * projects[k].worth, 1.0, 1.0 * (weeks - projects[k].wanted), p)
    return total


@compiled
def benefits_if_on_time(work: float, weeks: int, p: Benefits) -> float:
    """Return what ``work`` person-weeks, due evenly over ``weeks``, would yield if each piece came when due."""
    left = max(0.0, weeks - p.delay)
    return work / weeks * left * left / (2.0 * p.payback) if weeks > 0 else 0.0
