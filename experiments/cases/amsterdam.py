"""Amsterdam, 2020-2022: how many people were in teams that worked with OKR.

Source  Interview with the city's programme manager for organizational development (seed 001). Grade A: first hand.
        The 50 people of the first two teams are inferred from ten teams being about 250; the 1,200 were a plan.
"""

from dataclasses import dataclass

INTERVIEW = "interview with the city's programme manager (seed 001)"


@dataclass(frozen=True)
class Observation:
    """A number of people in teams that worked with OKR, so many weeks after the start in January 2020."""

    week: int
    people: int
    basis: str
    source: str = INTERVIEW
    grade: str = "A"
    planned: bool = False


OBSERVED = (
    Observation(0, 50, "2 teams, their size inferred from 10 teams being 250 people"),
    Observation(13, 250, "10 teams, a department"),
    Observation(52, 500, "a second, new department"),
    Observation(104, 1200, "all IT departments, planned", planned=True),
)
