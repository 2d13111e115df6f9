"""Coordination: a bigger team needs more exchanges, and every exchange takes time.

Rule    exchanges a person-week = strength * rate * log2(team) ^ exponent; share of time lost = exchanges * cost +
        management where a team has three members or more (a pair manages itself), at most 0.8.
        Work is divisible only in part: a team of n times the usual size for such a project loses (n - 1) serial / (1 +
        (n - 1) serial) of what is left.
        The plan knows this overhead. ``strength`` carries the two rival priors of the size effect (1 strong, 0 absent).
Source  Management share 4.6 / 11.5 / 14.1 / 16.8 % for teams of 2, 3, 7, 14: Ahonen et al. 2015 (117 projects).
"""

from sim.compiler import compiled
from sim.elementary import log2, power
from sim.parameters import Grade, Parameters, declare

PAIR = 2


class Coordination(Parameters):
    """How much talk a team needs."""

    active: bool = declare("switch of the mechanism", default=True, without="working together had cost no exchanges")
    strength: float = declare(
        "how strongly coordination grows with the team (1: strong prior, 0: absent)",
        default=1.0,
        bounds=(0, 2),
        source="strong: Standish, Mulder; absent: UK GMPP",
    )
    rate: float = declare("exchanges a person-week in a pair", default=1.47, bounds=(0, 10))
    exponent: float = declare(
        "exponent of exchanges over the number of doublings of the team",
        default=0.9,
        bounds=(0, 3),
        grade=Grade.DATA,
        source="Ahonen et al. 2015: management share by team size",
    )
    management: float = declare(
        "share of time that managing takes in a team of three or more",
        default=0.035,
        bounds=(0, 0.3),
        grade=Grade.DATA,
        source="Ahonen et al. 2015: the step between teams of 2 and of 3",
    )
    serial: float = declare(
        "part of the work that more people than usual cannot share",
        default=0.2202,
        off=0.0,
        bounds=(0, 1),
        source="adding people to software work (Brooks 1975); limits of dividing work (Amdahl 1967, form); fitted",
    )
    cost: float = declare(
        "time one exchange takes",
        default=0.03,
        unit="person-weeks",
        bounds=(0, 0.2),
        grade=Grade.DATA,
        source="Ahonen et al. 2015: management share by team size",
    )


@compiled
def exchanges(team: int, p: Coordination) -> float:
    """Return the exchanges a person-week of project time in a team of ``team`` people."""
    if not p.active or team <= 1:
        return 0.0
    return p.strength * p.rate * power(log2(1.0 * team), p.exponent)


@compiled
def overhead_share(team: int, p: Coordination) -> float:
    """Return the share of project time that goes into coordination, in [0, 0.8]."""
    return _overhead_of(team, exchanges(team, p), p)


@compiled
def _overhead_of(team: int, talks: float, p: Coordination) -> float:
    management = p.management if p.active and team > PAIR else 0.0
    return min(0.8, management + talks * p.cost)


@compiled
def divided(team: int, usual: float, p: Coordination) -> float:
    """Return which part of their work more people than usual get done, against as many who need not share it."""
    return 1.0 / (1.0 + p.serial * max(0.0, team / usual - 1.0))


@compiled
def time_lost(team: int, usual: float, p: Coordination) -> float:
    """Return the share of project time that yields no work in a team that usually has ``usual`` people, in [0, 1)."""
    return time_lost_by(team, usual, exchanges(team, p), p)


@compiled
def time_lost_by(team: int, usual: float, talks: float, p: Coordination) -> float:
    """Return ``time_lost`` of a team whose ``talks``, the exchanges a person-week, are known."""
    talked, done = _overhead_of(team, talks, p), divided(team, usual, p)
    return talked if done >= 1.0 else 1.0 - (1.0 - talked) * done
