"""The seven factors of Strategic Doing."""

from sim.interventions.strategic_doing import StrategicDoing
from sim.state import TRUST
from tests.verification.reference.effects import MEASURES, acting, both, claim, claim_of_users, running
from tests.verification.reference.experience import shift_trust
from tests.verification.reference.ladders import uses
from tests.verification.reference.numbers import cut
from tests.verification.reference.plain import Place

DOING = MEASURES.index("strategic_doing")


def do_strategically(place: Place) -> None:
    """Let every factor add its effect, and end a turn where one ends."""
    p, effects, acts = (
        place.scenario.intervention.strategic_doing,
        place.measures[DOING],
        acting("strategic_doing", place),
    )
    effects.reuse = both(effects.reuse, acts * p.assets * p.reuse)
    effects.bridging += acts * p.network * p.bridging
    effects.clarity = both(effects.clarity, acts * p.network * p.linking)
    effects.agility = both(effects.agility, acts * p.iterative * p.agility)
    effects.visibility += acts * p.iterative * p.sight + acts * p.metrics * p.sight
    effects.independence = both(effects.independence, acts * p.decentralized * p.independence)
    effects.modularity = both(effects.modularity, acts * p.goals * p.modularity)
    effects.outcome_focus = both(effects.outcome_focus, acts * p.metrics * p.adjusting)
    lived = place.week - p.start_week
    if lived > 0 and lived % p.cycle_weeks == 0:
        hours = running("strategic_doing", place) * p.cycle_hours
        claim_of_users("strategic_doing", hours / place.scenario.workload.week_hours, place)
        warm_up(acts * p.trust * p.warmth, place)
        meet_in_projects(p, acts, place)


def warm_up(share: float, place: Place) -> None:
    """Let the trust and readiness of users rise."""
    for i in range(len(place.seats)):
        if uses(DOING, i, place):
            win(i, share, place)


def win(i: int, share: float, place: Place) -> None:
    """Let somebody's trust and readiness rise."""
    seat = place.seats[i]
    shift_trust(i, share * (1.0 - place.traits[i][TRUST]), place)
    seat.readiness = cut(seat.readiness + share * (1.0 - seat.readiness))


def meet_in_projects(p: StrategicDoing, acts: float, place: Place) -> None:
    """Let the teams of projects that are run by it meet, and win trust."""
    for project in (place.projects[k] for k in place.running):
        if project.run_by == DOING:
            for i in place.team_of(project):
                hours = running("strategic_doing", place) * p.cycle_hours
                claim(i, hours / place.scenario.workload.week_hours, place)
                win(i, acts * p.trust * p.warmth, place)
