"""The shipped options: each composes, says where it comes from, and repeats no default."""

import math
from importlib.resources import files
from typing import Any

import pytest
from hydra.types import RunMode
from omegaconf import OmegaConf

from experiments.configuration.composer import Composer
from experiments.configuration.couplings import couplings
from experiments.configuration.options import option_names
from experiments.configuration.points import Design, tries_something
from experiments.running.hydra.session import hydra_started
from experiments.validation.options import option
from sim.organization.builder import build_organization
from sim.rollout import units_on_board
from sim.scenario import Scenario, declared_parameters

OPTIONS = [(group, name) for group, names in option_names().items() for name in names]


def _design(*overrides: str) -> Design:
    with hydra_started() as hydra:
        master = hydra.compose_config("config", [], RunMode.MULTIRUN)
        return Composer(hydra.config_loader, master).point(overrides)[0].design


def _text(group: str, name: str) -> str:
    return (files("configs") / group / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize(("group", "name"), [option for option in OPTIONS if option != ("organization", "from_data")])
def test_every_option_composes_into_a_scenario_that_fits(group: str, name: str) -> None:
    scenario = _design(f"+{group}={name}" if group == "experiment" else f"{group}={name}").scenario
    organization = build_organization(scenario.organization, 1, 0)
    assert len(units_on_board(scenario.rollout, organization.units, scenario.horizon.weeks)) == scenario.horizon.weeks


@pytest.mark.parametrize(("group", "name"), OPTIONS)
def test_every_option_says_what_it_is_and_repeats_no_default(group: str, name: str) -> None:
    assert any(line.startswith("# ") and not line.startswith("# @") for line in _text(group, name).splitlines())
    content: Any = OmegaConf.to_container(OmegaConf.create(_text(group, name)))
    defaults = Scenario().to_mapping().get(group, {})
    for key, value in content.items():
        assert (
            key not in defaults
            or value != defaults[key]
            or (group, key) in {("organization", "source"), ("organization", "headcount")}
        )


def test_without_options_everything_is_as_declared() -> None:
    assert _design().scenario == Scenario()


def test_amsterdam_is_the_one_of_the_documents() -> None:
    scenario = _design("case=amsterdam").scenario
    organization = build_organization(scenario.organization, 1, 0)
    on_board = units_on_board(scenario.rollout, organization.units, 156)
    assert (organization.headcount, organization.units) == (1200, 48)
    people = [int(organization.unit_start[on_board[week]]) for week in (0, 12, 13, 51, 52, 103, 104)]
    assert people == [50, 50, 250, 250, 500, 500, 1200]
    assert organization.change_oriented.tolist() == [False, True, False, False, False, False]
    assert scenario.intervention.okr.strength == 1.0


def test_interventions_can_be_left_out_of_a_case_and_rollouts_replaced() -> None:
    scenario = _design("case=amsterdam", "intervention=[]", "rollout=big_bang").scenario
    assert not tries_something(scenario)
    assert (scenario.rollout.speed, scenario.rollout.wave_weeks) == (1.0, ())


@pytest.mark.long
def test_size_by_speed_lets_speed_decide() -> None:
    scenario = _design("+experiment=size_by_speed", "rollout.speed=0.5").scenario
    assert scenario.rollout.wave_weeks == ()
    assert scenario.organization == _design("case=amsterdam").scenario.organization
    assert scenario.horizon.weeks == 156


def test_couplings_are_as_declared_halfway_off_or_off() -> None:
    declared = declared_parameters()
    assert option("couplings", "full") == {}
    assert option("couplings", "none") == couplings()
    halves = {name: (declared[name].example + off) / 2 for name, off in couplings().items()}  # type: ignore[operator]
    assert option("couplings", "half") == pytest.approx(halves)


def test_rival_estimates_are_optimistic_by_what_they_say() -> None:
    usual = Scenario().estimation.bias
    for name, overrun in (("optimistic", 1.20), ("very_optimistic", 1.55)):
        bias = option("estimates", name)["estimation.bias"]
        assert isinstance(bias, float)
        assert math.exp(bias - usual) == pytest.approx(overrun / 1.01, rel=0.002)


def test_every_coupling_is_on_as_declared() -> None:
    for name, off in couplings().items():
        assert declared_parameters()[name].default != off, name
