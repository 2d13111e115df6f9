"""Couplings between projects and people: a known answer, a limit and a direction for each; off they change no bit."""

import inspect
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from sim.engine import make_plan, simulate
from sim.model import OrganizationModel
from sim.outcomes.dictionary import METRIC_NAMES
from sim.processes.coordination import Coordination, divided
from sim.processes.deadline import Deadline, pace_kept
from sim.processes.delivery import Delivery, luck_of_benefits
from sim.processes.miscommunication import Miscommunication, more_often
from sim.processes.portfolio import ProjectPlan, team_size
from sim.scenario import declared_parameters
from sim.state import DELIVERED
from tests.scenarios import PRACTICE, run_small, small_organization, small_scenario

OFF = {name: declared.off for name, declared in declared_parameters().items() if declared.off is not None}
TROUBLED = {
    **PRACTICE,
    "workload.base": 1.15,
    "miscommunication.base": 0.05,
    "exposure.sponsor_hazard": 0.05,
    "estimation.bias": 0.3,
    "turnover.annual_rate": 0.3,
    "steering.every": 4,
    "reporting.honesty": 0.4,
    "horizon.weeks": 70,
}


def rule(function: Any) -> Any:  # noqa: ANN401 - a compiled rule, as plain Python
    return inspect.unwrap(function)


def metrics(changes: Mapping[str, object], replicates: int = 40) -> dict[str, float]:
    scenario = small_scenario().with_values({**OFF, **TROUBLED, **changes})
    found = simulate(scenario, [small_organization()], range(replicates)).metrics.mean(axis=0)
    return dict(zip(METRIC_NAMES, found.tolist(), strict=True))


@pytest.mark.parametrize("name", OFF)
def test_a_coupling_that_is_on_changes_something(name: str) -> None:
    crowded = {**OFF, **TROUBLED, "project.team_factor": 1.5}
    off = run_small(small_scenario().with_values(crowded), replicates=8)
    on = run_small(small_scenario().with_values({**crowded, name: declared_parameters()[name].default}), replicates=8)
    assert off.metrics.tobytes() != on.metrics.tobytes()


def test_overload_and_mixed_use_make_exchanges_fail_more_often() -> None:
    p = Miscommunication(strain=5.0, mixed=0.5)
    assert rule(more_often)(0.8, 0.0, p) == 1.0
    assert rule(more_often)(1.2, 0.0, p) == pytest.approx(2.0)
    assert rule(more_often)(1.2, 1.0, p) == pytest.approx(3.0)


def test_more_people_than_usual_cannot_share_all_of_the_work() -> None:
    p = Coordination(serial=0.5)
    assert [rule(divided)(team, 4.0, p) for team in (3, 4)] == [1.0, 1.0]
    assert rule(divided)(8, 4.0, p) == pytest.approx(2.0 / 3.0)  # twice the people: 1 / (1 + .5)


def test_twice_the_people_need_more_than_half_the_time() -> None:
    plain = {"turnover.active": False, "miscommunication.active": False, "workload.active": False, "project.size": 40.0}
    weeks = {}
    for factor in (0.6, 1.2):
        for serial in (0.0, 0.5):
            changes = {**plain, "project.team_factor": factor, "coordination.serial": serial, "horizon.weeks": 70}
            projects = run_small(small_scenario().with_values(changes), replicates=8).projects
            assert projects is not None
            weeks[factor, serial] = float(projects["elapsed_weeks"][projects["status"] == DELIVERED].mean())
    assert weeks[0.6, 0.5] == pytest.approx(weeks[0.6, 0.0], rel=0.02)
    assert weeks[1.2, 0.5] / weeks[0.6, 0.5] > weeks[1.2, 0.0] / weeks[0.6, 0.0] + 0.1


def test_the_usual_team_is_that_of_the_declared_rule_whatever_team_is_chosen() -> None:
    plan = make_plan(small_scenario(project__size=40.0, project__team_factor=2.0), small_organization())
    whole = plan.projects[plan.projects["effort"] == 40.0]
    assert set(whole["usual_team"].tolist()) == {team_size(ProjectPlan(), 40.0, 60)} == {5.0}
    assert set(whole["team"].tolist()) == {15}


def test_work_fills_the_time_that_is_left_and_nobody_late_is_slowed() -> None:
    keep = rule(pace_kept)
    assert keep(10.0, 10.0, 2.0, Deadline(filled=1.0)) == pytest.approx(0.5)  # half the pace would do
    assert keep(10.0, 10.0, 2.0, Deadline(filled=0.5)) == pytest.approx(0.75)
    assert keep(25.0, 10.0, 2.0, Deadline(filled=1.0)) == 1.0
    assert keep(10.0, 0.5, 2.0, Deadline(filled=1.0)) == 1.0
    assert keep(10.0, 10.0, 2.0, Deadline(filled=0.0)) == 1.0


def test_luck_of_benefits_has_mean_one() -> None:
    z = np.random.default_rng(1).standard_normal(200_000)
    factors = np.array([rule(luck_of_benefits)(float(value), Delivery(luck=0.4)) for value in z[:20_000]])
    assert factors.mean() == pytest.approx(1.0, abs=0.01)
    assert np.log(factors).std() == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize(
    ("name", "value", "metric", "sign"),
    [
        ("miscommunication.strain", 10.0, "rework_share", 1),
        ("miscommunication.mixed", 5.0, "rework_share", 1),
        ("turnover.bring_in", 3.0, "cost_overrun_first", 1),
        ("steering.completion", 1.0, "cancelled", -1),
        ("steering.renewal", 0.8, "rebaselines", 1),
        ("exposure.successor", 0.3, "benefits_realization", 1),
        ("deadline.filled", 1.0, "schedule_overrun_first", 1),
        ("onboarding.share", 0.5, "work_delivered", -1),
        ("adoption.compliance", 1.0, "relapsed", -1),
        ("adoption.credit", 0.3, "trust", 1),
        ("adoption.encouragement", 0.5, "readiness", 1),
        ("experience.liking", 0.1, "trust", 1),
        ("learning.peers", 1.0, "proficiency", 1),
        ("intervention.okr.partner_care", 1.0, "cost_overrun_first", -1),
    ],
)
def test_a_coupling_works_in_the_direction_of_its_source(name: str, value: float, metric: str, sign: int) -> None:
    assert sign * (metrics({name: value})[metric] - metrics({})[metric]) > 0.0


def test_a_loss_of_trust_that_lasts_half_as_much_leaves_more_trust() -> None:
    assert metrics({"adoption.lasting_harm": 0.5})["trust"] > metrics({})["trust"]


def test_good_results_help_trials_and_bad_ones_hurt_them() -> None:
    everything_fails = {"delivery.use": 0.0, "delivery.refusal": 0.0}
    gained = []
    for results in ({}, everything_fails):
        without, counted = metrics(results), metrics({**results, "adoption.wins": 0.6})
        gained.append(counted["adopted"] - without["adopted"])
    assert gained[1] < -0.02
    assert gained[0] > gained[1]


def test_a_mood_fades_by_half_in_its_memory() -> None:
    model = OrganizationModel(small_scenario().with_values({"feedback.memory": 10.0, "project.share": 0.0}))
    model.world.departments["mood"] = (0.8, -0.4, 0.0, 1.0, -1.0)
    for _ in range(10):
        model.step()
    assert model.world.departments["mood"].tolist() == pytest.approx([0.4, -0.2, 0.0, 0.5, -0.5])


def test_a_mood_stays_in_its_bounds() -> None:
    loud = {**TROUBLED, "feedback.memory": 520.0, "feedback.loss_weight": 10.0, "feedback.recall": 0.0}
    model = OrganizationModel(small_scenario().with_values(loud))
    moods = []
    while model.running:
        model.step()
        moods.append(model.world.departments["mood"].copy())
    assert np.abs(moods).max() == 1.0
