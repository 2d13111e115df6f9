"""Design points: addresses, labels and the baseline in which nothing is tried."""

from dataclasses import fields
from pathlib import Path

import pytest

from experiments.configuration.points import (
    Choices,
    Design,
    declared_defaults,
    label,
    tries_something,
    untouched,
    value_of,
    varied_keys,
)
from sim.errors import ScenarioError
from sim.interventions.catalogue import Interventions
from sim.scenario import Scenario
from tests.scenarios import PRACTICE, run_small, small_scenario


def test_address_changes_with_every_value_and_with_nothing_else() -> None:
    again = Scenario.from_mapping(Scenario().to_mapping())
    other = Scenario().with_values({"horizon.seed": 2})
    assert Design(Scenario()).address == Design(again).address != Design(other).address


def test_address_follows_the_text_of_a_file_and_not_its_name(tmp_path: Path) -> None:
    scenarios = [Scenario().with_values({"organization.employees": str(tmp_path / name)}) for name in "ab"]
    for name in "ab":
        (tmp_path / name).write_text("id,department\n")
    first, second = (Design(scenario).address for scenario in scenarios)
    (tmp_path / "b").write_text("id,department\nann,IT\n")
    assert first == second != Design(scenarios[1]).address


def test_missing_file_is_named(tmp_path: Path) -> None:
    scenario = Scenario().with_values({"organization.ties": str(tmp_path / "none.csv")})
    with pytest.raises(
        ScenarioError, match=r"^organization\.ties: cannot read .*none\.csv' \(no such file or directory\)$"
    ):
        _ = Design(scenario).address


def test_every_intervention_is_declared_with_strength_zero() -> None:
    for section in fields(Interventions):
        assert declared_defaults()[f"intervention.{section.name}.strength"] == 0
    assert not tries_something(Scenario())
    assert tries_something(Scenario().with_values({"intervention.okr.strength": 0.1}))


def test_with_strength_zero_neither_lever_nor_rollout_changes_a_bit() -> None:
    rollout = {"rollout.speed": 1.0, "rollout.order": "chart", "rollout.coaches": 1.0}
    tried = small_scenario(**{"intervention.okr.strength": 0.0, "intervention.okr.cycle": 6, **rollout})
    before, after = run_small(untouched(tried)), run_small(tried)
    assert (before.metrics == after.metrics).all()
    assert (before.series == after.series).all()


def test_untouched_points_that_differ_in_what_is_tried_are_one_design() -> None:
    slow, fast = (small_scenario(**{**PRACTICE, "rollout.speed": speed}) for speed in (0.1, 1.0))
    assert Design(untouched(slow)).address == Design(untouched(fast)).address
    assert untouched(slow).project == slow.project


def test_keys_that_vary_come_in_the_order_asked_for() -> None:
    first: Choices = {"case": "a", "project.size": 5, "rollout.speed": 0.1}
    choices: list[Choices] = [first, {**first, "rollout.speed": 1}, {"case": "a"}]
    assert varied_keys(choices) == ["project.size", "rollout.speed"]


def test_label_is_what_a_command_line_would_say() -> None:
    assert (
        label({"project.size": 5.0, "rollout.scarce": False, "case": "a"})
        == "project.size=5, rollout.scarce=false, case=a"
    )
    assert label({}) == "as declared"


def test_value_of_a_design_is_its_choice_else_its_parameter_else_unknown() -> None:
    changes = Design(
        Scenario().with_values({"project.size": 9, "rollout.wave_weeks": [0], "rollout.wave_units": [1]})
    ).changes
    assert value_of("project.size", {"project.size": 5}, changes) == 5
    assert value_of("project.size", {}, changes) == 9
    assert value_of("rollout.wave_weeks", {}, changes) == "[0.0]"
    assert value_of("rollout.speed", {}, changes) == declared_defaults()["rollout.speed"]
    assert value_of("case", {}, changes) is None
    assert value_of("rollouts.okr.speed", {}, changes) is None


def test_a_rollout_of_its_own_that_is_unset_is_the_design_in_which_nobody_names_it() -> None:
    unset = Design(Scenario().with_values({"rollouts.okr.speed": None, "rollout.speed": 0.5}))
    assert unset.changes == {"rollout.speed": 0.5}
    one, other = (Design(Scenario().with_values({name: 0.5})) for name in ("rollout.speed", "rollouts.okr.speed"))
    assert other.changes == {"rollouts.okr.speed": 0.5}
    assert one.address != other.address


def test_rollouts_of_measures_go_back_to_what_is_declared_where_nothing_is_tried() -> None:
    tried = Scenario().with_values({"intervention.okr.strength": 1, "rollouts.okr.departments": [2, 5]})
    assert untouched(tried) == Scenario()
