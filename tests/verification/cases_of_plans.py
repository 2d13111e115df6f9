"""More scenarios in which the compiled week is compared with the plain one: what plans say of times and departments."""

from tests.verification.cases import at_strength, ladders
from tests.verification.organizations import changed

CASES_OF_PLANS: dict[str, dict[str, object]] = {
    "again, and otherwise": changed(
        at_strength(1.0, "okr", "training", "benefits_governance"),
        ladders(trial=3),
        intervention__okr__later_weeks=[6, 12, 20],
        intervention__okr__later_strengths=[0.4, 0.0, 0.8],
        intervention__training__span_weeks=4,
        intervention__training__end_week=24,
        intervention__training__later_weeks=[5, 13],
        intervention__training__later_strengths=[0.0, 1.0],
        intervention__benefits_governance__later_weeks=[9],
        intervention__benefits_governance__later_strengths=[0.5],
        rollout__speed=0.4,
        rollout__gate=0.5,
        adoption__push=1.0,
    ),
    "volunteers, more and more": changed(
        rollout__order="volunteers", rollout__speed=0.1, rollout__growth=3.0, rollout__gate=0.02, people__spread=0.3
    ),
    "leavers take their ties along": changed(
        turnover__annual_rate=0.8,
        leave_taking__ties_taken=0.5,
        leave_taking__missed=0.4,
        project__departments_factor=2.0,
        ties__growth=0.5,
        miscommunication__base=0.1,
    ),
    "departments in turn": changed(
        at_strength(1.0, "okr", "training"),
        rollout__first_departments=[2, 0],
        rollout__order="readiness",
        rollouts__training__first_departments=[1],
        rollouts__training__departments=[1, 3],
        rollout__speed=0.2,
    ),
    "departments merged and split": changed(
        events__reorganization__chance=1.0,
        events__reorganization__week=5,
        events__reorganization__weeks=6,
        events__reorganization__merged=[0, 3],
        events__reorganization__split=[1],
        project__departments_factor=2.0,
        ties__growth=0.5,
        miscommunication__base=0.1,
    ),
}
