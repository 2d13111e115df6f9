"""Prices: what a person-week costs, and what a person-week of benefits is worth."""

from sim.parameters import Parameters, Role, declare
from sim.processes.budget import EUROS, PERSON_WEEK, PERSON_WEEK_SOURCE


class Prices(Parameters):
    """What turns person-weeks into EUR; nothing here changes what a run computes."""

    person_week: float = declare(
        "cost of a person-week of whoever works on projects, learns, meets or coaches",
        default=PERSON_WEEK,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
        source=PERSON_WEEK_SOURCE,
    )
    benefit_week: float = declare(
        "worth of a person-week of benefits: by default what a person-week costs (an assumption)",
        default=PERSON_WEEK,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
    )
