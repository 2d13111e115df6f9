"""The success of the change: one index of four parts that a change needs all of.

Rule    change success = (delivery^a * benefits^b * adoption^c * people^d)^(1 / (a + b + c + d)), each part in [0, 1],
        the weights a to d declared: a change that fails in one part cannot make up for it in the others.
        delivery  due work that was delivered and used on plan, within the tolerance of cost and schedule
        benefits  realized over planned benefits of due work, at most 1
        adoption  people who use the practice as far as they master it; left out where none is done
        people    mean of trust, job satisfaction and retention (one year's share of people who stayed)
        The weakest part stands beside it, as a second view without weights.
Source  Efficiency and effect are judged apart (Shenhar et al. 2001; Serrador & Turner 2015: r = .6 in 1,386 projects),
        a change moreover by its use and by what it does to people. That a geometric mean joins them, and equal weights,
        are assumptions: see how far weights may move before a ranking turns.
"""

from sim.compiler import compiled
from sim.elementary import power
from sim.parameters import Parameters, Role, declare


class ChangeSuccess(Parameters):
    """What the parts of the success of a change weigh."""

    delivery: float = declare("weight of delivery on plan", default=1.0, bounds=(0, 10), role=Role.LEVER)
    benefits: float = declare("weight of realized benefits", default=1.0, bounds=(0, 10), role=Role.LEVER)
    adoption: float = declare("weight of practices in use", default=1.0, bounds=(0, 10), role=Role.LEVER)
    people: float = declare("weight of how people fare", default=1.0, bounds=(0, 10), role=Role.LEVER)


@compiled
def change_success(delivery: float, benefits: float, adoption: float, people: float, p: ChangeSuccess) -> float:
    """Return the index in [0, 1] of parts in [0, 1]; a negative ``adoption`` is one that there is not."""
    used = p.adoption if adoption >= 0.0 else 0.0
    weight = p.delivery + p.benefits + used + p.people
    if weight <= 0.0:
        return 0.0
    projects = power(delivery, p.delivery / weight) * power(benefits, p.benefits / weight)
    return projects * power(adoption, used / weight) * power(people, p.people / weight)


@compiled
def weakest_part(delivery: float, benefits: float, adoption: float, people: float) -> float:
    """Return the least of the parts; a negative ``adoption`` is one that there is not."""
    least = min(delivery, benefits, people)
    return min(least, adoption) if adoption >= 0.0 else least
