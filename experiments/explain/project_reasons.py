"""Why a project ended as it did: cost, schedule, benefits and use, each taken apart into what it is made of.

Rule    What was spent beyond the first budget is exactly the sum of six parts, each with the coordination planned for
        it: scope misjudged, old systems, requirements added, rework, work left undone, and the rest: how fast the team
        worked. Benefits are the product of the factors in ``sim.processes.delivery``, luck among them; each loss is a
        share of what the others leave.
Source  ``sim/processes/work.py``, ``estimation.py``, ``delivery.py``.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from experiments.explain.events import Reason
from experiments.wording.phrases import signed_percent, signed_work, work
from experiments.wording.quantities import percent
from sim.scenario import Scenario
from sim.state import CANCELLED, DELIVERED, RUNNING, UNUSED, Array

PARTS = {
    "estimate": "true scope against estimate",
    "legacy": "old systems",
    "requirements": "requirements added",
    "rework": "rework",
    "undone": "work left undone",
    "pace": "slower or faster work",
}
LOSSES = {
    "defects": "defects",
    "plan_focus": "a team that works to the plan",
    "reach": "departments that never met",
    "sponsor": "time without a sponsor",
}
SMALL = 0.05


class ProjectEnvironment(NamedTuple):
    """What the organization did to a project, besides what its record keeps.

    Attributes:
        overhead: share of time that the plan gave to coordination.
        legacy: factor of old systems on its scope.
        luck: factor of luck on its benefits.
        ready, cared: at its end, mean readiness of the receiving department, and what stakeholder work took from
            refusal.

    """

    overhead: float
    legacy: float
    ready: float
    cared: float
    luck: float


def reasons_of(project: Array, around: ProjectEnvironment, scenario: Scenario) -> list[Reason]:
    """Return the reasons for what became of a project that has started."""
    found = [cost(project, around, scenario), schedule(project, scenario)]
    if project["status"] == DELIVERED:
        found.append(benefits(project, around, scenario))
    if project["status"] == UNUSED:
        found.append(use(project, around, scenario))
    if project["status"] == CANCELLED:
        found.append(cancellation(project))
    return found


def cost(project: Array, around: ProjectEnvironment, scenario: Scenario) -> Reason:
    """Compare spending with the first budget and take the difference apart."""
    spent, budget = float(project["spent"]), float(project["budget_first"])
    parts = cost_parts(project, around)
    named = ", ".join(f"{PARTS[name]} {signed_work(value)}" for name, value in parts.items() if abs(value) >= SMALL)
    judged = _judged(spent / budget - 1.0, scenario)
    if not _has_ended(project):
        until = "so far" if project["status"] == RUNNING else "until it was cancelled"
        text = f"{work(spent)} {until}, {percent(spent / budget)} of the first budget of {budget:,.1f}"
    else:
        text = f"{work(spent)}, {budget:,.1f} in the first budget, {judged}" + (
            f"; of the difference: {named}" if named else ""
        )
    return Reason("cost", text, {"spent": spent, "budget_first": budget, **parts})


def cost_parts(project: Array, around: ProjectEnvironment) -> dict[str, float]:
    """Return what makes spending differ from the first budget, in person-weeks; the parts add up to the difference."""
    effort, budget, spent = (float(project[name]) for name in ("effort", "budget_first", "spent"))
    gross = 1.0 / (1.0 - around.overhead)
    scope = float(project["scope"] - project["added_scope"])
    left = float(project["scope"] - project["done"] + project["startup_left"])
    parts = {
        "estimate": gross * (scope / around.legacy - effort),
        "legacy": gross * (scope - scope / around.legacy),
        "requirements": gross * float(project["added_scope"]),
        "rework": gross * float(project["spent_rework"]),
        "undone": -gross * left,
    }
    return parts | {"pace": spent - budget - sum(parts.values())}


def schedule(project: Array, scenario: Scenario) -> Reason:
    """Compare the time it took with the first schedule."""
    weeks, planned = float(project["elapsed_weeks"]), float(project["planned_weeks_first"])
    if _has_ended(project):
        text = f"{weeks:.1f} weeks, {planned:.1f} in the first schedule, {_judged(weeks / planned - 1.0, scenario)}"
    else:
        until = "so far" if project["status"] == RUNNING else "until it was cancelled"
        text = f"{weeks:.1f} weeks {until}, {planned:.1f} in the first schedule"
    return Reason("schedule", text, {"weeks": weeks, "planned_weeks_first": planned})


def _has_ended(project: Array) -> bool:
    """Return whether all that was to be done was done; before, spending says nothing against a whole budget."""
    return project["status"] not in (RUNNING, CANCELLED)


def _judged(overrun: float, scenario: Scenario) -> str:
    """Return a difference from the plan, against what is tolerated where it is an overrun."""
    if overrun <= 0.0:
        return f"{signed_percent(overrun, 1)} (no overrun)"
    tolerance = scenario.delivery.tolerance
    verdict = "within" if overrun <= tolerance else "beyond"
    return f"{signed_percent(overrun, 1)} ({verdict} the tolerance of {percent(tolerance)})"


def benefits(project: Array, around: ProjectEnvironment, scenario: Scenario) -> Reason:
    """Compare benefits with what is needed, and say which factor took how much."""
    rate, needed = float(project["benefit_rate"]), scenario.delivery.needed
    losses = benefit_losses(project, around, scenario)
    named = ", ".join(f"{LOSSES[name]} −{percent(loss)}" for name, loss in losses.items() if loss >= 0.005)  # noqa: PLR2004 - shown as 1 %
    enough = "enough" if rate >= needed else "too little"
    luck = f"; luck {signed_percent(around.luck - 1.0)}" if around.luck != 1.0 else ""
    text = f"{percent(rate)} of those planned, {enough} ({percent(needed)} needed)" + (
        f"; lost to: {named}" if named else ""
    )
    return Reason(
        "benefits", text + luck, {"benefit_rate": rate, "needed": needed, **losses, "luck": around.luck - 1.0}
    )


def benefit_losses(project: Array, around: ProjectEnvironment, scenario: Scenario) -> Mapping[str, float]:
    """Return the share that each factor takes of what the others leave; with luck they make up the benefit rate."""
    p = scenario.delivery
    kept = {
        "defects": math.exp(-p.harm * float(project["defects"])),
        "reach": 1.0 - p.cross * (1.0 - float(project["reach"])),
        "sponsor": 1.0 - p.orphan * _went_alone(project, scenario),
    }
    others = around.luck * math.prod(kept.values())
    kept["plan_focus"] = (
        float(project["benefit_rate"]) / others if others > 0.0 else 1.0
    )  # the team's mean at hand-over is not kept
    return {name: 1.0 - kept[name] for name in LOSSES}


def _went_alone(project: Array, scenario: Scenario) -> float:
    if scenario.exposure.successor <= 0.0:
        return 0.0 if project["sponsored"] else 1.0
    return min(1.0, float(project["unsponsored_weeks"]) / max(1.0, float(project["elapsed_weeks"])))


def use(project: Array, around: ProjectEnvironment, scenario: Scenario) -> Reason:
    """Compare the luck of the hand-over with the chance that the receiving department uses the result."""
    p, luck, ready = scenario.delivery, float(project["use_luck"]), around.ready
    chance = p.use - p.refusal * (1.0 - around.cared) * (1.0 - ready)
    text = (
        f"the receiving department was {percent(ready)} ready, which gives the result a chance of {percent(chance)} "
        "to be used; "
        f"its luck was {luck:.2f}, and anything from {chance:.2f} on is refused"
    )
    return Reason("use", text, {"readiness": ready, "chance": chance, "luck": luck})


def cancellation(project: Array) -> Reason:
    """Say how much patience steering had and what used it up."""
    clock, patience = float(project["steering_clock"]), float(project["steering_patience"])
    orphan = "" if project["sponsored"] else "; without a sponsor patience runs out faster"
    text = f"reviews in red used up the patience of steering ({clock:.2f} of {patience:.2f}){orphan}"
    return Reason("steering", text, {"used_up": clock, "patience": patience, "sponsored": bool(project["sponsored"])})
