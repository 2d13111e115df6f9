"""The Mesa face steps the same engine, bit for bit, and can be stored, copied and branched at any week."""

import copy
import gc
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.agents.base import Model
from sim.engine import Outcome, _run_replicates, lucks_of, make_plan, simulate
from sim.errors import ScenarioError
from sim.levers import rest_of_rollout
from sim.model import AgentReporter, OrganizationModel
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.rollout import Rollout
from sim.scenario import Scenario
from sim.state import NEVER, World
from tests.columns import world_in_records
from tests.scenarios import OKR, PRACTICE, small_organization, small_scenario

WEEKS = 26


def scenario(**changes: object) -> Scenario:
    return small_scenario(horizon__weeks=WEEKS, **changes)


def practising(**changes: object) -> Scenario:
    return scenario(**{**PRACTICE, **changes})


def model_of(settings: Scenario, replicate: int = 3) -> OrganizationModel:
    return OrganizationModel(settings, small_organization(), replicate)


def finished(model: OrganizationModel) -> OrganizationModel:
    model.run_model()
    return model


def batch(settings: Scenario, replicate: int = 3) -> Outcome:
    return simulate(settings, [small_organization()], [replicate], keep_projects=True)


def batch_world(settings: Scenario, replicate: int = 3) -> World:
    plan = make_plan(settings, small_organization())
    world, lucks = plan.new_world(in_columns=True), lucks_of(plan.seed, np.array([replicate]))
    metrics, series = np.zeros((1, len(METRIC_NAMES))), np.zeros((1, plan.weeks, len(SERIES_NAMES)), np.float32)
    ledgers = np.zeros((0, len(plan.projects)), plan.projects.dtype)
    fixed = plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.schedule, plan.silo
    _run_replicates(world, *fixed, lucks, metrics, series, ledgers)
    return world_in_records(world)


def assert_same_world(one: World, other: World) -> None:
    for name, mine, theirs in zip(World._fields, one, other, strict=True):
        for column in mine.dtype.names or (...,):
            assert mine[column].tobytes() == theirs[column].tobytes(), f"{name}[{column}]"


def assert_same_run(one: OrganizationModel, other: OrganizationModel) -> None:
    assert_same_world(one.world, other.world)
    assert one.record.tobytes() == other.record.tobytes()
    assert one.outcome() == other.outcome()
    assert one.datacollector.model_vars == other.datacollector.model_vars


@pytest.mark.parametrize("settings", [scenario(), practising()], ids=["without", "with practice"])
def test_stepping_is_the_batch_bit_for_bit(settings: Scenario) -> None:
    model, outcome = finished(model_of(settings)), batch(settings)
    assert list(model.outcome().values()) == outcome.metrics[0].tolist()
    assert model.series.tobytes() == outcome.series[0].tobytes()
    assert_same_world(model.world, batch_world(settings))


def test_a_model_builds_the_organization_its_replicate_shares() -> None:
    settings, first = scenario(organization__draws=2), small_organization().tie_target.tobytes()
    assert OrganizationModel(settings, replicate=2).organization.tie_target.tobytes() == first
    assert OrganizationModel(settings, replicate=3).organization.tie_target.tobytes() != first


def test_an_imported_organization_must_be_handed_over() -> None:
    with pytest.raises(ScenarioError, match="give organization="):
        OrganizationModel(organization__source="from_data")


def test_scenario_and_replicate_decide_every_bit() -> None:
    assert_same_run(finished(model_of(practising())), finished(model_of(practising())))
    assert finished(model_of(practising(), 3)).series.tobytes() != finished(model_of(practising(), 4)).series.tobytes()


def test_levers_by_either_name_and_the_seed_as_mesa_names_it() -> None:
    levers: dict[str, Any] = {"project.size": np.float64(20.0), "rollout.wave_weeks": (), "people.trust": 1}
    dotted = OrganizationModel(scenario(), rng=7, **levers)
    assert dotted.settings == OrganizationModel(scenario(horizon__seed=7), project__size=20, people__trust=1.0).settings
    assert dotted.settings == OrganizationModel(scenario(), seed=7, **levers).settings


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"project__sise": 5}, r"unknown parameter 'project.sise'; did you mean 'project.size'\?"),
        ({"project.size": 0}, "out of bounds"),
        ({"replicate": -1}, "replicate must be a whole number from 0 to 4294967295, not -1"),
        ({"replicate": 1.5}, "not 1.5"),
        ({"rng": 1, "horizon__seed": 2}, "given twice"),
        ({"rng": 1, "seed": 2}, "given twice, as rng and as seed"),
        ({"scenario": {"project": {}}}, "must be a sim.scenario.Scenario, not dict"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        OrganizationModel(**arguments)


def test_weeks_are_counted_and_end_at_the_horizon() -> None:
    model = model_of(scenario())
    with pytest.raises(ScenarioError, match="judged at its end"):
        model.outcome()
    for week in range(WEEKS):
        assert (model.running, model.week, model.steps) == (True, week, week)
        model.step()
    assert (model.running, model.week, model.steps) == (False, WEEKS, WEEKS)
    for _ in range(2):
        with pytest.raises(ScenarioError, match="all 26 weeks have been lived"):
            model.step()
    assert (model.week, model.steps) == (WEEKS, WEEKS)


def test_the_data_collector_holds_the_weekly_series() -> None:
    model = finished(model_of(practising()))
    collected = model.datacollector.get_model_vars_dataframe()  # type: ignore[no-untyped-call]
    assert collected["week"].tolist() == list(range(1, WEEKS + 1))
    assert collected[list(SERIES_NAMES)].to_numpy().tobytes() == model.record.tobytes()


def test_the_data_collector_keeps_of_agents_what_is_asked() -> None:
    wanted: dict[str, AgentReporter] = {"trust": "trust", "name": "name", "half": lambda agent: 0.5}
    model = OrganizationModel(scenario(), small_organization(), agent_reporters=wanted)
    model.step()
    collected = model.datacollector.get_agent_vars_dataframe()  # type: ignore[no-untyped-call]
    assert collected["trust"].dropna().tolist() == model.world.traits[:, 1].tolist()
    assert collected["name"].tolist() == model.agents.get("name")
    assert set(collected["half"]) == {0.5}


def stored(model: OrganizationModel) -> OrganizationModel:
    again: OrganizationModel = pickle.loads(pickle.dumps(model))  # noqa: S301 - made in this line
    return again


@pytest.mark.parametrize("twin_of", [stored, copy.deepcopy], ids=["pickle", "copy"])
@pytest.mark.parametrize("week", [0, 9, WEEKS])
@pytest.mark.parametrize("met", [False, True], ids=["without agents", "with agents"])
def test_a_stored_or_copied_model_goes_on_with_the_same_bits(
    twin_of: Callable[[OrganizationModel], OrganizationModel], week: int, met: bool
) -> None:
    model = OrganizationModel(
        practising(), small_organization(), 3, agent_reporters={"trust": "trust"} if met else None
    )
    for _ in range(week):
        model.step()
    twin = twin_of(model)
    assert_same_world(twin.world, model.world)
    assert_same_run(finished(twin), finished(model))
    assert twin.employees.get("trust") == model.employees.get("trust")


def test_a_copy_shares_nothing_that_changes() -> None:
    model = model_of(practising())
    twin = copy.deepcopy(model)
    twin.employees.set("trust", 0.0)
    finished(twin)
    assert_same_run(finished(model), finished(model_of(practising())))


def test_a_lever_pulled_by_hand_is_the_scenario_that_planned_it() -> None:
    model = model_of(scenario())
    for _ in range(9):
        model.step()
    model.set_levers(**PRACTICE, intervention__okr__start_week=9, rollout__start_week=9)
    planned = practising(intervention__okr__start_week=9, rollout__start_week=9)
    assert_same_run(finished(model), finished(model_of(planned)))


def test_setting_a_lever_to_what_it_is_changes_nothing() -> None:
    model = model_of(practising(intervention__okr__start_week=14))
    model.step()
    model.set_levers(**{**PRACTICE, "project.size": model.settings.project.size})
    assert_same_run(finished(model), finished(model_of(practising(intervention__okr__start_week=14))))


def test_a_branch_keeps_people_and_luck_and_leaves_the_model_alone() -> None:
    model = model_of(practising(rollout__speed=0.25))
    for _ in range(5):
        model.step()
    branch = model.branch(**{"rollout.speed": 1.0})
    assert_same_world(branch.world, model.world)
    finished(branch)
    assert branch.record[:13].tobytes() == finished(model).record[:13].tobytes()
    assert branch.series[13, 0] == 1.0
    assert model.series[13, 0] < 1.0
    assert_same_run(model, finished(model_of(practising(rollout__speed=0.25))))


@pytest.mark.parametrize(
    "change",
    [
        {"project.size": 5.0},
        {"project.share": 0.2},
        {"organization.headcount": 61},
        {"horizon.weeks": 60},
        {"rollout.order": "chart"},
    ],
)
def test_what_is_decided_before_the_first_week_cannot_change_later(change: dict[str, object]) -> None:
    model = model_of(practising())
    model.step()
    with pytest.raises(ScenarioError, match=f"{next(iter(change))} is decided before the first week"):
        model.set_levers(**change)
    assert_same_run(finished(model), finished(model_of(practising())))


def test_an_unknown_lever_in_a_run_names_the_nearest() -> None:
    with pytest.raises(ScenarioError, match=r"did you mean 'rollout\.speed'"):
        model_of(scenario()).set_levers(rollout__sped=0.1)


def test_a_new_pace_adds_to_who_has_joined_from_the_next_quarter_on() -> None:
    slower = rest_of_rollout(Rollout(speed=0.1), 20, 6, 10, 53)
    assert slower[[20, 25, 26, 38, 39, 52]].tolist() == [6, 6, 7, 7, 8, 9]
    bang = rest_of_rollout(Rollout(speed=1.0, pilot_units=2, start_week=13), 15, 2, 10, 53)
    assert bang[[15, 25, 26]].tolist() == [2, 2, 10]
    later = rest_of_rollout(Rollout(speed=0.5, pilot_units=1, start_week=30), 20, 3, 10, 53)
    assert later[[29, 30, 42, 43]].tolist() == [3, 4, 4, 9]
    waves = rest_of_rollout(Rollout(wave_weeks=(26.0,), wave_units=(8.0,)), 20, 6, 10, 53)
    assert waves[[25, 26]].tolist() == [0, 8]


def test_waves_that_waited_at_a_gate_come_when_a_new_rollout_says() -> None:
    gated = {"rollout.speed": 0.25, "rollout.pilot_units": 0, "rollout.gate": 1.0, "rollout.gate_patience": 52}
    model = model_of(practising(**gated).with_values({"horizon.weeks": 60}))
    for _ in range(20):
        model.step()
    assert model.world.rollouts["postponed"][OKR] == 7
    model.set_levers(rollout__gate=0.0)
    assert np.unique(finished(model).world.units["joined"][OKR]).tolist() == [0, 26, 39, 52]


@pytest.mark.parametrize("change", [{"project.allocation": 0.3}, {"rollout.speed": 0.1}, {"rollout.coaches": 1.0}])
def test_levers_leave_the_attention_of_a_programme_that_has_begun(change: dict[str, object]) -> None:
    model = model_of(practising(**{"rollout.start_week": 2, "rollout.wave_weeks": [20], "rollout.wave_units": [3]}))
    for _ in range(9):
        model.step()
    model.set_levers(**change)
    assert model.world.rollouts["start"][OKR] == 2
    model.set_levers(rollout__start_week=12)
    assert model.world.rollouts["start"][OKR] == 12


def test_nobody_who_joined_leaves_when_the_waves_are_replanned() -> None:
    model = model_of(practising(rollout__speed=1.0))
    model.step()
    model.set_levers(rollout__wave_weeks=[20], rollout__wave_units=[3])
    assert (finished(model).world.units["joined"][OKR] != NEVER).all()


@pytest.mark.long
@pytest.mark.parametrize("met", [False, True], ids=["without agents", "with agents"])
def test_a_model_nobody_holds_is_freed(met: bool) -> None:
    model = model_of(scenario())
    if met:
        assert len(model.agents) > 60
    model.step()
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_mesa_draws_its_own_numbers_from_seed_and_replicate() -> None:
    draws = [model_of(scenario(), replicate).random.random() for replicate in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


def test_the_model_is_one_of_mesas_and_leaves_its_scenario_alone() -> None:
    model = model_of(scenario())
    assert isinstance(model, Model)
    assert model.scenario is None


@pytest.mark.long
def test_only_the_model_imports_mesa_and_processes_start_as_before() -> None:
    code = """
import multiprocessing, sys
multiprocessing.set_start_method("forkserver")
import sim.engine
print("mesa" in sys.modules)
import sim.model
print("mesa" in sys.modules, multiprocessing.get_start_method())
"""
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.split() == ["False", "True", "forkserver"]
