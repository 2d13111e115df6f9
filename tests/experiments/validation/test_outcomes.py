"""Patterns of outcomes: what cannot be measured is unknown, and what is put in comes out."""

import pytest

from experiments.validation.estimate import UNKNOWN
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Part
from experiments.validation.patterns import p07_amsterdam, p19_trust, p21_twice_the_people
from sim.scenario import Scenario

LEAST = 0.05


def test_trust_is_unknown_where_few_adopt() -> None:
    nobody = Laboratory(Scenario().with_values({"intervention.okr.bar": 1.0, "organization.headcount": 200}), LEAST, 2)
    found = p19_trust.measure(nobody)
    assert found["adopted"].value < p19_trust.MOST
    assert found["trust"] is UNKNOWN
    assert Measured(p19_trust.TARGETS[0], found["trust"]).part is Part.MISSED


def test_without_coordination_twice_the_people_take_about_half_the_time() -> None:
    free = {"coordination.serial": 0.0, "deadline.filled": 0.0, "turnover.bring_in": 0.0}
    free |= {"coordination.active": False, "miscommunication.active": False, "organization.headcount": 300}
    found = p21_twice_the_people.measure(Laboratory(Scenario().with_values(free), LEAST, 2))["ratio"]
    assert found.value == pytest.approx(0.5, abs=0.06)
    assert found.low < found.value < found.high


def test_people_on_board_are_those_of_the_waves() -> None:
    found = p07_amsterdam.measure_levels(Laboratory(Scenario(), LEAST, 2))
    assert [found[f"board_{week}"].value for week in p07_amsterdam.ON_BOARD] == pytest.approx([50, 250, 500])
    assert 0.0 < found["use_51"].value < 1.0
