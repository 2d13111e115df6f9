"""Miscommunication: exchanges across departments fail more often, and a failed one puts wrong work into the project.

Rule    p = base * (1 - skill) * (1 + barrier silo (1 - trust) (1 - tie) across departments), at most 1, and less where
        both ends use the practice. A week's failures are Poisson around exchanges * p * complexity of the project.
Source  Communication errors: Levitt et al. 1999 (VDT); ties across units: Krackhardt & Stern 1988. Numbers calibrated.
"""

from sim.compiler import compiled
from sim.parameters import FITTED, Parameters, declare


class Miscommunication(Parameters):
    """How often an exchange fails."""

    active: bool = declare("switch of the mechanism", default=True, without="no exchange had failed")
    base: float = declare(
        "chance that an exchange inside a department fails",
        default=0.007208,
        unit="per exchange",
        bounds=(0, 0.2),
        source=FITTED,
    )
    barrier: float = declare(
        "how much silo, mistrust and missing ties add across departments", default=11.16, bounds=(0, 40), source=FITTED
    )
    skill: float = declare("share of failures that full collaboration skill avoids", default=0.5, bounds=(0, 1))
    strain: float = declare(
        "how much more often exchanges fail at a workload of 100 % above capacity",
        default=5.0,
        off=0.0,
        bounds=(0, 20),
        source="more errors under time pressure: Kuutila et al. 2020 (direction)",
    )
    mixed: float = declare(
        "how much more often exchanges fail between a user of a practice and a non-user",
        default=0.5,
        off=0.0,
        bounds=(0, 10),
        source="Amsterdam: dependence on departments that do not work this way (direction)",
    )


@compiled
def failure_probability(
    silo: float, trust: float, tie: float, across: bool, skill: float, p: Miscommunication
) -> float:
    """Return the chance in [0, 1] that one exchange fails.

    Silo, trust, tie and skill are those of the pair, in [0, 1].
    """
    if not p.active:
        return 0.0
    wall = p.barrier * silo * (1.0 - trust) * (1.0 - tie) if across else 0.0
    return min(1.0, p.base * (1.0 - p.skill * skill) * (1.0 + wall))


@compiled
def more_often(workload: float, differ: float, p: Miscommunication) -> float:
    """Return how many times as often an exchange fails.

    ``workload`` is the mean of the pair, ``differ`` how far one of them uses a practice and the other does not.
    """
    return (1.0 + p.strain * max(0.0, workload - 1.0)) * (1.0 + p.mixed * differ)
