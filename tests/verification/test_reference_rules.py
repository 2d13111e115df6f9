"""Single rules of the engine against the plain ones: the plan of a run, and grids that reach the ends of what a rule is given."""

from itertools import product
from typing import Any

import pytest

from sim.processes import adoption, delivery, hidden_errors, learning, miscommunication
from sim.scenario import Scenario, parameter_record
from tests.verification.reference import adoption as plain_adoption
from tests.verification.reference import delivery as plain_delivery
from tests.verification.reference import learning as plain_learning
from tests.verification.reference.agreement import agree
from tests.verification.reference.beginning import units_on_board
from tests.verification.reference.exchanges import failure_probability
from tests.verification.reference.portfolio import wishes
from tests.verification.reference.work import bred_errors
from tests.verification.small import Replay, recipe, scenario_with

WEEKS = 90
UNIT_RANGE = (0.0, 0.375, 1.0)


@pytest.mark.parametrize("changes", [{}, {"speed": 0.3, "pilot_units": 2, "start_week": 4}, {"wave_weeks": [2, 20], "wave_units": [1, 6]}])
def test_units_come_on_board_as_the_rule_says(changes: dict[str, object]) -> None:
    replay = Replay(scenario_with({"horizon.weeks": WEEKS}, {f"rollout.{name}": value for name, value in changes.items()}), recipe())
    expected = [units_on_board(replay.scenario.rollout, replay.organization.units, week) for week in range(WEEKS)]
    assert replay.plan.on_board.tolist() == expected
    assert len(set(expected)) > 2


@pytest.mark.parametrize("exponent", [0.3, 0.9])
@pytest.mark.parametrize("size", [1.0, 4.0, 12.0, 50.0, 96.0, 500.0])
def test_the_portfolio_is_cut_as_the_rule_says(size: float, exponent: float) -> None:
    scenario = scenario_with(
        {"horizon.weeks": 32}, project__share=0.125, project__size=size, project__team_exponent=exponent, project__approval_factor=1.7
    )
    replay = Replay(scenario, recipe())
    expected = [(wish.effort, wish.team, wish.departments, wish.wanted) for wish in wishes(scenario.project, 48, 4, 32)]
    found = [tuple(project[name].item() for name in ("effort", "team", "departments", "wanted")) for project in replay.plan.projects]
    assert found == expected
    assert sum(effort for effort, *_ in found) == replay.plan.portfolio["wanted_work"][0] == 192.0


class TestRules:
    """Rules on plain numbers."""

    scenario = Scenario()
    record: Any = parameter_record(scenario)

    def test_failure_of_an_exchange(self) -> None:
        for silo, trust, tie, skill, across in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, (False, True)):
            found = miscommunication.failure_probability(silo, trust, tie, across, skill, self.record["miscommunication"])
            expected = failure_probability(silo, trust, tie, across, skill, self.scenario.miscommunication)
            assert agree(found, expected, "")

    def test_bred_errors(self) -> None:
        for progress, hidden, done, complexity in product((0.0, 1.5), (0.0, 2.0, 9.0), (0.0, 9.0, 20.0), (0.2, 1.0, 7.0)):
            found = hidden_errors.bred_errors(progress, hidden, done, complexity, self.record["hidden_errors"])
            assert agree(found, bred_errors(progress, hidden, done, complexity, self.scenario.hidden_errors), "")

    def test_adoption(self) -> None:
        p, record = self.scenario.adoption, self.record["adoption"]
        for willing, push, support, exposure, strength in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE, UNIT_RANGE):
            found = adoption.trying_hazard(willing, push, support, exposure, 0.25, strength, record)
            assert agree(found, plain_adoption.trying_hazard(willing, push, support, exposure, 0.25, strength, p), "")
        for proficiency, exposure, workload in product(UNIT_RANGE, UNIT_RANGE, (0.5, 1.0, 1.6)):
            quality = adoption.experience_quality(proficiency, exposure, workload, record)
            assert agree(quality, plain_adoption.experience_quality(proficiency, exposure, workload, p), "")
            assert agree(
                adoption.relapse_hazard(exposure, proficiency, record), plain_adoption.relapse_hazard(exposure, proficiency, p), ""
            )

    def test_learning(self) -> None:
        for proficiency, support, process in product(UNIT_RANGE, UNIT_RANGE, UNIT_RANGE):
            found = learning.weekly_gain(proficiency, support, process, self.record["learning"])
            assert agree(found, plain_learning.weekly_gain(proficiency, support, process, self.scenario.learning), "")

    def test_benefits(self) -> None:
        p, record = self.scenario.delivery, self.record["delivery"]
        for defects, process, openness, involved, sponsored in product((0.0, 0.2, 2.0), UNIT_RANGE, UNIT_RANGE, (1, 3, 9), (False, True)):
            reach = delivery.reach_of(involved, openness, record)
            assert agree(reach, plain_delivery.reach_of(involved, openness, p), "")
            found = delivery.benefit_rate(defects, process, reach, sponsored, record)
            assert agree(found, plain_delivery.benefit_rate(defects, process, reach, sponsored, p), "")
