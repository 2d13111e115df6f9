"""Names, counts and units as people read them."""

import math

import pytest

from experiments.wording.json_text import json_text
from experiments.wording.names import (
    axis_name,
    brief,
    decimals,
    intervention_name,
    key_name,
    option,
    quantity,
    shown_unit,
)
from experiments.wording.phrases import counted, listed, signed_percent, signed_work
from experiments.wording.state_fields import place_of, shown
from sim.scenario import declared_parameters


def test_json_keeps_letters_and_knows_no_other_numbers() -> None:
    assert (
        json_text({"name": "Strategie für alle", "share": 0.5}) == '{\n "name": "Strategie für alle",\n "share": 0.5\n}'
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text([math.nan])


@pytest.mark.parametrize(
    ("key", "value", "unit", "said"),
    [
        ("rollout.speed", 0.25, "% of units per quarter", "25 % of units per quarter"),
        ("project.size", 1200, "person-weeks", "1,200 person-weeks"),
        ("turnover.annual_rate", 0.1, "per year", "0.1 per year"),
        ("organization.change_oriented", 0.25, "%", "25 %"),
        ("coordination.strength", 0.5, "", "0.5"),
    ],
)
def test_a_value_is_told_in_the_unit_of_its_parameter(key: str, value: float, unit: str, said: str) -> None:
    assert shown_unit(declared_parameters()[key]) == unit
    assert quantity(key, value) == said
    assert axis_name(key) == (f"{key_name(key)}, {unit}" if unit else key_name(key))


def test_what_is_set_for_one_measure_is_named_by_it() -> None:
    named = {
        "intervention.okr.bar": "OKR bar",
        "rollouts.okr.speed": "OKR rollout speed",
        "rollouts.strategic_doing.departments": "Strategic doing rollout departments",
        "rollout.speed": "Rollout speed",
        "intervention": "Intervention",
    }
    assert {key: key_name(key) for key in named} == named
    assert [intervention_name(name) for name in ("okr", "strategic_doing")] == ["OKR", "strategic doing"]


def test_counts_have_their_nouns_and_lists_their_ends() -> None:
    assert [counted(1, "person", "people"), counted(1200, "person", "people")] == ["1 person", "1,200 people"]
    assert [counted(1, "row"), counted(2, "row"), counted(0, "row")] == ["1 row", "2 rows", "0 rows"]
    assert listed([]) == ""
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == ["a", "a and b", "a, b or c"]
    assert listed([*"abcdefg"]) == "a, b, c, d and e (and 2 more)"


def test_differences_have_their_signs() -> None:
    assert [signed_percent(share) for share in (0.126, -0.126, 0.001)] == ["+13 %", "−13 %", "0 %"]
    assert signed_percent(-0.0126, 1) == "−1.3 %"
    assert [signed_work(1234.5), signed_work(-2.0)] == ["+1,234.5", "−2.0"]


def test_the_largest_value_has_three_digits() -> None:
    assert [decimals(values) for values in ([0.0], [0.012, -0.5], [1.5, 30.0], [1234.0], [])] == [1, 3, 1, 0, 1]


def test_options_are_words() -> None:
    assert [option(text) for text in ("[okr,benefits_governance]", "lean", "[]")] == [
        "OKR, benefits governance",
        "lean",
        "nothing",
    ]
    assert [brief("rollout.speed", 0.25), brief("project.size", 20)] == ["25 %", "20"]


def test_of_fields_that_one_step_writes_what_is_shared_comes_before_what_belongs_to_one_person() -> None:
    assert place_of("departments.legacy") < place_of("seats.claimed") < place_of("stances.silo_anchor")
    assert place_of("projects.practice") < place_of("seats.project")
    assert place_of("ladders.exposure") < place_of("traits.trust")


def test_values_of_fields_are_told_by_name_where_they_have_one() -> None:
    assert [shown("ladders.stage", 3.0, 3), shown("seats.project", 2.0, 3), shown("seats.project", -1.0, 3)] == [
        "adopted",
        "P3",
        "none",
    ]
    assert [shown("units.joined", -1.0, 3), shown("units.joined", 7.0, 3)] == ["never", "7"]
    assert shown("seats.readiness", 0.123456, 3) == "0.123"
