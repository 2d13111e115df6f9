"""The portable engine gives the bits of this machine's own: in made-up scenarios, random ones, every case and plan."""

from dataclasses import replace

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from experiments.api.scenarios import organization, scenario
from experiments.configuration.options import option_names, option_text
from portable.build import SCALAR, SIMD, VARIANTS
from portable.image import laid_out
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.replay import Replay
from sim.scenario import Scenario
from tests.experiments.cases.test_shipped import case
from tests.portable.agreement import differences
from tests.portable.wasmtime_host import Host, compiled
from tests.scenarios import small_organization, small_scenario
from tests.sim.test_whole_space import programmes, scenarios
from tests.verification.cases import BASE, CASES
from tests.verification.cases_of_plans import CASES_OF_PLANS
from tests.verification.organizations import recipe, scenario_with

FAST = (
    "each its own rollout",
    "microprojects from week 6",
    "people meet projects",
    "projects run by strategic doing",
    "every second thing off",
)
ARMS = [
    (name, arm) for name in option_names()["case"] for arm in yaml.safe_load(option_text("case", name))["case"]["arms"]
]


@pytest.mark.parametrize("name", FAST)
def test_a_run_has_the_same_bits(name: str) -> None:
    assert differences(Replay(scenario_with(BASE, CASES[name]), recipe(), 2), SIMD) == []


@pytest.mark.parametrize("name", CASES_OF_PLANS)
def test_what_plans_say_of_times_and_departments_has_the_same_bits(name: str) -> None:
    assert differences(Replay(scenario_with(BASE, CASES_OF_PLANS[name]), recipe(), 2), SIMD) == []


def test_a_run_has_the_same_bits_where_numbers_are_computed_one_by_one() -> None:
    assert differences(Replay(scenario_with(BASE, CASES["each its own rollout"]), recipe(), 2), SCALAR) == []


def test_an_organization_without_projects_has_the_same_bits() -> None:
    assert differences(Replay(small_scenario(project__share=0.0), small_organization()), SIMD) == []


def test_another_luck_is_seen() -> None:
    replay = Replay(small_scenario(), small_organization(), 1)
    other = Host(laid_out(replay.plan, 2), compiled(SIMD))
    assert any("world.stances" in name for name in differences(replay, SIMD, other))


@pytest.mark.parametrize("name", ["run.silo", "run.parameters", "chart.tie_weight", "schedule.on_board"])
def test_one_bit_of_what_is_given_is_seen(name: str) -> None:
    replay = Replay(small_scenario(intervention__okr__strength=1.0), small_organization())
    host = Host(laid_out(replay.plan, 0), compiled(SIMD))
    place = host.image.places[name]
    host.memory[place.at : place.at + place.size : 4] ^= 4
    assert differences(replay, SIMD, host)


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    headcount = draw(st.integers(20, 1500))
    changes = {
        "organization.headcount": headcount,
        "organization.departments": draw(st.integers(5, 20)),
        "organization.team_size": draw(st.integers(3, 15)),
        "organization.silo_ratio": draw(st.floats(1.0, 30.0)),
    }
    return build_organization(Scenario().with_values(changes).organization, draw(st.integers(1, 2**40)), 0)


@pytest.mark.long
@pytest.mark.parametrize("variant", VARIANTS)
def test_random_scenarios_have_the_same_bits(variant: str) -> None:
    @settings(
        max_examples=40,
        phases=(Phase.generate,),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.one_of(scenarios(), programmes()), organizations(), st.integers(15, 130), st.integers(0, 2**31))
    def check(of: Scenario, lived_in: Organization, weeks: int, replicate: int) -> None:
        longer = replace(of, horizon=replace(of.horizon, weeks=weeks, seed=replicate + 1))
        assert differences(Replay(longer, lived_in, replicate), variant) == []

    check()


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_every_verified_scenario_has_the_same_bits(name: str) -> None:
    assert differences(Replay(scenario_with(BASE, CASES[name]), recipe(), 5), SIMD) == []


@pytest.mark.long
def test_every_arm_is_among_those() -> None:
    assert [(name, arm) for name in option_names()["case"] for arm in case(name).arms] == ARMS


@pytest.mark.long
@pytest.mark.parametrize(("name", "arm"), ARMS)
def test_every_arm_of_every_case_has_the_same_bits(name: str, arm: str) -> None:
    of = scenario(f"case={name}", f"case.arm={arm}")
    assert differences(Replay(of, organization(of), 1), SIMD) == []


@pytest.mark.long
@pytest.mark.parametrize("name", option_names()["plan"])
def test_every_plan_has_the_same_bits(name: str) -> None:
    of = scenario(f"plan={name}")
    assert differences(Replay(of, organization(of), 1), SIMD) == []
