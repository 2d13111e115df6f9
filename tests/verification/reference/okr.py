"""What the OKR cadence does to those who use it, as far as they master it."""

from sim.state import PROCESS, SILO
from tests.verification.reference.effects import MEASURES, acting, both, claim, claim_of_users, running
from tests.verification.reference.ladders import mastered
from tests.verification.reference.plain import Place, mean

OKR = MEASURES.index("okr")


def live_the_cadence(place: Place) -> None:
    """Meet, set goals, end cycles and give masterclasses."""
    p, effects, acts = place.scenario.intervention.okr, place.measures[OKR], acting("okr", place)
    claim_of_users("okr", running("okr", place) * meeting_share(place), place)
    effects.focus += acts * p.goal_share * (p.low + (p.high - p.low) * p.commitment)
    effects.clarity = both(effects.clarity, acts * p.clarity)
    effects.visibility += acts * p.transparency
    effects.self_help = both(effects.self_help, acts * p.playbook / 2.0)
    effects.partnering = both(effects.partnering, acts * p.partner_reach if with_partners(place) else 0.0)
    give_masterclasses(acts, place)
    if with_partners(place):
        care = acts * p.partner_care * mean(mastered(OKR, i, place) for i in range(len(place.seats)))
        for name in ("user_care", "sponsor_care", "scope_control"):
            setattr(place.effects, name, both(getattr(place.effects, name), care))
    lived = place.week - p.start_week
    if lived > 0 and lived % p.cycle == 0:
        end_cycle(acts * p.shift * (1.0 if with_partners(place) else 1.0 / 3.0), place)


def with_partners(place: Place) -> bool:
    """Return whether the business partners take part this week."""
    p = place.scenario.intervention.okr
    return p.partners and place.week >= p.partners_week


def meeting_share(place: Place) -> float:
    """Return the share of a week that a user spends in meetings."""
    p = place.scenario.intervention.okr
    return (
        p.checkin_hours + p.event_hours / p.cycle + p.planning_hours * (1.0 - p.alignment)
    ) / place.scenario.workload.week_hours


def give_masterclasses(acts: float, place: Place) -> None:
    """Teach the people of units that are taken on this week."""
    p = place.scenario.intervention.okr
    for i, ladder in enumerate(place.ladders[OKR]):
        if place.unit_of(OKR, i).joined == place.week:
            claim(i, running("okr", place) * p.masterclass_hours / place.scenario.workload.week_hours, place)
            ladder.proficiency += min(1.0, acts * p.class_gain * p.masterclass_hours) * (1.0 - ladder.proficiency)


def end_cycle(shift: float, place: Place) -> None:
    """Let users' process orientation and silo fall."""
    for i, (traits, stance) in enumerate(zip(place.traits, place.stances, strict=True)):
        kept = 1.0 - shift * mastered(OKR, i, place)
        traits[SILO] *= kept
        traits[PROCESS] *= kept
        stance.silo_anchor *= kept
        stance.process_anchor *= kept
