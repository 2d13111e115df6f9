"""Prices: what a person-week costs, and what a person-week of benefits is worth."""

from sim.parameters import Parameters, Role, declare

EUROS = (0.0, 1e6)


class Prices(Parameters):
    """What turns person-weeks into EUR; nothing here changes what a run computes."""

    person_week: float = declare(
        "cost of a person-week of whoever works on projects, learns, meets or coaches",
        default=2030.0,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
        source="EUR 11.5 bn for 109,000 full-time posts of the Dutch central government in 2015 (consultancy.uk, "
        "7 June 2016, quoting the yearly report), over 52 weeks, rounded",
    )
    benefit_week: float = declare(
        "worth of a person-week of benefits: by default what a person-week costs (an assumption)",
        default=2030.0,
        unit="EUR",
        bounds=EUROS,
        role=Role.CONSTANT,
    )
