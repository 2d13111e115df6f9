"""A portfolio that is governed by its benefits, and legacy that is cleared away."""

from tests.verification.reference.effects import acting, both, claim, running
from tests.verification.reference.plain import Place


def govern(place: Place) -> None:
    """Hold every project to its benefits, and clear old systems away."""
    p, effects, acts = (
        place.scenario.intervention.benefits_governance,
        place.effects,
        acting("benefits_governance", place),
    )
    effects.tracking = both(effects.tracking, acts * p.tracking)
    effects.scope_control = both(effects.scope_control, acts * p.scope_time * p.scope_share)
    effects.estimate_care = both(effects.estimate_care, acts * p.scope_time * p.estimate_share)
    effects.risk_review += acts * p.risk * p.review_share
    effects.openness += acts * p.risk * p.openness
    effects.sponsor_care = both(effects.sponsor_care, acts * p.stakeholders * p.stakeholder_share)
    effects.user_care = both(effects.user_care, acts * p.stakeholders * p.stakeholder_share)
    for k in place.running:
        claim(
            place.team_of(place.projects[k])[0],
            running("benefits_governance", place) * p.project_hours / place.scenario.workload.week_hours,
            place,
        )
    for d in range(len(place.departments)):
        clear_legacy(d, acts * p.legacy * p.clearing, place)


def clear_legacy(d: int, share: float, place: Place) -> None:
    """Clear a share of a department's debt; everybody there works on it."""
    department = place.departments[d]
    cleared = share * department.legacy
    department.legacy -= cleared
    for i in place.seats_of(d):
        claim(i, cleared * place.scenario.intervention.benefits_governance.debt_work, place)
