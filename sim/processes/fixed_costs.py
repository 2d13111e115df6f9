"""Fixed costs: every project, however small, pays for starting up and for fitting its result to the others.

Rule    fixed work = startup + integration person-weeks a project, planned and budgeted from the beginning.
Source  Direction from model.md; the numbers are assumptions (one person-week in all).
"""

from sim.compiler import compiled
from sim.parameters import Parameters, declare


class FixedCosts(Parameters):
    """Work a project costs regardless of its size."""

    active: bool = declare(
        "switch of the mechanism", default=True, without="starting up and integrating had cost nothing"
    )
    startup: float = declare("work to set a project up", default=0.6, unit="person-weeks", bounds=(0, 20))
    integration: float = declare("work to fit a result to the others", default=0.4, unit="person-weeks", bounds=(0, 20))


@compiled
def fixed_work(p: FixedCosts) -> float:
    """Return the fixed work of one project in person-weeks."""
    return p.startup + p.integration if p.active else 0.0
