"""Steering: every quarter a project that reports red is looked at; it is re-baselined, or given up.

Rule    At a review of a project that reports red or lost its sponsor the hazard of cancellation is rate * reported
        overrun (at least 0, and from ``resigned`` on no more: commitment escalates), times ``orphan`` without a
        sponsor, times 1 - completion * share of the scope that is done (who sees the end does not stop); used-up
        patience cancels it. Otherwise one that is red at its ``grace``-th review running gets a new
        last baseline, stretched by the overrun the team then admits, the known one; the first baseline stays. One that
        reports amber or red gets one at any review with chance ``renewal``, the less often the more governance looks.
Source  Cancellations 23.8 % of 214 projects (McManus & Wood-Harper 2007); re-baselining: Dutch and UK
        portfolios; 48 % of 180 major US federal IT projects (GAO 2008).
"""

from sim.compiler import kernel
from sim.parameters import FITTED, Grade, Parameters, declare
from sim.state import GREEN, RED, Array
from sim.streams import RENEWAL, four_uniforms


class Steering(Parameters):
    """What a steering committee does with a report."""

    active: bool = declare("switch of the mechanism", default=True, without="nobody had steered")
    every: int = declare("weeks between reviews", default=13, unit="weeks", bounds=(1, 104))
    cancel_rate: float = declare(
        "hazard of cancellation at a reported overrun of 100 %",
        default=0.9584,
        unit="per review",
        bounds=(0, 5),
        grade=Grade.LITERATURE,
        source="McManus & Wood-Harper 2007: 23.8 % cancelled",
    )
    orphan: float = declare(
        "how much more readily a project without a sponsor is given up", default=2.0, bounds=(1, 20), source=FITTED
    )
    resigned: float = declare(
        "reported overrun from which on a committee grows no readier to stop (escalation of commitment)",
        default=0.35,
        bounds=(0, 20),
        source=FITTED,
    )
    completion: float = declare(
        "how much less readily work that is nearly done is stopped",
        default=0.95,
        off=0.0,
        bounds=(0, 1),
        source="completion effect in escalation of commitment (Keil 1995; direction); fitted",
    )
    renewal: float = declare(
        "chance that a project in amber or red gets a new baseline at a review that nobody watches",
        default=0.1509,
        off=0.0,
        unit="per review",
        bounds=(0, 1),
        source=f"{FITTED}; US GAO 2008: 48 % of major federal IT projects got one",
    )
    grace: int = declare(
        "reviews in red, one after another, before a new baseline", default=6, unit="reviews", bounds=(1, 20)
    )
    rebaseline: bool = declare("whether a red project gets a new baseline", default=True)


@kernel
def gives_up(project: Array, week: int, watched: float, p: Steering, luck: Array) -> bool:
    """Review one project if it is time; re-baseline a red one, and return whether it is cancelled.

    ``watched`` is how far governance looks at baselines, in [0, 1].
    """
    age = week - project.start
    if not p.active or age == 0 or age % p.every != 0:
        return False
    if project.reported == RED or not project.sponsored:
        project.steering_clock += (
            p.cancel_rate
            * min(p.resigned, max(0.0, project.reported_overrun))
            * (1.0 if project.sponsored else p.orphan)
            * (1.0 - p.completion * min(1.0, project.done / project.scope))
        )
        if project.steering_clock >= project.steering_patience:
            return True
    project.red_reviews = project.red_reviews + 1 if project.reported == RED else 0
    if p.rebaseline and (project.red_reviews >= p.grace or _is_renewed(project, week, watched, p, luck)):
        _rebaseline(project)
    return False


@kernel
def _is_renewed(project: Array, week: int, watched: float, p: Steering, luck: Array) -> bool:
    if p.renewal <= 0.0 or project.reported == GREEN:
        return False
    return four_uniforms(luck, RENEWAL, week, project.key, 0)[0] < p.renewal * (1.0 - watched)


@kernel
def _rebaseline(project: Array) -> None:
    stretch = 1.0 + max(0.0, project.known_overrun)
    project.budget_last *= stretch
    project.planned_weeks_last = max(project.elapsed_weeks, project.planned_weeks_last * stretch)
    project.rebaselines += 1
    project.reported_overrun = 0.0
    project.red_reviews = 0
