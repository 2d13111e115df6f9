"""The laboratory: stepped and batch runs are the same, nothing runs twice, options are those of a study."""

import numpy as np
import pytest
from hydra.types import RunMode

from experiments.configuration.composer import Composer
from experiments.running.hydra.session import hydra_started
from experiments.validation.laboratory import FEWEST, Laboratory, Watcher, weekly
from experiments.validation.options import option
from experiments.validation.patterns.p06_reported_status import staying, yearly_transitions
from experiments.validation.patterns.p07_amsterdam import second_minus_first
from sim.organization.chart import Organization
from sim.scenario import Scenario
from sim.state import ADOPTED, World
from tests.scenarios import OKR, PRACTICE, small_scenario


def test_watched_replicates_live_as_in_a_batch() -> None:
    laboratory = Laboratory(small_scenario(), effort=0.1)
    adopted: dict[int, list[float]] = {}

    def watcher(replicate: int) -> Watcher:
        def look(_week: int, world: World, _organization: Organization) -> None:
            adopted.setdefault(replicate, []).append(float((world.ladders["stage"][OKR] == ADOPTED).mean()))

        return look

    laboratory.watch(PRACTICE, 1, watcher)
    batch = weekly(laboratory.run(PRACTICE, 1), "adopted")
    assert batch[:, -1].max() > 0
    np.testing.assert_allclose([adopted[replicate] for replicate in range(FEWEST)], batch, atol=1e-6)


def test_the_same_scenario_runs_once_and_more_replicates_again() -> None:
    laboratory = Laboratory(small_scenario())
    first = laboratory.run(PRACTICE, 8)
    assert laboratory.run(dict(PRACTICE), 7) is first
    assert laboratory.run({}, 8) is not first
    more = laboratory.run(PRACTICE, 10)
    np.testing.assert_array_equal(more.metrics[:8], first.metrics)
    assert [Laboratory(small_scenario(), effort).replicates(40) for effort in (0.01, 0.5, 2.0)] == [FEWEST, 20, 80]


@pytest.mark.long
def test_options_are_the_same_as_in_a_study() -> None:
    changes = option("organization", "amsterdam_it") | option("rollout", "waves") | option("intervention", "okr")
    changes |= {"intervention.okr.partners_week": 52}
    with hydra_started() as hydra:
        master = hydra.compose_config("config", [], RunMode.MULTIRUN)
        composer = Composer(hydra.config_loader, master)
        amsterdam, absent = (
            composer.point([choice])[0].design.scenario for choice in ("case=amsterdam", "prior=absent")
        )
    assert Scenario().with_values(changes) == amsterdam
    assert Scenario().with_values(option("prior", "absent")) == absent
    assert option("prior", "strong") == {}


def test_reports_a_year_apart_are_compared() -> None:
    reports = np.array([[0, 2, -1], [0, 2, 1], [1, 0, 1], [0, 0, 1], [0, 2, 1], [1, 1, 2]])
    counts = yearly_transitions(reports)
    np.testing.assert_array_equal(counts, [[1, 1, 0], [0, 0, 1], [0, 1, 1]])
    assert [staying(counts, state) for state in range(3)] == [0.5, 0.0, 0.5]
    assert np.isnan(staying(np.zeros((3, 3)), 0))


def test_shares_of_successful_trials_are_compared() -> None:
    assert second_minus_first(np.array([[6.0, 4.0], [1.0, 3.0]])) == 0.75 - 0.4
    assert np.isnan(second_minus_first(np.array([[0.0, 0.0], [1.0, 3.0]])))
