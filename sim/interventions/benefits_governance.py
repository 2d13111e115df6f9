"""Benefits governance: projects are held to what they are for, from start to use, and old systems are cleared away.

Rule    What acts of ``strength`` times a lever's own strength counts for every project:
        tracking      chance that a starting project's benefits are tracked
        scope_time    changed requirements * (1 - scope_share), spread of estimates * (1 - estimate_share)
        risk          reviews find (1 + review_share) as much, reports are ``openness`` more honest
        stakeholders  loss of sponsors and refusal by users * (1 - stakeholder_share)
        legacy        legacy debt shrinks by ``clearing`` of itself a week; a point of debt of one person costs
        ``debt_work`` Every running project costs its first member ``project_hours`` a week.
Source  Public-sector IT (seed 004): risk management, benefit tracking, scope and time, stakeholders, architecture and
        legacy. No effect size was found anywhere: all are assumptions.
"""

from sim.bounded import combined
from sim.compiler import kernel, step
from sim.interventions.intervention import Intervention, Turn, claim
from sim.parameters import Grade, Role, declare
from sim.state import THIS_WEEK, Chart, World

PUBLIC_IT = "public-sector IT (seed 004)"


class BenefitsGovernance(Intervention):
    """The levers of whoever governs a portfolio by its benefits."""

    tracking: float = declare(
        "benefits are tracked through the life cycle",
        default=1.0,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=PUBLIC_IT,
    )
    scope_time: float = declare(
        "scope and time management", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=PUBLIC_IT
    )
    risk: float = declare(
        "risk management", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=PUBLIC_IT
    )
    stakeholders: float = declare(
        "continuous stakeholder engagement",
        default=1.0,
        bounds=(0, 1),
        role=Role.LEVER,
        grade=Grade.SEED,
        source=PUBLIC_IT,
    )
    legacy: float = declare(
        "architecture and legacy work", default=1.0, bounds=(0, 1), role=Role.LEVER, grade=Grade.SEED, source=PUBLIC_IT
    )
    scope_share: float = declare("changed requirements refused", default=0.3, bounds=(0, 1))
    estimate_share: float = declare("spread of estimates avoided", default=0.2, bounds=(0, 1))
    review_share: float = declare("how much more reviews find", default=0.4, bounds=(0, 3))
    openness: float = declare("what it adds to the trust that makes reports honest", default=0.2, bounds=(0, 2))
    stakeholder_share: float = declare("lost sponsors and refusals avoided", default=0.4, bounds=(0, 1))
    clearing: float = declare("share of legacy debt cleared in a week", default=0.01, unit="per week", bounds=(0, 0.2))
    debt_work: float = declare(
        "work to clear the whole debt of one person", default=4.0, unit="person-weeks", bounds=(0, 100)
    )
    project_hours: float = declare(
        "reporting and reviewing a project", default=1.5, unit="hours a week", bounds=(0, 36), role=Role.LEVER
    )
    fee: float = declare("audits from outside", default=200.0, unit="EUR a week per 1,000 people", bounds=(0, 1e6))


@step
def act(turn: Turn, own: BenefitsGovernance, world: World, chart: Chart) -> None:
    """Hold every project to its benefits, and clear old systems away."""
    effects, acts = world.effects[THIS_WEEK], turn.acts
    effects.tracking = combined(effects.tracking, acts * own.tracking)
    effects.scope_control = combined(effects.scope_control, acts * own.scope_time * own.scope_share)
    effects.estimate_care = combined(effects.estimate_care, acts * own.scope_time * own.estimate_share)
    effects.risk_review += acts * own.risk * own.review_share
    effects.openness += acts * own.risk * own.openness
    effects.sponsor_care = combined(effects.sponsor_care, acts * own.stakeholders * own.stakeholder_share)
    effects.user_care = combined(effects.user_care, acts * own.stakeholders * own.stakeholder_share)
    for r in range(world.portfolio[0].running):
        first = world.members[world.projects[world.running[r]].team_start]
        claim(first, turn.strength * own.project_hours / turn.week_hours, world)
    _clear_legacy(acts * own.legacy * own.clearing, own.debt_work, world, chart)


@kernel
def _clear_legacy(share: float, debt_work: float, world: World, chart: Chart) -> None:
    for d in range(len(world.departments)):
        cleared = share * world.departments[d].legacy
        world.departments[d].legacy -= cleared
        for i in range(chart.department_start[d], chart.department_start[d + 1]):
            claim(i, cleared * debt_work, world)
