"""How many exchanges a team needs, what they cost, and how often they fail."""

from math import log2

from sim.processes.miscommunication import Miscommunication
from sim.state import SILO, TRUST
from sim.streams import PROJECT_WEEK
from tests.verification.reference.ladders import mastered, uses
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place, Record
from tests.verification.reference.ties import tie_between


def exchanges(team: int, place: Place) -> float:
    """Return the exchanges a person-week."""
    p = place.scenario.coordination
    return float(p.strength * p.rate * log2(team) ** p.exponent) if p.active else 0.0


def overhead_share(team: int, place: Place) -> float:
    """Return the share of project time that goes into coordination."""
    p = place.scenario.coordination
    management = p.management if p.active and team >= 3 else 0.0
    return min(0.8, exchanges(team, place) * p.cost + management)


def time_lost(project: Record, place: Place) -> float:
    """Return the share of project time that yields no work: talk, and what more people than usual cannot share."""
    talked, serial = overhead_share(project.team, place), place.scenario.coordination.serial
    too_many = max(0.0, project.team / project.usual_team - 1.0)
    return float(1.0 - (1.0 - talked) / (1.0 + serial * too_many))


def failure_probability(
    silo: float, trust: float, tie: float, across: bool, skill: float, p: Miscommunication
) -> float:
    """Return the chance that one exchange fails."""
    chance = p.base * (1.0 - p.skill * skill)
    if across:
        chance *= 1.0 + p.barrier * silo * (1.0 - trust) * (1.0 - tie)
    return min(1.0, chance)


def pair_failure(project: Record, i: int, j: int, place: Place) -> float:
    """Return the chance that an exchange between two people fails."""
    p = place.scenario.miscommunication
    if not p.active:
        return 0.0
    one, two = place.traits[i], place.traits[j]
    across = sit_apart(i, j, place)
    tie = tie_between(i, j, place) if across else 1.0
    skill = (place.seats[i].collaboration_skill + place.seats[j].collaboration_skill) / 2.0
    chance = failure_probability((one[SILO] + two[SILO]) / 2.0, (one[TRUST] + two[TRUST]) / 2.0, tie, across, skill, p)
    for m in place.practised:
        chance *= 1.0 - place.measures[m].clarity * min(mastered(m, i, place), mastered(m, j, place))
    if project.run_by >= 0:
        chance *= 1.0 - place.measures[project.run_by].clarity
    overload = max(0.0, (place.seats[i].workload + place.seats[j].workload) / 2.0 - 1.0)
    alike = all(uses(m, i, place) == uses(m, j, place) for m in place.practised)
    chance = min(1.0, chance * (1.0 + p.strain * overload) * (1.0 if alike else 1.0 + p.mixed))
    return float(chance)


def sit_apart(i: int, j: int, place: Place) -> bool:
    """Return whether two people work in different departments, as these are grouped now."""
    groups = place.schedule.divisions if place.shocks.regrouped else place.chart.unit_department
    return bool(groups[place.chart.unit[i]] != groups[place.chart.unit[j]])


def partners(project: Record, place: Place) -> list[tuple[int, int]]:
    """Return every member of a team with this week's partner."""
    team = place.team_of(project)
    u = uniforms(place.luck, PROJECT_WEEK, place.week, project.key)[0]
    offset = 1 + int(u * (len(team) - 1))
    return [(i, team[(m + offset) % len(team)]) for m, i in enumerate(team)]
