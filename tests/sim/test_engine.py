"""The engine: the same bits for any number of threads and any order, and paired scenarios share their luck."""

import numpy as np
import pytest

from sim.engine import AHEAD, Job, Outcome, make_plan, simulate, simulate_many
from sim.errors import ScenarioError
from sim.organization.builder import build_organization
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.measures import network_measures
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow
from sim.processes.people import mean_silo
from sim.scenario import Scenario
from tests.scenarios import PRACTICE, SMALL, assert_same, run_small, small_organization, small_scenario


def practising() -> Scenario:
    return Scenario().with_values({**SMALL, **PRACTICE})


def test_threads_change_nothing() -> None:
    assert_same(run_small(practising(), 9, threads=1), run_small(practising(), 9, threads=3))


def test_the_order_of_replicates_changes_nothing() -> None:
    forward = simulate(practising(), [small_organization()], [0, 1, 2, 3, 4, 5, 6])
    backward = simulate(practising(), [small_organization()], [6, 5, 4, 3, 2, 1, 0])
    assert forward.metrics.tobytes() == backward.metrics[::-1].copy().tobytes()


def test_a_replicate_is_the_same_alone_and_among_others() -> None:
    among = simulate(practising(), [small_organization()], range(6))
    alone = simulate(practising(), [small_organization()], [4])
    assert among.series[4].tobytes() == alone.series[0].tobytes()


def test_jobs_come_back_in_their_order_with_their_own_outcome() -> None:
    scenarios = [small_scenario(project__size=size) for size in np.linspace(6.0, 24.0, 2 * AHEAD)]
    jobs = [Job(scenario, [small_organization()], range(3)) for scenario in scenarios]
    done: list[int] = []
    found = list(simulate_many(jobs, threads=2, on_chunk=done.append))
    assert [job for job, _ in found] == jobs
    for job, outcome in found:
        alone = simulate(job.scenario, job.organizations, range(3))
        assert outcome.metrics.tobytes() == alone.metrics.tobytes()
    assert sum(done) == 3 * len(jobs)


def test_every_replicate_has_its_own_row_in_every_table_whatever_the_order_asked_for() -> None:
    asked = [9, 2, 7, 4, 0, 11]
    organizations = [build_organization(practising().organization, 1, draw) for draw in range(3)]
    among = simulate(practising(), organizations, asked, threads=2, keep_projects=True)
    assert among.replicates.tolist() == asked
    for row, replicate in enumerate(asked):
        alone = simulate(practising(), [organizations[replicate % 3]], [replicate], keep_projects=True)
        assert_same(alone, Outcome(*(np.asarray(table)[[row]] for table in vars(among).values())))


def test_replicates_share_the_organizations_by_their_number() -> None:
    scenario = practising()
    organizations = [build_organization(scenario.organization, 1, draw) for draw in range(2)]
    both = simulate(scenario, organizations, range(4))
    odd = simulate(scenario, [organizations[1]], [1, 3])
    assert both.metrics[[1, 3]].tobytes() == odd.metrics.tobytes()


def test_a_practice_changes_something() -> None:
    assert run_small(practising()).series.tobytes() != run_small(small_scenario()).series.tobytes()


def test_what_a_policy_does_not_touch_keeps_its_luck() -> None:
    without, with_practice = run_small(small_scenario()).projects, run_small(practising()).projects
    assert without is not None
    assert with_practice is not None
    started = (without["start"] > 0) & (with_practice["start"] > 0)
    assert started.any()
    for name in ("complexity", "steering_patience", "use_luck", "effort", "lead"):
        np.testing.assert_array_equal(without[name][started], with_practice[name][started], err_msg=name)


def test_another_seed_is_another_luck() -> None:
    one, other = small_scenario(horizon__seed=1), small_scenario(horizon__seed=2)
    organization = small_organization(one)
    assert simulate(one, [organization], [0]).series.tobytes() != simulate(other, [organization], [0]).series.tobytes()


def test_waves_beyond_the_organization_are_refused() -> None:
    scenario = small_scenario(rollout__wave_weeks=[0, 13], rollout__wave_units=[2, 5000])
    with pytest.raises(ScenarioError, match="it is for only"):
        make_plan(scenario, small_organization())


def test_people_of_an_imported_network_are_as_siloed_as_it_is_whatever_the_scenario_says_of_its_source() -> None:
    names = [f"{department}{place}" for department in "ab" for place in range(4)]
    people = [EmployeeRow(name, name[0]) for name in names]
    ties = [TieRow(one, other) for one in names for other in names if one[1] < other[1] or (one, other) == ("a0", "b0")]
    organization = organization_from_tables(people, ties, OrganizationRecipe(team_size=2))
    measured = mean_silo(network_measures(organization).density_ratio)
    assert measured != pytest.approx(mean_silo(Scenario().organization.silo_ratio), abs=0.1)
    for source in ("recipe", "from_data"):
        told = small_scenario(organization__source=source)
        assert make_plan(told, organization).silo == measured
        assert make_plan(told.with_values({"people.silo": 0.25}), organization).silo == 0.25
