"""Designs are run many at once; only where the engine fails are the runs of a block repeated one by one."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.running.execution import as_known, check_designs, run_blocks, run_designs, threads
from experiments.store.blocks import Block
from sim.engine import simulate
from sim.errors import ScenarioError
from tests.experiments.store.test_store import OneWithoutTeams
from tests.scenarios import assert_same, small_scenario

DESIGNS = [Design(small_scenario(project__size=size)) for size in (5, 7, 9)]
SETTINGS = StudySettings(replicates=6, threads=2, keep_projects=True)


def test_runs_that_end_are_run_by_the_engine_all_together() -> None:
    told: list[int] = []
    results = list(run_designs(DESIGNS, SETTINGS, Organizations(), told.append))
    assert sum(told) == 3 * 6, "what is run one by one is not told"
    assert [result.design for result in results] == DESIGNS
    assert [result.errors for result in results] == [{}] * 3
    for result in results:
        organizations = Organizations().of(result.design.scenario, 6)
        scenario = result.design.scenario
        whole = simulate(scenario, organizations, range(6), keep_projects=True)
        assert_same(result.outcome, as_known(whole, scenario))


def test_a_design_that_fails_costs_the_others_nothing() -> None:
    results = list(run_designs(DESIGNS, SETTINGS, OneWithoutTeams(DESIGNS[1].scenario)))
    assert [len(result.errors) for result in results] == [0, 6, 0]
    for failing, healthy in zip(results, run_designs(DESIGNS, SETTINGS, Organizations()), strict=True):
        if not failing.errors:
            assert_same(failing.outcome, healthy.outcome)
    assert results[1].outcome.metrics.shape[0] == 0
    assert results[1].outcome.series.shape[:2] == (0, DESIGNS[1].scenario.horizon.weeks)


def test_a_block_runs_the_replicates_it_asks_for_and_no_others() -> None:
    blocks = [Block(DESIGNS[0], [1, 4, 5], projects=False), Block(DESIGNS[1], [0], projects=True)]
    first, second = run_blocks(blocks, SETTINGS, Organizations())
    assert (first.outcome.replicates.tolist(), second.outcome.replicates.tolist()) == ([1, 4, 5], [0])
    assert first.outcome.projects is None
    assert second.outcome.projects is not None
    (whole,) = run_designs(DESIGNS[:1], SETTINGS, Organizations())
    np.testing.assert_array_equal(first.outcome.metrics, whole.outcome.metrics[[1, 4, 5]])


def test_a_rollout_that_does_not_fit_its_organization_is_refused_before_anything_runs(tmp_path: Path) -> None:
    wrong = Design(small_scenario(rollout__wave_weeks=[0], rollout__wave_units=[5000]))
    check_designs(DESIGNS, SETTINGS, Organizations())
    with pytest.raises(ScenarioError, match="it is for only"):
        check_designs([*DESIGNS, wrong], SETTINGS, Organizations())


@pytest.mark.parametrize(
    ("fits", "does_not"),
    [
        ({"events.reorganization.merged": [0, 1]}, {"events.reorganization.merged": [0, 99]}),
        ({"rollouts.okr.first_departments": [1]}, {"rollouts.okr.first_departments": [99]}),
        ({"rollout.departments": [0]}, {"rollout.departments": [99]}),
    ],
)
def test_what_fits_in_one_point_is_not_taken_for_fitting_in_another(
    fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    fitting: set[str] = set()
    check_designs([Design(small_scenario().with_values(fits))], SETTINGS, Organizations(), fitting)
    with pytest.raises(ScenarioError, match="names department 99"):
        check_designs([Design(small_scenario().with_values(does_not))], SETTINGS, Organizations(), fitting)


def test_threads_are_those_asked_for_else_one_a_core() -> None:
    assert threads(SETTINGS) == 2
    assert threads(StudySettings()) >= 1
