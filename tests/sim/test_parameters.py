"""Declarations: complete, and refusing what is not allowed in one clear line."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.parameters import Grade, check
from sim.scenario import Scenario, declared_parameters, parameter_record

DECLARED = declared_parameters()


def test_every_number_has_bounds_that_hold_its_default() -> None:
    for path, declared in DECLARED.items():
        if isinstance(declared.default, bool) or not isinstance(declared.default, (int, float)):
            continue
        assert declared.bounds is not None, path
        assert declared.bounds[0] <= declared.default <= declared.bounds[1], path


def test_every_parameter_says_what_it_means() -> None:
    assert all(declared.meaning and declared.unit for declared in DECLARED.values())


def test_every_figure_that_is_not_an_assumption_names_its_source() -> None:
    unsourced = [
        path for path, declared in DECLARED.items() if declared.grade is not Grade.ASSUMPTION and not declared.source
    ]
    assert unsourced == []


def test_a_scenario_survives_being_written_and_read() -> None:
    scenario = Scenario().with_values({"project.size": 33, "rollout.wave_weeks": [0, 13], "rollout.wave_units": [1, 2]})
    assert Scenario.from_mapping(scenario.to_mapping()) == scenario


def test_the_record_holds_what_the_scenario_says() -> None:
    record = parameter_record(Scenario().with_values({"intervention.okr.strength": 0.25, "rollout.order": "central"}))
    assert record["intervention"]["okr"]["strength"] == 0.25
    assert record["rollout"]["order"] == 2


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"project": {"sizee": 3}}, "did you mean 'size'"),
        ({"projekt": {"size": 3}}, "did you mean 'project'"),
        ({"project": {"size": 0}}, "allowed is 1 to 20000 person-weeks"),
        ({"project": {"size": "big"}}, "must be a number"),
        ({"project": {"size": float("nan")}}, "finite"),
        ({"project": {"size": True}}, "must be a number"),
        ({"project": 3}, "project.<parameter>="),
        ({"horizon": {"weeks": 1.5}}, "whole number"),
        ({"coordination": {"active": 1}}, "true or false"),
        ({"rollout": {"order": "best"}}, "must be one of random, readiness"),
        ({"rollout": {"wave_weeks": 3}}, "list of numbers"),
        ({"organization": {"employees": 3}}, "must be a text"),
        ({"organization": {"headcount": 10, "departments": 11}}, "every department needs somebody"),
        ({"reporting": {"red": 0.05}}, "reporting.red"),
        ({"intervention": {"okrr": {}}}, "did you mean 'okr'"),
        ({"intervention": {"okr": {"strength": 2}}}, "allowed is 0 to 1"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_line(values: dict[str, object], says: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        Scenario.from_mapping(values)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


@given(
    st.sampled_from(sorted(DECLARED)),
    st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.lists(st.integers())),
)
def test_a_value_is_taken_or_refused_but_never_crashes(path: str, value: object) -> None:
    declared, refused, taken = DECLARED[path], "", DECLARED[path].default
    try:
        taken = check(value, declared, path)
    except ScenarioError as refusal:
        refused = str(refusal)
    assert not refused or path in refused
    assert "\n" not in refused
    assert type(taken) is type(declared.example) or (taken is None and declared.as_in)
    low, high = declared.bounds or (-inf, inf)
    numbers = taken if isinstance(taken, tuple) else (taken,)
    assert all(low <= number <= high for number in numbers if isinstance(number, int | float))


@pytest.mark.parametrize("path", [path for path, declared in DECLARED.items() if declared.bounds])
def test_both_bounds_are_allowed_and_what_lies_beyond_is_not(path: str) -> None:
    declared = DECLARED[path]
    assert declared.bounds is not None
    low, high = declared.bounds
    wrap = list if isinstance(declared.example, tuple) else lambda numbers: numbers[0]
    for bound in (low, high):
        assert check(wrap([bound]), declared, path) == (wrap([bound]) if wrap is not list else (bound,))
    for beyond in (low - 1, high + 1, low - 1e-9 * max(1.0, abs(low)), high + 1e-9 * max(1.0, abs(high))):
        with pytest.raises(ScenarioError, match="out of bounds"):
            check(wrap([beyond]), declared, path)


def test_every_switch_of_a_mechanism_says_what_would_have_been_without_it() -> None:
    told = {path: declared.without for path, declared in DECLARED.items() if path.endswith(".active")}
    assert all(told.values())
    assert len(set(told.values())) == len(told)
