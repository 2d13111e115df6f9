"""Single rules of the engine against the plain ones.

The plan of a run, and grids that reach the ends of what a rule is given.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from sim.interventions import lean, training
from sim.interventions.catalogue import MEASURES
from sim.processes import adoption, delivery, hidden_errors, learning, miscommunication
from sim.scenario import Scenario, parameter_record
from tests.verification.organizations import Stepwise, recipe, scenario_with
from tests.verification.reference import adoption as plain_adoption
from tests.verification.reference import delivery as plain_delivery
from tests.verification.reference import lean as plain_lean
from tests.verification.reference import learning as plain_learning
from tests.verification.reference import staffing as plain_staffing
from tests.verification.reference import training as plain_training
from tests.verification.reference.agreement import agree
from tests.verification.reference.beginning import units_on_board
from tests.verification.reference.exchanges import failure_probability
from tests.verification.reference.portfolio import FIRST_MICRO_KEY, wishes
from tests.verification.reference.work import bred_errors

WEEKS = 90
UNIT_RANGE = (0.0, 0.375, 1.0)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"speed": 0.3, "pilot_units": 2, "start_week": 4},
        {"speed": 0.1, "growth": 1.7, "start_week": 1},
        {"speed": 0.5, "growth": 0.4},
        {"wave_weeks": [2, 20], "wave_units": [1, 6]},
    ],
)
@pytest.mark.parametrize("begins", [0, 9])
def test_units_come_on_board_as_the_rule_says(changes: dict[str, object], begins: int) -> None:
    practice = {"intervention.lean.strength": 0.5, "intervention.okr.strength": 0.5, "intervention.lean.start_week": 11}
    practice["intervention.okr.start_week"] = begins
    scenario = scenario_with(
        {"horizon.weeks": WEEKS}, practice, {f"rollout.{name}": value for name, value in changes.items()}
    )
    plan = Stepwise(scenario, recipe()).plan
    for measure, week_of_measure in (("okr", begins), ("lean", 11)):
        first = max(week_of_measure, scenario.rollout.start_week)
        rollout = replace(scenario.rollout, start_week=first)
        expected = [units_on_board(rollout, plan.organization.units, week) for week in range(WEEKS)]
        m = MEASURES.index(measure)
        assert plan.schedule.on_board[m].tolist() == expected
        assert plan.rollouts["start"][m] == first
    assert len(set(expected)) > 2


@pytest.mark.parametrize("exponent", [0.3, 0.9])
@pytest.mark.parametrize("size", [1.0, 4.0, 12.0, 50.0, 96.0, 500.0])
def test_the_portfolio_is_cut_as_the_rule_says(size: float, exponent: float) -> None:
    check_portfolio({"project.size": size, "project.team_exponent": exponent})


@pytest.mark.parametrize("size", [2.0, 12.0, 70.0])
@pytest.mark.parametrize("start", [0, 11, 40])
@pytest.mark.parametrize("strength", [0.01, 0.25, 0.7, 1.0])
def test_microprojects_are_cut_as_the_rule_says(size: float, start: int, strength: float) -> None:
    micro = {"strength": strength, "start_week": start, "delay": 3, "cap": 5.0, "concise": 0.3, "executives": 0.5}
    check_portfolio(
        {"project.size": size, **{f"intervention.microprojects.{name}": value for name, value in micro.items()}}
    )


def check_portfolio(changes: Mapping[str, object]) -> None:
    scenario = scenario_with({"horizon.weeks": 32, "project.share": 0.125, "project.approval_factor": 1.7}, changes)
    plan, micro = Stepwise(scenario, recipe()).plan, scenario.intervention.microprojects
    expected = [
        (wish.key, wish.effort, wish.team, wish.departments, wish.wanted)
        for wish in wishes(scenario.project, micro, 48, 4, 32)
    ]
    names = ("key", "effort", "team", "departments", "wanted")
    assert [tuple(project[name].item() for name in names) for project in plan.projects] == expected
    assert sum(effort for _, effort, *_ in expected) == pytest.approx(192.0, rel=1e-12)
    assert plan.portfolio["wanted_work"][0] == 192.0
    small = plan.projects["key"] >= FIRST_MICRO_KEY
    assert (plan.projects["is_micro"] == small).all()
    for name in ("concise", "audience", "talent"):
        together = micro.executives * micro.uptake * getattr(micro, name)
        assert (plan.projects[name] == np.where(small, together, 0.0)).all()


class TestRules:
    """Rules on plain numbers."""

    scenario = Scenario()
    record: Any = parameter_record(scenario)

    def test_failure_of_an_exchange(self) -> None:
        for silo, trust, tie, skill, across in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, (False, True)):
            found = miscommunication.failure_probability(
                silo, trust, tie, across, skill, self.record["miscommunication"]
            )
            expected = failure_probability(silo, trust, tie, across, skill, self.scenario.miscommunication)
            assert agree(found, expected, "")

    def test_bred_errors(self) -> None:
        for progress, hidden, done, complexity in product(
            (0.0, 1.5), (0.0, 2.0, 9.0), (0.0, 9.0, 20.0), (0.2, 1.0, 7.0)
        ):
            found = hidden_errors.bred_errors(progress, hidden, done, complexity, self.record["hidden_errors"])
            assert agree(found, bred_errors(progress, hidden, done, complexity, self.scenario.hidden_errors), "")

    def test_adoption(self) -> None:
        p, record = self.scenario.adoption, self.record["adoption"]
        for willing, push, support, exposure, strength in product(
            UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE
        ):
            found = adoption.trying_hazard(willing, push, support, exposure, 0.25, strength, record)
            assert agree(found, plain_adoption.trying_hazard(willing, push, support, exposure, 0.25, strength, p), "")
        for proficiency, exposure, workload, partnering in product(UNIT_RANGE, UNIT_RANGE, (0.5, 1.0, 1.6), UNIT_RANGE):
            quality = adoption.experience_quality(proficiency, exposure, workload, partnering, record)
            assert agree(quality, plain_adoption.experience_quality(proficiency, exposure, workload, partnering, p), "")
            assert agree(
                adoption.relapse_hazard(exposure, proficiency, record),
                plain_adoption.relapse_hazard(exposure, proficiency, p),
                "",
            )

    def test_complexity(self) -> None:
        p, record = self.scenario.hidden_errors, self.record["hidden_errors"]
        for z, concise in product((-3.0, 0.0, 2.5), UNIT_RANGE):
            found = hidden_errors.complexity_of(z, concise, record)
            assert agree(found, plain_staffing.complexity_of(z, concise, p), "")

    def test_training_sessions(self) -> None:
        for span, sessions in product((1, 2, 12, 26, 27), (1, 3, 4, 12, 52)):
            before = [training.sessions_before(age, span, sessions) for age in range(-3, span + 3)]
            weeks = plain_training.weeks_of_sessions(span, sessions)
            assert before == [sum(week < age for week in weeks) for age in range(-3, span + 3)]
            assert before[-1] == sessions
            assert agree(training.spacing(span, sessions, 0.4), plain_training.spacing(span, sessions, 0.4), "")

    def test_what_lean_saves(self) -> None:
        p, record = self.scenario.intervention.lean, self.record["intervention"]["lean"]
        for acts, practised, silo in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE):
            assert agree(lean.saving(acts, practised, silo, record), plain_lean.saving(acts, practised, silo, p), "")

    def test_learning(self) -> None:
        for proficiency, support, process in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE):
            found = learning.weekly_gain(proficiency, support, process, self.record["learning"])
            assert agree(found, plain_learning.weekly_gain(proficiency, support, process, self.scenario.learning), "")

    def test_benefits(self) -> None:
        p, record = self.scenario.delivery, self.record["delivery"]
        for defects, process, openness, involved, sponsored in product(
            (0.0, 0.2, 2.0), UNIT_RANGE, UNIT_RANGE, (1, 3, 9), (False, True)
        ):
            reach = delivery.reach_of(involved, openness, record)
            assert agree(reach, plain_delivery.reach_of(involved, openness, p), "")
            found = delivery.benefit_rate(defects, process, reach, sponsored, record)
            assert agree(found, plain_delivery.benefit_rate(defects, process, reach, sponsored, p), "")
