"""Delivery: a finished project is tested, handed over, used or not, and yields the benefits it can.

Rule    Work that is complete is tested once no more rework than ``tolerated`` of its scope is left; the test finds a
        share of the hidden errors, and the project goes on while that is too much. What is left of both are defects.
        Delivered work is used with chance base - refusal * (1 - readiness of the receiving department); engaged
        stakeholders refuse less. Metrics and tracking hold work to its outcome: they take away a share of the process
        orientation below. benefit rate = exp(-harm * defects) * (1 - plan_focus * process orientation of the team) * (1
        - cross * (1 - reach)) * sponsor * luck, reach = met + (1 - met) * openness, met = (departments - 1) / (together
        - 1) at most 1, openness = (1 - mean silo) * mean trust of the team. The receiving department is the first one
        of the project. sponsor = 1 - orphan for a result without one, or for the share of its weeks without one where
        sponsors can be followed by others. Luck is lognormal with mean 1, so that a result can be worth more than was
        planned.
        successful: cost and schedule within ``tolerance`` of the FIRST baseline and benefits of at least ``needed``;
        challenged: delivered otherwise; failed: cancelled, or delivered and never used.
Source  Outcome classes: Standish (all sizes 29 / 46 / 25 %); "I finished the plan, so I did my job": Amsterdam.
"""

from typing import NamedTuple

from sim.bounded import combined
from sim.compiler import compiled, kernel, step
from sim.elementary import exp
from sim.parameters import FITTED, Grade, Parameters, Role, declare
from sim.processes.exposure import Exposure
from sim.processes.hidden_errors import HiddenErrors
from sim.processes.staffing import count_project
from sim.processes.steering import Steering, gives_up
from sim.processes.tracking import Tracking
from sim.state import (
    CANCELLED,
    CHALLENGED,
    DELIVERED,
    FAILED,
    NO_PROJECT,
    PROCESS,
    SILO,
    SUCCESSFUL,
    THIS_WEEK,
    TRUST,
    UNUSED,
    Array,
    Chart,
    World,
)
from sim.streams import BENEFITS_LUCK, four_uniforms, normal

NOTHING_LEFT = 1e-9


class Delivery(Parameters):
    """What becomes of finished work."""

    test_finds: float = declare("share of hidden errors that acceptance finds", default=0.95, bounds=(0, 1))
    tolerated: float = declare(
        "known rework, as a share of scope, with which work is still handed over", default=0.02, bounds=(0, 1)
    )
    use: float = declare("chance that delivered work is used where everybody is ready", default=0.95, bounds=(0, 1))
    refusal: float = declare(
        "chance of use that is lost where nobody is ready", default=0.07149, bounds=(0, 1), source=FITTED
    )
    harm: float = declare(
        "loss of ln(benefits) for defects of the size of the scope", default=7.105, bounds=(0, 20), source=FITTED
    )
    plan_focus: float = declare(
        "benefits lost by a team that works to the plan only",
        default=0.1195,
        bounds=(0, 1),
        grade=Grade.SEED,
        source=f"Amsterdam: process-oriented staff (direction); {FITTED}",
    )
    cross: float = declare(
        "share of benefits that needs several departments together", default=0.1553, bounds=(0, 1), source=FITTED
    )
    together: int = declare(
        "departments that must meet for all of these benefits", default=4, unit="departments", bounds=(2, 50)
    )
    orphan: float = declare("benefits lost by a result without a sponsor", default=0.2566, bounds=(0, 1), source=FITTED)
    luck: float = declare(
        "sd of ln(benefits) between projects that did the same",
        default=0.2872,
        off=0.0,
        bounds=(0, 1.5),
        source="Bloch et al. 2012: benefits of large IT projects 56 % below plan, widely spread (direction); fitted",
    )
    tolerance: float = declare(
        "overrun of the first baseline that still counts as successful",
        default=0.15,
        bounds=(0, 1),
        role=Role.CONSTANT,
        grade=Grade.SEED,
        source="model.md section 5",
    )
    needed: float = declare(
        "share of planned benefits needed to count as successful",
        default=0.70,
        bounds=(0, 1),
        role=Role.CONSTANT,
        grade=Grade.SEED,
        source="model.md section 5",
    )


class FinishRules(NamedTuple):
    """The mechanisms that meet in a project that ends."""

    hidden_errors: HiddenErrors
    steering: Steering
    tracking: Tracking
    exposure: Exposure


@step
def finish_projects(week: int, world: World, chart: Chart, p: Delivery, rules: FinishRules, luck: Array) -> None:
    """Cancel what steering gives up, test what is done, hand over what passes, and keep the rest running."""
    portfolio = world.portfolio[0]
    portfolio.finished = 0
    watched = combined(world.effects[THIS_WEEK].tracking, min(1.0, world.effects[THIS_WEEK].risk_review))
    kept = 0
    for r in range(portfolio.running):
        k = world.running[r]
        project = world.projects[k]
        if gives_up(project, week, watched, rules.steering, luck):
            _close(k, week, CANCELLED, FAILED, world, chart)
        elif _is_done(project) and _passes_test(project, rules.hidden_errors.repair, p):
            _hand_over(k, week, world, chart, p, rules, luck)
        else:
            world.running[kept] = k
            kept += 1
    portfolio.running = kept


@kernel
def _is_done(project: Array) -> bool:
    return project.startup_left <= NOTHING_LEFT and project.scope - project.done <= NOTHING_LEFT


@kernel
def _passes_test(project: Array, repair: float, p: Delivery) -> bool:
    if project.rework_known > p.tolerated * project.scope:
        return False
    found = p.test_finds * project.hidden
    project.hidden -= found
    project.rework_known += repair * found
    return project.rework_known <= p.tolerated * project.scope


@kernel
def cost_overrun(project: Array) -> float:
    """Return spending over the first budget, minus 1."""
    return project.spent / project.budget_first - 1.0


@kernel
def schedule_overrun(project: Array) -> float:
    """Return working time over the first schedule, minus 1."""
    return project.elapsed_weeks / project.planned_weeks_first - 1.0


@compiled
def reach_of(involved: int, openness: float, p: Delivery) -> float:
    """Return how much of the benefits across departments can be had, in [0, 1].

    ``openness`` makes up for who never met.
    """
    met = min(1.0, (involved - 1.0) / (p.together - 1.0))
    return met + (1.0 - met) * openness


@compiled
def benefit_rate(defects: float, process: float, reach: float, alone: float, p: Delivery) -> float:
    """Return benefits over planned benefits, in [0, 1], before luck; ``alone`` is how far it went without a sponsor."""
    kept = exp(-p.harm * defects) * (1.0 - p.plan_focus * process) * (1.0 - p.cross * (1.0 - reach))
    return kept * (1.0 - p.orphan * alone)


@compiled
def luck_of_benefits(z: float, p: Delivery) -> float:
    """Return the factor of luck on benefits, lognormal with mean 1 in the standard normal ``z``."""
    return exp(p.luck * z - 0.5 * p.luck * p.luck)


@compiled
def drawn_for_benefits(key: int, luck: Array) -> float:
    """Return the standard normal that is drawn for the benefits of the project with such a key."""
    return normal(four_uniforms(luck, BENEFITS_LUCK, 0, key, 0)[0])


@kernel
def went_alone(project: Array, exposure: Exposure) -> float:
    """Return how far a project went without a sponsor, in [0, 1]: at its end, or all along where others may follow."""
    if exposure.successor <= 0.0:
        return 0.0 if project.sponsored else 1.0
    return min(1.0, project.unsponsored_weeks / max(1.0, project.elapsed_weeks))


@kernel
def _hand_over(k: int, week: int, world: World, chart: Chart, p: Delivery, rules: FinishRules, luck: Array) -> None:
    project = world.projects[k]
    silo, trust, process = _team_means(project, world)
    project.defects = (project.hidden + project.rework_known) / project.scope
    project.reach = reach_of(project.departments, (1.0 - silo) * trust, p)
    ready = _mean_readiness(project.lead, world, chart)
    effects = world.effects[THIS_WEEK]
    if project.use_luck >= p.use - p.refusal * (1.0 - effects.user_care) * (1.0 - ready):
        _close(k, week, UNUSED, FAILED, world, chart)
        return
    held = combined(project.outcome_focus, rules.tracking.kept if project.tracked else 0.0)
    alone = went_alone(project, rules.exposure)
    project.benefit_rate = benefit_rate(project.defects, process * (1.0 - held), project.reach, alone, p)
    if p.luck > 0.0:
        project.benefit_rate *= luck_of_benefits(drawn_for_benefits(project.key, luck), p)
    on_plan = max(cost_overrun(project), schedule_overrun(project)) <= p.tolerance
    success = on_plan and project.benefit_rate >= p.needed
    _close(k, week, DELIVERED, SUCCESSFUL if success else CHALLENGED, world, chart)


@kernel
def _team_means(project: Array, world: World) -> tuple[float, float, float]:
    silo, trust, process = 0.0, 0.0, 0.0
    for m in range(project.team):
        x = world.traits[world.members[project.team_start + m]]
        silo += x[SILO]
        trust += x[TRUST]
        process += x[PROCESS]
    return silo / project.team, trust / project.team, process / project.team


@kernel
def _mean_readiness(department: int, world: World, chart: Chart) -> float:
    first, last = chart.department_start[department], chart.department_start[department + 1]
    total = 0.0
    for i in range(first, last):
        total += world.seats[i].readiness
    return total / (last - first)


@kernel
def _close(k: int, week: int, status: int, outcome: int, world: World, chart: Chart) -> None:
    project = world.projects[k]
    project.status = status
    project.outcome = outcome
    project.finish = week
    portfolio = world.portfolio[0]
    portfolio.engaged -= project.team
    portfolio.delivered_work += project.effort if status == DELIVERED else 0.0
    world.finished[portfolio.finished] = k
    portfolio.finished += 1
    count_project(k, -1, world, chart)
    for m in range(project.team):
        world.seats[world.members[project.team_start + m]].project = NO_PROJECT
